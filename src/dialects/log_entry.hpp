/// \file
/// Lines of a mail server's log, as people paste them into a ticket.
#pragma once

#include "text/lines.hpp"

#include <cstddef>
#include <string_view>

namespace dsnparse::dialects {

/// Walks the entries of a log from front to back. An entry begins with a line for which `starts` is true; lines behind it up to
/// the next such line or a blank one belong to it, since mail programs break long lines.
///
///     for (LogEntries entries(text, starts); entries.next();) use(entries.raw());
class LogEntries {
public:
    using Starts = bool (*)(std::string_view line);
    LogEntries(std::string_view text, Starts starts) : text_(text), end_(text::line_end_of(text)), starts_(starts) {}

    /// Moves to the next entry; false: there is none.
    bool next();
    /// The entry with its line ends, a view into the text.
    [[nodiscard]] std::string_view raw() const { return raw_; }

private:
    std::string_view text_;
    text::LineEnd end_;
    Starts starts_;
    std::string_view raw_;
    std::size_t at_ = 0;
};

/// What stands behind the first `PROGRAM[PID]: ` of a line that syslog or journald wrote; empty: it is no such line.
[[nodiscard]] std::string_view behind_program(std::string_view entry);

/// The value in `key=value, key=value`, where angle brackets may hold anything; empty: the key is not there. The last one,
/// whatever it holds, is for the caller: give its key to get all that follows.
[[nodiscard]] std::string_view log_value(std::string_view fields, std::string_view key);
[[nodiscard]] std::string_view last_log_value(std::string_view fields, std::string_view key);

} // namespace dsnparse::dialects

/// \file
/// Context: what every step of reading one message shares.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/options.hpp>
#include <dsnparse/report.hpp>

namespace dsnparse::detail {

/// Collects warnings. Each code is kept at most `most_per_code` times, so that hostile input cannot
/// make the report large.
class WarningLog {
public:
    explicit WarningLog(Arena& arena) : arena_(arena) {}

    /// `code` and `message` must be literals or live in the Arena.
    void add(std::string_view code, Severity severity, std::string_view message, std::string_view part = {},
             std::optional<std::size_t> offset = std::nullopt);

    [[nodiscard]] List<Warning> list() const { return list_; }
    [[nodiscard]] bool has(std::string_view code) const;

private:
    static constexpr std::size_t most_per_code = 8;
    Arena& arena_;
    List<Warning> list_;
};

/// One message being read. The Arena outlives the call (it becomes Report::storage); `scratch` does not.
struct Context {
    std::string_view message; ///< as given, cut at Limits::message_bytes
    const Options& options;
    Arena& arena;
    Arena& scratch;
    WarningLog& warnings;

    [[nodiscard]] const Limits& limits() const { return options.limits; }

    /// The Span of a view into the message; absent where it is none.
    [[nodiscard]] std::optional<Span> span_of(std::string_view view) const {
        if (view.data() == nullptr || view.data() < message.data() || view.data() + view.size() > message.data() + message.size())
            return std::nullopt;
        return Span{static_cast<std::size_t>(view.data() - message.data()), view.size()};
    }
};

} // namespace dsnparse::detail

/// \file
/// PageWriter: many Reports as one page of HTML that needs nothing else.
#pragma once

#include "page/excerpt.hpp"

#include <dsnparse/report.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dsnparse::page {

struct PageOptions {
    std::string title = "Bounces";
    RawText raw = RawText::head;
    std::size_t most_messages = 250000; ///< those that come later are counted and left out
};

/// Raw text kept in one page, all messages together; later messages come without.
constexpr std::size_t most_raw_bytes = std::size_t{512} << 20;

/// Writes while it is fed: memory does not grow with the number of messages. A page is the skeleton, then blocks of packed JSON
/// (rows of the table, and what is shown of single messages), at last the script that reads them. Counting is left to the
/// script, so that it counts whatever is selected.
class PageWriter {
public:
    /// Gives away what is written; false: no more can be.
    using Sink = std::function<bool(std::string_view)>;

    PageWriter(Sink sink, PageOptions options);

    /// `message`: the bytes that the Report was made of. False where nothing more can be written.
    bool add(const Report& report, std::string_view message);
    /// The end of the page. `now`: seconds since 1970; 0: the page does not say when it was made.
    bool finish(std::int64_t now);

    [[nodiscard]] std::size_t left_out() const { return left_out_; }

private:
    void add_rows(const Report& report);
    void add_view(const Report& report, std::string_view message);
    bool flush(const char* kind, std::string& block, std::size_t first);
    bool write(std::string_view text) { return good_ = good_ && sink_(text); }

    Sink sink_;
    PageOptions options_;
    std::string script_;
    std::string tail_; ///< of the skeleton, behind the data
    std::string rows_; ///< a block being filled: JSON, without the closing bracket
    std::string views_;
    std::string packed_;
    std::size_t first_view_ = 0; ///< number of the first message in `views_`
    std::size_t messages_ = 0;
    std::size_t left_out_ = 0;
    std::size_t raw_bytes_ = 0;
    std::size_t without_raw_ = 0;
    bool good_ = true;
};

} // namespace dsnparse::page

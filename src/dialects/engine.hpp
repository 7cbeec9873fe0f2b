/// \file
/// The engine: which dialect a report speaks, and the general reading where it speaks none.
#pragma once

#include "dialects/dialect.hpp"

#include <cstdint>

namespace dsnparse::dialects {

/// Reads the report's words: the surest dialect first, then, where it left something open, the general wordings
/// (`host x[1.2.3.4] said: 550 ...`, `<address>: reason`). One prefilter over the text decides which dialects are asked.
void read_words(const ReportView& view, Facts& facts);

/// The same for several reports in one pasted text, each by itself: systems differ, and one system's sentences are no other's.
/// `reports[i]` is the number of the report that block i belongs to. Of a recipient that two of them name the first counts.
void read_words(const ReportView& view, const List<std::uint32_t>& reports, Facts& facts);

/// Where in `text` the returned message begins: a marker line (`--- Below this line is a copy of the message.`,
/// `Original message follows`, `Message headers follow`, ...) or a run of header fields that can only be one.
/// `marker` is where the report ends, `message` where the returned header begins. npos in both: nowhere.
struct Cut {
    std::size_t marker = std::string_view::npos;
    std::size_t message = std::string_view::npos;
    bool headers_only = false; ///< the marker says that the body was left out
};
[[nodiscard]] Cut find_returned_message(std::string_view text);

} // namespace dsnparse::dialects

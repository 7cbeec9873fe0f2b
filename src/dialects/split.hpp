/// \file
/// Several reports in one pasted text.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report.hpp>

#include <string_view>

namespace dsnparse::dialects {

/// Where in `text` a second report begins, a third and so on: at a sentence that systems begin their reports with, behind
/// words that told of a failure already. Not at one that was returned itself, below the header of a report.
[[nodiscard]] List<std::size_t> find_more_reports(std::string_view text, detail::Arena& arena);

} // namespace dsnparse::dialects

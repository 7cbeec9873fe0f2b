/// \file
/// Flat rows: one per recipient (docs/schema.md, "Flat row").
#pragma once

#include <dsnparse/report.hpp>

#include <string>

namespace dsnparse::cli {

/// The line of column names, with its line end.
[[nodiscard]] std::string csv_header();

/// Appends one line per recipient; a message without recipients gives one line with those columns empty. RFC 4180 quoting,
/// LF line ends.
void append_csv(const Report& report, std::string& out);

} // namespace dsnparse::cli

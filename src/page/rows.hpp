/// \file
/// The rows of a page's table, as JSON arrays.
#pragma once

#include <dsnparse/report.hpp>

#include <cstddef>
#include <string>

namespace dsnparse::page {

/// The names of a row's cells, as a JSON array.
[[nodiscard]] std::string row_names();

/// Appends a JSON array for each recipient of the Report (one where it names none), with commas between them and none in front.
/// Cells: `message` (`number`), `time` (seconds since 1970, or null), `template` (the reply with what differs from mail to mail
/// taken out), then columns of the flat row under their names; long texts are cut. Unknown is null.
void append_rows(const Report& report, std::size_t number, std::string& out);

} // namespace dsnparse::page

/// \file
/// The two searches that framing spends its time in.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::mime {

/// The first line at or behind `from` that starts with `--`; npos: none. `from` must be the start of a line.
[[nodiscard]] std::size_t find_dash_line(std::string_view text, std::size_t from, char line_end);

/// Length of the header field name at the start of `line`, which is followed by `:` or white space and `:`.
/// 0: the line is no field. Names of 8-bit bytes count (RFC 6532 forbids them, the wild does not).
[[nodiscard]] std::size_t field_name_length(std::string_view line);

/// True if `line` starts with a field name of letters, digits, `-`, `_` and `.` and a colon: what mail programs write.
[[nodiscard]] bool is_plausible_field(std::string_view line);

} // namespace dsnparse::mime

/// \file
/// RFC 3463 enhanced status codes.
#pragma once

#include "base/ascii.hpp"

#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// The enhanced status code at the very start of `text` (`5.1.1`, also `5.1.1)`, `#5.1.1` or `(#5.1.1)`), as a view into
/// it; empty: none. Class 2, 4 or 5; subject and detail of one to three digits without leading zeros; nothing that goes
/// on as a number or a dotted quad (`5.1.1.2` and `4.2.1-5` are none).
[[nodiscard]] std::string_view status_at(std::string_view text);

/// The first enhanced status code in `text` that stands as a word of its own: not in a name, an address, a path, a date
/// or a version number. What reply code stands beside it is no matter.
[[nodiscard]] std::string_view find_status(std::string_view text);

/// True for `x.0.0` codes, which say no more than their class.
[[nodiscard]] inline bool is_generic(std::string_view status) { return status.size() >= 4 && status.substr(1) == ".0.0"; }

/// 2, 4 or 5; 0 for an empty status.
[[nodiscard]] inline int status_class(std::string_view status) { return status.empty() ? 0 : status[0] - '0'; }

} // namespace dsnparse::fields

/// \file
/// Dates: RFC 5322 with its obsolete forms, and what the wild writes.
#pragma once

#include "base/context.hpp"

#include <string_view>

namespace dsnparse::fields {

/// Reads a date (`Thu, 2 Feb 2012 14:01:15 -0500 (EST)`, asctime, two-digit years, zone names, missing zone = UTC,
/// ISO 8601, comments). Not known where it cannot be read or is no real date.
[[nodiscard]] DateTime read_date(std::string_view value, detail::Arena& arena);

} // namespace dsnparse::fields

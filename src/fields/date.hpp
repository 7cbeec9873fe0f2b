/// \file
/// Dates: RFC 5322 with its obsolete forms, and what the wild writes.
#pragma once

#include "base/context.hpp"

#include <string_view>

namespace dsnparse::fields {

/// Reads a date (`Thu, 2 Feb 2012 14:01:15 -0500 (EST)`, asctime, two-digit years, zone names, missing zone = UTC,
/// ISO 8601, comments). Not known where it cannot be read or is no real date. The day's name is not looked at.
///
/// The text keeps the sender's offset: `-00:00` for `-0000` and for zone names nobody knows (RFC 5322 section 4.3),
/// `+00:00` for GMT, UTC, `Z` and where none is given. Where the zone is told by a comment only, that one counts.
[[nodiscard]] DateTime read_date(std::string_view value, detail::Arena& arena);

} // namespace dsnparse::fields

/// \file
/// Small pieces that several ways of writing a Report need.
#pragma once

#include <dsnparse/report.hpp>

#include <string>
#include <string_view>

namespace dsnparse::emit {

/// A reply as a server says it, in one line: `550 5.1.1 User unknown`.
[[nodiscard]] std::string reply_line(const Reply& reply);

/// Value of the first header of that name, whatever its case; empty: there is none.
[[nodiscard]] std::string_view value_of(const List<Header>& headers, std::string_view name);

/// `2016-01-27T14:59:38`, in UTC; empty: not known.
[[nodiscard]] std::string utc_time(const DateTime& date);

/// Appends a field of CSV, in quotes where RFC 4180 demands them.
void append_csv_field(std::string_view text, std::string& out);

} // namespace dsnparse::emit

/// \file
/// A Report in the formats of other tools, for programs that read those today. docs/compatible-formats.md has the mappings.
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/report.hpp>

#include <string>

namespace dsnparse {

/// Appends what Sisimai prints: an object for each recipient that failed, is delayed or complained, each a line of JSON with its
/// line end. Sisimai itself puts all objects of a run into one array. Appends nothing for other mail: vacation notices and
/// successes are what Sisimai leaves out as well.
DSNPARSE_API void append_sisimai(const Report& report, std::string& out);

/// Appends Amazon SES notifications (`Bounce`, `Complaint`, `Delivery`), as SES publishes them through SNS, each a line of JSON
/// with its line end. SES has one bounce type for a notification, so recipients of different types get notifications of their
/// own. Appends nothing for delays, which SES does not notify of, and for other mail.
DSNPARSE_API void append_ses(const Report& report, std::string& out);

} // namespace dsnparse

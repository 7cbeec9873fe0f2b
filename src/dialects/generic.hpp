/// \file
/// Generic reading: wordings that say who was refused and why in any system's report.
#pragma once

#include "dialects/dialect.hpp"

namespace dsnparse::dialects {

/// Reads what no dialect did. Conservative: an address is a recipient only where the words say that delivery to it
/// failed; addresses of the report's own header (its author, its addressee) never are. Facts that are there stay as they
/// are: recipients are added only if there were none, replies only if there were none.
void read_generic(const ReportView& view, Facts& facts);

} // namespace dsnparse::dialects

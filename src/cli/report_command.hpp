/// \file
/// `dsnparse report`: everything that was read as one page.
#pragma once

#include "cli/arguments.hpp"

namespace dsnparse::cli {

/// Returns the exit code.
[[nodiscard]] int run_report(const Arguments& arguments);

} // namespace dsnparse::cli

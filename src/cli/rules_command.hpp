/// \file
/// `dsnparse rules`: the knowledge checked, listed, explained.
#pragma once

#include "cli/arguments.hpp"

namespace dsnparse::cli {

/// Runs `rules lint`, `rules list` or `rules explain`. Returns the exit code.
[[nodiscard]] int run_rules(const Arguments& arguments);

} // namespace dsnparse::cli

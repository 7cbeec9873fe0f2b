/// \file
/// `dsnparse parse`.
#pragma once

#include "cli/arguments.hpp"

namespace dsnparse::cli {

/// Runs the command. Returns the exit code.
[[nodiscard]] int run_parse(Arguments& arguments);

} // namespace dsnparse::cli

/// \file
/// What the command line says about the reading of one message.
#pragma once

#include "cli/arguments.hpp"

#include <dsnparse/options.hpp>
#include <dsnparse/rules.hpp>

namespace dsnparse::cli {

/// Options that refer to `arguments` and `rules`, which must stay.
[[nodiscard]] Options parse_options(const Arguments& arguments, const RuleSet& rules);

} // namespace dsnparse::cli

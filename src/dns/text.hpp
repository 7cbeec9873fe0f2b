/// \file
/// The checks for a person at a terminal.
#pragma once

#include "dns/checks.hpp"

#include <dsnparse/write.hpp>

namespace dsnparse::dns {

/// A line for each check, its sentence wrapped, and below it the questions. Nothing in it can do harm to a terminal.
[[nodiscard]] std::string to_text(const std::vector<Check>& checks, const ExplainOptions& options = {});

} // namespace dsnparse::dns

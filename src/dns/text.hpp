/// \file
/// The checks for a person at a terminal.
#pragma once

#include "dns/checks.hpp"

#include <dsnparse/write.hpp>

namespace dsnparse::dns {

/// For each check a line with its outcome, below it the sentence and the questions, wrapped at the width. Nothing in it can do
/// harm to a terminal.
[[nodiscard]] std::string to_text(const std::vector<Check>& checks, const ExplainOptions& options = {});

} // namespace dsnparse::dns

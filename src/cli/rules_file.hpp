/// \file
/// The user's own rules.
#pragma once

#include <dsnparse/rules.hpp>

#include <optional>
#include <string>

namespace dsnparse::cli {

/// The built-in rules, with those of `file` in front where it is not empty. nullopt, after one line on standard error, where the
/// file cannot be read or used.
[[nodiscard]] std::optional<RuleSet> load_rules(const std::string& file);

} // namespace dsnparse::cli

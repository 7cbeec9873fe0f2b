/// \file
/// `dsnparse manual`: the manual page and the completions, made from the command line itself.
#pragma once

#include "cli/arguments.hpp"
#include "cli/command_tree.hpp"

#include <string>

namespace dsnparse::cli {

/// For man(1), in roff with the macros of man(7).
[[nodiscard]] std::string manual_page(const CommandInfo& command);
[[nodiscard]] std::string bash_completion(const CommandInfo& command);
[[nodiscard]] std::string zsh_completion(const CommandInfo& command);
[[nodiscard]] std::string fish_completion(const CommandInfo& command);

/// Writes one of them to standard output. Returns the exit code.
[[nodiscard]] int run_manual(const Arguments& arguments);

} // namespace dsnparse::cli

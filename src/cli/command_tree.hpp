/// \file
/// The command line as data: what the manual page and the completions are made of.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dsnparse::cli {

struct OptionInfo {
    std::vector<std::string> names; ///< with their dashes, short ones first; of a positional one its name
    std::string value; ///< `FILE`; empty: it takes none
    std::vector<std::string> choices; ///< all values there are; empty: any
    std::string about;
    bool required = false;
    [[nodiscard]] bool takes_file() const { return value == "FILE" || value == "PATH"; }
};

struct CommandInfo {
    std::string name;
    std::string about;
    std::string group; ///< the task it is for
    std::vector<OptionInfo> options;
    std::vector<OptionInfo> positionals;
    std::vector<CommandInfo> commands;
};

/// The words with `between` between them.
[[nodiscard]] std::string joined(const std::vector<std::string>& words, const char* between = " ");

/// What CLI11 knows. Values that can only be a few are told by a type name like `text|json`.
[[nodiscard]] CommandInfo command_tree(const CLI::App& app);

} // namespace dsnparse::cli

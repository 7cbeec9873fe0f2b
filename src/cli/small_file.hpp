/// \file
/// Files that are read whole: rules, keys, lists of paths.
#pragma once

#include <string>

namespace dsnparse::cli {

/// The content of `path`, as it is; `-`: standard input. Empty: good; else the reason why not.
[[nodiscard]] std::string read_small_file(const std::string& path, std::string& content);

} // namespace dsnparse::cli

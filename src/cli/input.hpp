/// \file
/// Messages from files, folders and standard input.
#pragma once

#include <string>
#include <vector>

namespace dsnparse::cli {

/// A file to read, as its result will name it.
struct InputFile {
    std::string path; ///< `-`: standard input
};

/// The files that `paths` mean, in order: a folder stands for the files below it, sorted by name, hidden ones left out, links
/// to folders not followed. A folder that cannot be read is told on standard error and sets `failed`.
[[nodiscard]] std::vector<InputFile> find_inputs(const std::vector<std::string>& paths, bool& failed);

/// Reads a whole file. Empty result: good; else the reason why not.
[[nodiscard]] std::string read_input(const InputFile& input, std::string& content);

/// `dsnparse: NAME: REASON` on standard error, with nothing in it that could drive a terminal.
void complain(const std::string& name, const std::string& reason);

} // namespace dsnparse::cli

/// \file
/// Test messages: the golden corpus of this project, and, where they are there, the corpora beside it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace corpus {

struct Message {
    std::filesystem::path path;
    std::string name; ///< path below its folder
    std::string bytes;
};

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// All `.eml` and `.txt` files of tests/corpus, sorted by name.
[[nodiscard]] std::vector<Message> golden();

/// All messages of the folder `shared/corpora` beside the project; empty where it is absent. Callers skip loudly then.
[[nodiscard]] std::vector<Message> shared();

/// `bytes` with every line end (LF, CRLF, CR) replaced by `line_end`.
[[nodiscard]] std::string with_line_ends(std::string_view bytes, std::string_view line_end);

} // namespace corpus

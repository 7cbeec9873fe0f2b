#include "support/corpus.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace corpus {

namespace fs = std::filesystem;

namespace {

std::vector<Message> read_tree(const fs::path& root, bool every_file) {
    std::vector<Message> messages;
    if (!fs::is_directory(root)) return messages;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        const fs::path extension = entry.path().extension();
        const bool is_message = extension == ".eml" || extension == ".txt";
        const bool is_list = extension == ".jsonl" || extension == ".tsv" || extension == ".json" || extension == ".md";
        if (every_file ? is_list : !is_message) continue;
        messages.push_back({entry.path(), fs::relative(entry.path(), root).generic_string(), read_file(entry.path())});
    }
    std::sort(messages.begin(), messages.end(), [](const Message& a, const Message& b) { return a.name < b.name; });
    return messages;
}

} // namespace

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return std::move(content).str();
}

std::vector<Message> golden() { return read_tree(fs::path(DSNPARSE_SOURCE_DIR) / "tests" / "corpus", false); }

std::vector<Message> shared() { return read_tree(fs::path(DSNPARSE_SOURCE_DIR).parent_path() / "shared" / "corpora", true); }

std::string with_line_ends(std::string_view bytes, std::string_view line_end) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 32);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\r') {
            // Some servers end their lines CR CR LF: one end all the same.
            std::size_t end = i;
            while (end < bytes.size() && bytes[end] == '\r') ++end;
            if (end < bytes.size() && bytes[end] == '\n') i = end;
            out += line_end;
        } else if (bytes[i] == '\n') {
            out += line_end;
        } else {
            out += bytes[i];
        }
    }
    return out;
}

} // namespace corpus

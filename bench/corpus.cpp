#include "corpus.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace corpus {

namespace fs = std::filesystem;

namespace {

/// As mboxrd stores it: each line that could be taken for the next message's gets a `>`.
std::string stored(const std::string& message) {
    std::string out = "From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n";
    std::size_t begin = 0;
    while (begin < message.size()) {
        const std::size_t end = std::min(message.find('\n', begin), message.size() - 1) + 1;
        const std::size_t name = message.find_first_not_of('>', begin);
        if (name != std::string::npos && message.compare(name, 5, "From ") == 0) out += '>';
        out.append(message, begin, end - begin);
        begin = end;
    }
    return out + (message.back() == '\n' ? "\n" : "\n\n");
}

} // namespace

Messages load(const std::vector<std::string>& folders) {
    Messages messages;
    for (const std::string& folder : folders)
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
            const fs::path extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".eml" && extension != ".txt")) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::ostringstream content;
            content << file.rdbuf();
            messages.push_back(std::move(content).str());
        }
    return messages;
}

std::size_t count_lines(const char* data, std::size_t size) {
    std::size_t count = 0;
    const char* at = data;
    const char* end = data + size;
    while (at < end) {
        const void* hit = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        if (hit == nullptr) break;
        ++count;
        at = static_cast<const char*>(hit) + 1;
    }
    return count;
}

std::size_t write_mbox(const std::string& path, const Messages& messages, std::size_t count) {
    Messages kept;
    for (const std::string& message : messages) kept.push_back(stored(message));
    std::ofstream file(path, std::ios::binary);
    std::size_t size = 0;
    for (std::size_t i = 0; i < count && !kept.empty(); ++i) {
        const std::string& message = kept[i % kept.size()];
        file.write(message.data(), static_cast<std::streamsize>(message.size()));
        size += message.size();
    }
    file.close();
    return file.good() ? size : 0;
}

} // namespace corpus

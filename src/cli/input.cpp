#include "cli/input.hpp"

#include "emit/screen.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dsnparse::cli {

namespace fs = std::filesystem;

namespace {

bool is_hidden(const fs::path& path) {
    const std::string name = path.filename().string();
    return !name.empty() && name[0] == '.';
}

/// Files below `folder`, sorted by path. Folders are walked without recursion on the stack.
void walk(const fs::path& folder, std::vector<InputFile>& inputs, bool& failed) {
    std::vector<fs::path> entries;
    std::error_code error;
    fs::directory_iterator at(folder, fs::directory_options::none, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error))
        if (!is_hidden(at->path())) entries.push_back(at->path());
    if (error) {
        complain(folder.string(), error.message());
        failed = true;
    }
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) {
        const fs::file_status own = fs::symlink_status(entry, error);
        if (fs::is_directory(own))
            walk(entry, inputs, failed);
        else if (!fs::is_directory(fs::status(entry, error)))
            inputs.push_back({entry.string()});
    }
}

/// Reads a descriptor to its end.
std::string read_all(int descriptor, std::string& content) {
    struct stat about {};
    if (fstat(descriptor, &about) == 0) {
        if (S_ISDIR(about.st_mode)) return std::strerror(EISDIR);
        if (S_ISREG(about.st_mode) && about.st_size > 0) content.reserve(static_cast<std::size_t>(about.st_size) + 1);
    }
    constexpr std::size_t step = std::size_t{64} << 10;
    while (true) {
        const std::size_t used = content.size();
        content.resize(std::max(used + step, content.capacity()));
        const ssize_t got = read(descriptor, content.data() + used, content.size() - used);
        content.resize(used + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got == 0) return {};
        if (got < 0 && errno != EINTR) return std::strerror(errno);
    }
}

} // namespace

void complain(const std::string& name, const std::string& reason) {
    std::string line = "dsnparse: ";
    emit::append_safe(line, name);
    line += ": ";
    emit::append_safe(line, reason);
    std::cerr << line << '\n';
}

std::vector<InputFile> find_inputs(const std::vector<std::string>& paths, bool& failed) {
    std::vector<InputFile> inputs;
    for (const std::string& path : paths) {
        std::error_code error;
        if (path != "-" && fs::is_directory(path, error))
            walk(path, inputs, failed);
        else
            inputs.push_back({path});
    }
    return inputs;
}

std::string read_input(const InputFile& input, std::string& content) {
    content.clear();
    if (input.path == "-") return read_all(STDIN_FILENO, content);
    const int descriptor = open(input.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::strerror(errno);
    std::string reason = read_all(descriptor, content);
    close(descriptor);
    return reason;
}

} // namespace dsnparse::cli

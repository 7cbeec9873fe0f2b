#include "cli/journal.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dsnparse::cli {

namespace {

bool is_id(std::string_view line) { return line.size() == 64 && std::all_of(line.begin(), line.end(), ascii::is_hex); }

} // namespace

Journal::~Journal() {
    if (descriptor_ >= 0) close(descriptor_);
}

std::string Journal::open(const std::string& path) {
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    struct stat about {};
    if (descriptor_ < 0 || fstat(descriptor_, &about) != 0) return std::strerror(errno);
    if (!S_ISREG(about.st_mode)) return "it is no file";
    std::string text;
    char block[1 << 16];
    off_t good = 0;
    while (true) {
        const ssize_t got = ::read(descriptor_, block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::strerror(errno);
        if (got == 0) break;
        text.append(block, static_cast<std::size_t>(got));
        std::size_t begin = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
            const std::string_view line = std::string_view(text).substr(begin, end - begin);
            // Whatever else the file is, it is not ours to write to.
            if (!is_id(line)) return "it has a line that is no input id";
            ++done_[std::string(line)];
            begin = end + 1;
        }
        good += static_cast<off_t>(begin);
        text.erase(0, begin);
        if (text.size() > 64) return "it has a line that is no input id";
    }
    if (!text.empty() && !std::all_of(text.begin(), text.end(), ascii::is_hex)) return "it has a line that is no input id";
    if (ftruncate(descriptor_, good) != 0 || lseek(descriptor_, good, SEEK_SET) < 0) return std::strerror(errno);
    return {};
}

bool Journal::take(std::string_view id) {
    const auto found = done_.find(std::string(id));
    if (found == done_.end()) return false;
    if (--found->second == 0) done_.erase(found);
    return true;
}

std::string Journal::commit() {
    std::string_view rest = pending_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) return std::strerror(errno);
        if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    pending_.clear();
    return {};
}

} // namespace dsnparse::cli

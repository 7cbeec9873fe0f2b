#include "cli/output.hpp"

#include "cli/complain.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dsnparse::cli {

namespace {

constexpr mode_t file_mode = 0666;

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

} // namespace

Output::~Output() { close_file(); }

bool Output::open(const std::string& path) {
    path_ = path;
    struct stat about {};
    const bool there = stat(path.c_str(), &about) == 0;
    if (there && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
    } else if (there && !S_ISREG(about.st_mode)) {
        descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ >= 0) return true;
    } else if (open_replacement()) {
        return true;
    }
    complain(path, std::strerror(errno));
    descriptor_ = -1;
    return false;
}

bool Output::open_replacement() {
    // Behind a link it is the file that is replaced, not the link.
    if (char* real = realpath(path_.c_str(), nullptr)) {
        path_ = real;
        std::free(real);
    }
    replaces_ = true;
    // A file without a name leaves nothing behind, even where the process is killed.
    descriptor_ = ::open(folder_of(path_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, file_mode);
    if (descriptor_ >= 0) return true;
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return false;
    temporary_ = path_ + ".XXXXXX";
    descriptor_ = mkostemp(temporary_.data(), O_CLOEXEC);
    if (descriptor_ < 0) return false;
    const mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor_, file_mode & ~mask);
    return true;
}

bool Output::send(std::string_view text) {
    while (!text.empty() && error_ == 0) {
        const ssize_t written = ::write(descriptor_, text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            error_ = errno;
    }
    return error_ == 0;
}

bool Output::write(std::string_view text) {
    if (error_ != 0) return false;
    if (text.size() > sizeof buffer_ - used_) {
        if (!flush()) return false;
        if (text.size() > sizeof buffer_) return send(text);
    }
    if (!text.empty()) std::memcpy(buffer_ + used_, text.data(), text.size());
    used_ += static_cast<unsigned>(text.size());
    return true;
}

bool Output::flush() {
    const bool good = send({buffer_, used_});
    used_ = 0;
    return good;
}

bool Output::replace() {
    if (fsync(descriptor_) != 0) return false;
    if (temporary_.empty()) {
        const std::string own = "/proc/self/fd/" + std::to_string(descriptor_);
        temporary_ = path_ + "." + std::to_string(getpid());
        unlink(temporary_.c_str());
        if (linkat(AT_FDCWD, own.c_str(), AT_FDCWD, temporary_.c_str(), AT_SYMLINK_FOLLOW) != 0) return false;
    }
    if (rename(temporary_.c_str(), path_.c_str()) != 0) return false;
    temporary_.clear();
    return true;
}

void Output::close_file() {
    if (path_.empty() || descriptor_ < 0) return;
    if (!temporary_.empty()) unlink(temporary_.c_str());
    temporary_.clear();
    close(descriptor_);
    descriptor_ = -1;
}

int Output::finish() {
    flush();
    if (error_ == 0 && replaces_ && !replace()) error_ = errno;
    const std::string name = path_.empty() ? "standard output" : path_;
    close_file();
    if (error_ == 0 || error_ == EPIPE) return 0;
    complain(name, std::strerror(error_));
    return 2;
}

} // namespace dsnparse::cli

#include "cli/output.hpp"

#include "cli/complain.hpp"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace dsnparse::cli {

bool Output::flush(std::string_view text) {
    while (!text.empty() && error_ == 0) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
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
        if (!flush({buffer_, used_})) return false;
        used_ = 0;
        if (text.size() > sizeof buffer_) return flush(text);
    }
    if (!text.empty()) std::memcpy(buffer_ + used_, text.data(), text.size());
    used_ += static_cast<unsigned>(text.size());
    return true;
}

int Output::finish() {
    flush({buffer_, used_});
    used_ = 0;
    if (error_ == 0 || error_ == EPIPE) return 0;
    complain("standard output", std::strerror(error_));
    return 2;
}

} // namespace dsnparse::cli

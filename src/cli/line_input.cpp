#include "cli/line_input.hpp"

#include "cli/complain.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <unistd.h>

namespace dsnparse::cli {

namespace {

constexpr std::size_t step = std::size_t{64} << 10;

volatile std::sig_atomic_t asked_to_end = 0;

extern "C" void ask_to_end(int) { asked_to_end = 1; }

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

} // namespace

LineInput::LineInput(std::size_t most) : most_(most) {
    // Blocked but for the wait: so none comes between the look at the flag and the wait.
    const sigset_t signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    struct sigaction action {};
    action.sa_handler = ask_to_end;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
}

LineInput::~LineInput() {
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    const sigset_t signals = ending_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

std::string_view LineInput::line() const {
    std::string_view line = std::string_view(buffer_).substr(line_begin_, line_end_ - line_begin_);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

LineInput::Got LineInput::take(std::size_t end, std::size_t skip) {
    line_begin_ = begin_;
    line_end_ = end;
    begin_ = searched_ = end + skip;
    const bool too_long = dropping_ || line_end_ - line_begin_ > most_;
    dropping_ = false;
    return too_long ? Got::too_long : Got::line;
}

LineInput::Got LineInput::next() {
    while (true) {
        const std::size_t end = buffer_.find('\n', searched_);
        if (end != std::string::npos) return take(end, 1);
        searched_ = buffer_.size();
        if (buffer_.size() - begin_ > most_) {
            dropping_ = true;
            begin_ = searched_;
        }
        if (!fill()) {
            if (asked_to_end == 0 && !failed_ && (dropping_ || begin_ < buffer_.size())) return take(buffer_.size(), 0);
            return Got::end;
        }
    }
}

bool LineInput::fill() {
    buffer_.erase(0, begin_);
    searched_ -= begin_;
    begin_ = 0;
    sigset_t none;
    pthread_sigmask(SIG_BLOCK, nullptr, &none);
    sigdelset(&none, SIGTERM);
    sigdelset(&none, SIGINT);
    while (true) {
        pollfd wait{STDIN_FILENO, POLLIN, 0};
        const int ready = ppoll(&wait, 1, nullptr, &none);
        if (asked_to_end != 0) return false;
        if (ready < 0 && errno == EINTR) continue;
        const std::size_t used = buffer_.size();
        buffer_.resize(used + step);
        const ssize_t got = ready < 0 ? -1 : read(STDIN_FILENO, buffer_.data() + used, step);
        buffer_.resize(used + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got > 0) return true;
        if (got == 0) return false;
        if (errno == EINTR || errno == EAGAIN) continue;
        complain("standard input", std::strerror(errno));
        failed_ = true;
        return false;
    }
}

} // namespace dsnparse::cli

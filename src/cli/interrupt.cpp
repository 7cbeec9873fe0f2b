#include "cli/interrupt.hpp"

#include <csignal>

namespace dsnparse::cli {

namespace {

std::atomic<bool> flag{false};
std::atomic<int> number{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free, "used in a signal handler");

extern "C" void dsnparse_on_signal(int signal) {
    number = signal;
    flag = true;
}

} // namespace

void catch_signals() {
    struct sigaction action {};
    action.sa_handler = dsnparse_on_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM}) {
        struct sigaction before {};
        // Whoever started us may have meant it to be ignored (nohup, &).
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
    }
}

const std::atomic<bool>& interrupted() { return flag; }

int exit_status_of_signal() { return 128 + number; }

} // namespace dsnparse::cli

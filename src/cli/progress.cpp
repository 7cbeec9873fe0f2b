#include "cli/progress.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>

#include <unistd.h>

namespace dsnparse::cli {

namespace fs = std::filesystem;

namespace {

/// Folders with more are not counted out.
constexpr int most_files = 200000;

/// What `paths` hold in all; 0: that cannot be told.
std::uint64_t size_of(const std::vector<std::string>& paths) {
    std::uint64_t total = 0;
    int files = 0;
    for (const std::string& path : paths) {
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (path == "-" || error) return 0;
        if (fs::is_regular_file(status)) {
            total += fs::file_size(path, error);
        } else if (fs::is_directory(status)) {
            fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, error);
            for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
                if (++files > most_files) return 0;
                std::error_code none;
                if (at->is_regular_file(none)) total += at->file_size(none);
            }
        } else {
            return 0;
        }
        if (error) return 0;
    }
    return total;
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string duration(double seconds) {
    const auto whole = static_cast<long long>(std::ceil(seconds));
    char text[32];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    return text;
}

void put(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

} // namespace

bool Progress::is_wanted(const std::string& choice) {
    if (choice != "auto") return choice == "always";
    return isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0;
}

Progress::Progress(bool shown, const std::vector<std::string>& paths) : shown_(shown), begin_(Clock::now()) {
    if (!shown_) return;
    terminal_ = isatty(STDERR_FILENO) == 1;
    expected_ = size_of(paths);
    next_ = begin_ + std::chrono::seconds(1);
}

Progress::~Progress() {
    if (!shown_) return;
    hide();
    put(line(bytes_, Clock::now()) + '\n');
}

void Progress::update(std::uint64_t bytes) {
    bytes_ = bytes;
    if (!shown_) return;
    const Clock::time_point now = Clock::now();
    if (now < next_) return;
    next_ = now + (terminal_ ? std::chrono::milliseconds(200) : std::chrono::seconds(5));
    hide();
    put(line(bytes, now) + (terminal_ ? "" : "\n"));
    visible_ = terminal_;
}

void Progress::hide() {
    if (visible_) put("\r\x1b[K");
    visible_ = false;
}

std::string Progress::line(std::uint64_t bytes, Clock::time_point now) const {
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = seconds > 0 ? static_cast<double>(bytes) / seconds : 0;
    char speed[32];
    std::snprintf(speed, sizeof speed, "%.1f MB/s", rate / 1e6);
    std::string text = grouped(messages_) + " messages, " + grouped(bounces_) + " bounces, " + speed + ", " + duration(seconds);
    if (expected_ > bytes && rate > 0) text += ", " + duration(static_cast<double>(expected_ - bytes) / rate) + " left";
    return text;
}

} // namespace dsnparse::cli

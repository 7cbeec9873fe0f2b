/// \file
/// How far a run is, on standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace dsnparse::cli {

/// One line that is written anew a few times a second: messages, bounces, MB/s, time left where the size of all is known.
class Progress {
public:
    /// `paths`: to learn how much there is to read.
    Progress(bool shown, const std::vector<std::string>& paths);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Takes the line away, or leaves the totals as the last one.
    ~Progress();

    void count(bool bounce) {
        ++messages_;
        if (bounce) ++bounces_;
    }
    /// Shows the line if it is time. `bytes`: read so far.
    void update(std::uint64_t bytes);
    /// Takes the line away, so that another can be written.
    void hide();

    /// `auto`: where standard error is a terminal and standard output is not.
    [[nodiscard]] static bool is_wanted(const std::string& choice);

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] std::string line(std::uint64_t bytes, Clock::time_point now) const;

    bool shown_;
    bool terminal_ = false;
    bool visible_ = false;
    std::uint64_t expected_ = 0; ///< bytes; 0: not known
    std::uint64_t messages_ = 0;
    std::uint64_t bounces_ = 0;
    std::uint64_t bytes_ = 0;
    Clock::time_point begin_;
    Clock::time_point next_;
};

} // namespace dsnparse::cli

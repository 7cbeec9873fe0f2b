/// \file
/// What an earlier run has done already (--resume).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dsnparse::cli {

/// A text file with one input id per line, in the order in which results were written. It grows only after the results of those
/// messages have been handed over; a line that is cut (the process was killed while it was written) counts for nothing.
class Journal {
public:
    Journal() = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    ~Journal();

    /// Reads what is there, and goes on behind it. Empty: good; else why not.
    [[nodiscard]] std::string open(const std::string& path);
    /// True if the message was done by an earlier run. Each line of the file stands for one message: of two equal ones, of which
    /// one was done, one is left.
    [[nodiscard]] bool take(std::string_view id);
    /// To be written with the next commit().
    void add(std::string_view id) { (pending_ += id) += '\n'; }
    /// Writes what was added. Empty: good; else why not.
    [[nodiscard]] std::string commit();

private:
    int descriptor_ = -1;
    std::unordered_map<std::string, std::uint32_t> done_;
    std::string pending_;
};

} // namespace dsnparse::cli

/// \file
/// Standard output, with the two ways in which it can end early.
#pragma once

#include <string_view>

namespace dsnparse::cli {

/// Writes through a buffer of its own. After the reader has gone (EPIPE) or the device failed, nothing more is written.
class Output {
public:
    /// False once nothing can be written any more.
    bool write(std::string_view text);
    /// Writes what is left. Returns the exit code that the output alone would give: 0, also where the reader went away;
    /// 2, after one line on standard error, where it failed.
    [[nodiscard]] int finish();

private:
    bool flush(std::string_view text);

    char buffer_[1 << 16];
    unsigned used_ = 0;
    int error_ = 0;
};

} // namespace dsnparse::cli

/// \file
/// Where data goes: standard output or a file, with the ways in which that can end early.
#pragma once

#include <string>
#include <string_view>

namespace dsnparse::cli {

/// Writes through a buffer of its own. After the reader has gone (EPIPE) or the device failed, nothing more is written.
class Output {
public:
    Output() = default;
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// Writes to `path` instead of standard output. A regular file gets its name, and takes the place of an older one, when all
    /// is written: whatever happens before, the name never means half a result. A device or a pipe is written to as it is.
    /// False, after one line on standard error: it cannot be written to.
    [[nodiscard]] bool open(const std::string& path);
    /// False once nothing can be written any more.
    bool write(std::string_view text);
    /// Hands on what was written so far.
    bool flush();
    /// Writes what is left. Returns the exit code that the output alone would give: 0, also where the reader went away;
    /// 2, after one line on standard error, where it failed.
    [[nodiscard]] int finish();

private:
    bool send(std::string_view text);
    bool open_replacement();
    /// Gives the finished file its name.
    bool replace();
    void close_file();

    int descriptor_ = 1;
    std::string path_; ///< empty: standard output
    std::string temporary_; ///< name of the file that will replace `path_`; empty: it has none yet
    bool replaces_ = false; ///< `path_` gets its file at the end
    char buffer_[1 << 16];
    unsigned used_ = 0;
    int error_ = 0;
};

} // namespace dsnparse::cli

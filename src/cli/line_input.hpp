/// \file
/// Standard input, line by line, until it ends or the process is asked to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dsnparse::cli {

/// Lines of bounded length. While one lives, SIGTERM and SIGINT end the input after the line that is being worked on, instead
/// of the process.
class LineInput {
public:
    enum class Got { line, too_long, end };

    /// A line longer than `most` bytes is read to its end, but not kept.
    explicit LineInput(std::size_t most);
    ~LineInput();
    LineInput(const LineInput&) = delete;
    LineInput& operator=(const LineInput&) = delete;

    /// Waits for the next line. The last one need not have a line end.
    [[nodiscard]] Got next();
    /// The line that next() got, without its line end (LF or CRLF). Valid until next() is called again.
    [[nodiscard]] std::string_view line() const;
    /// The input broke off; one line on standard error has said why.
    [[nodiscard]] bool failed() const { return failed_; }

private:
    /// More bytes behind those that are there. False: there are none.
    bool fill();
    /// Takes the line that ends at `end`, with its line end of `skip` bytes.
    Got take(std::size_t end, std::size_t skip);

    std::size_t most_;
    std::string buffer_;
    std::size_t begin_ = 0; ///< of what was not read yet
    std::size_t searched_ = 0; ///< up to here there is no line end
    std::size_t line_begin_ = 0;
    std::size_t line_end_ = 0;
    bool dropping_ = false; ///< within a line that is too long
    bool failed_ = false;
};

} // namespace dsnparse::cli

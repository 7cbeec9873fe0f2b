/// \file
/// Lines of bytes, whatever ends them.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace dsnparse::text {

/// What ends a line. A text uses CR alone only if it has no LF near its start: then a CR inside a
/// line of an ordinary text (which happens) is just a byte.
enum class LineEnd : char { lf = '\n', cr = '\r' };

/// LF (which covers CRLF) unless the first 64 KiB of `text` have a CR and no LF.
inline LineEnd line_end_of(std::string_view text) {
    const std::string_view head = text.substr(0, std::size_t{64} << 10);
    if (head.empty() || std::memchr(head.data(), '\n', head.size()) != nullptr) return LineEnd::lf;
    return std::memchr(head.data(), '\r', head.size()) != nullptr ? LineEnd::cr : LineEnd::lf;
}

/// Walks lines from front to back. Every byte belongs to exactly one line.
///
///     for (LineReader lines(text); lines.next();) use(lines.line());
class LineReader {
public:
    explicit LineReader(std::string_view text) : LineReader(text, line_end_of(text)) {}
    LineReader(std::string_view text, LineEnd end) : text_(text), end_(static_cast<char>(end)) {}

    /// Moves to the next line; false at the end. A last line without a line end counts.
    bool next() {
        if (next_ >= text_.size()) return false;
        start_ = next_;
        const void* hit = std::memchr(text_.data() + start_, end_, text_.size() - start_);
        if (hit == nullptr) {
            stop_ = next_ = text_.size();
        } else {
            stop_ = static_cast<std::size_t>(static_cast<const char*>(hit) - text_.data());
            next_ = stop_ + 1;
        }
        if (end_ == '\n')
            while (stop_ > start_ && text_[stop_ - 1] == '\r') --stop_;
        return true;
    }

    /// The current line without its line end.
    [[nodiscard]] std::string_view line() const { return text_.substr(start_, stop_ - start_); }
    /// Where the current line starts in the text.
    [[nodiscard]] std::size_t offset() const { return start_; }
    /// Where the next line starts.
    [[nodiscard]] std::size_t next_offset() const { return next_; }
    /// What was not walked yet.
    [[nodiscard]] std::string_view rest() const { return text_.substr(next_); }
    [[nodiscard]] LineEnd line_end() const { return static_cast<LineEnd>(end_); }

private:
    std::string_view text_;
    std::size_t start_ = 0;
    std::size_t stop_ = 0;
    std::size_t next_ = 0;
    char end_;
};

} // namespace dsnparse::text

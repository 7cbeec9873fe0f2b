/// \file
/// Lines of bytes, whatever ends them.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace dsnparse::text {

/// What ends a line. A text uses CR alone only if it has no LF near its start, or many CR before the first one: then a CR inside
/// a line of an ordinary text (which happens) is just a byte, and a stray LF in a text of CR does not make one line of it.
enum class LineEnd : char { lf = '\n', cr = '\r' };

/// LF (which covers CRLF) unless the first 64 KiB of `text` have a CR and no LF, or their first LF stands where no line of a mail
/// reaches (RFC 5322 section 2.1.1) with at least eight CR in front of it.
inline LineEnd line_end_of(std::string_view text) {
    constexpr std::size_t longest_line = 1000;
    constexpr std::size_t many = 8;
    const std::string_view head = text.substr(0, std::size_t{64} << 10);
    const std::string_view front = head.substr(0, head.find('\n'));
    if (front.size() < head.size() && front.size() <= longest_line) return LineEnd::lf;
    std::size_t count = 0;
    for (std::size_t at = front.find('\r'); at != std::string_view::npos && count < many; at = front.find('\r', at + 1))
        if (at + 1 < front.size()) ++count;
    if (count >= many) return LineEnd::cr;
    return front.size() == head.size() && front.find('\r') != std::string_view::npos ? LineEnd::cr : LineEnd::lf;
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

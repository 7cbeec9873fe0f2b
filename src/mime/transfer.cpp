#include "mime/transfer.hpp"

#include "base/ascii.hpp"
#include "mime/mimetic_adapter.hpp"
#include "text/lines.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace dsnparse::mime {

namespace {

/// Grows the decoded text and its map.
class Output {
public:
    /// `size`: the most that will be written.
    Output(const TransferOptions& options, std::size_t size, std::size_t lines)
        : options_(options), size_(size), begin_(options.text.allocate(size)), next_(begin_) {
        options_.map.reserve(segments_, lines);
    }

    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(next_ - begin_); }
    [[nodiscard]] char* place() { return next_; }
    void advance(std::size_t count) { next_ += count; }
    [[nodiscard]] bool full() const { return position() >= options_.limit; }

    void put(char byte) { *next_++ = byte; }
    void put(std::string_view bytes) {
        if (!bytes.empty()) std::memcpy(next_, bytes.data(), bytes.size());
        next_ += bytes.size();
    }

    /// The text from `text_offset` on was made of `source`. Exact runs that touch become one.
    void map(std::size_t text_offset, Span source, bool exact) {
        if (exact && !segments_.empty()) {
            text::Segment& last = detail::Arena::items(segments_).back();
            if (last.exact && last.source.offset + last.source.length == source.offset
                && last.text_offset + last.source.length == text_offset) {
                last.source.length += source.length;
                return;
            }
        }
        options_.map.append(segments_, text::Segment{text_offset, source, exact});
    }

    [[nodiscard]] text::MappedText finish() {
        options_.text.shrink_last(begin_, size_, position());
        return {{begin_, position()}, segments_};
    }

private:
    const TransferOptions& options_;
    std::size_t size_;
    char* begin_;
    char* next_;
    List<text::Segment> segments_;
};

/// What is not what it says it is.
Transferred as_it_is(std::string_view encoded, const TransferOptions& options) {
    return {text::identity(encoded, 0, options.map), true};
}

std::string_view without_trailing_blanks(std::string_view line) {
    while (!line.empty() && ascii::is_wsp(line.back())) line.remove_suffix(1);
    return line;
}

/// True where `=` and two hexadecimal digits stand at `at`.
bool is_escape(std::string_view line, std::size_t at) {
    return at + 2 < line.size() && ascii::is_hex(line[at + 1]) && ascii::is_hex(line[at + 2]);
}

/// Gives mimetic what it decodes rightly, and copies the rest.
void put_quoted_printable(std::string_view chunk, Output& output) {
    const std::size_t escape = chunk.find('=');
    if (escape == std::string_view::npos) {
        output.put(chunk);
        return;
    }
    output.put(chunk.substr(0, escape));
    chunk.remove_prefix(escape);
    std::size_t end = chunk.size();
    while (ascii::is_wsp(chunk[end - 1])) --end; // ends at the escape at the latest
    output.advance(mimetic_decode_quoted_printable(chunk.substr(0, end), output.place()));
    output.put(chunk.substr(end));
}

/// One line without its line end, trailing blanks and soft break. False: an `=` in it is no escape.
bool put_quoted_printable_line(std::string_view line, Output& output) {
    bool sound = true;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '=' && is_escape(line, at)) {
            at += 2;
            continue;
        }
        const bool control = static_cast<unsigned char>(c) < ' ' && c != '\t'; // ESC of ISO-2022-JP, which mimetic drops
        if (c != '=' && !control) continue;
        put_quoted_printable(line.substr(begin, at - begin), output);
        output.put(c);
        begin = at + 1;
        if (c == '=') sound = false;
    }
    put_quoted_printable(line.substr(begin), output);
    return sound;
}

constexpr std::uint8_t not_base64 = 255;
constexpr std::uint8_t padding = 254;

constexpr std::array<std::uint8_t, 256> base64_table = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(not_base64);
    for (char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
        table[static_cast<unsigned char>(c)] = 0;
    table[static_cast<unsigned char>('=')] = padding;
    return table;
}();

std::uint8_t base64_kind(char c) { return base64_table[static_cast<unsigned char>(c)]; }

/// True if `line` is nothing but base64; blanks at its ends do not count.
bool is_base64(std::string_view line) {
    line = ascii::trim(line);
    return !line.empty() && std::all_of(line.begin(), line.end(), [](char c) { return base64_kind(c) != not_base64; });
}

/// Collects the alphabet's bytes and decodes them by whole groups.
class Base64 {
public:
    explicit Base64(Output& output) : output_(output) {}

    /// Decoded bytes, with those that wait for the rest of their group.
    [[nodiscard]] std::size_t position() const { return output_.position() + size_ % 4 * 6 / 8; }
    [[nodiscard]] bool damaged() const { return damaged_; }
    [[nodiscard]] bool ended() const { return ended_; }

    void read(std::string_view line) {
        for (char c : line) {
            const std::uint8_t kind = base64_kind(c);
            if (kind == 0) {
                if (size_ == buffer_.size()) decode(size_);
                buffer_[size_++] = c;
                ended_ = false;
            } else if (kind == padding) {
                end_group();
            } else if (!ascii::is_space(c)) {
                damaged_ = true;
            }
        }
        decode(size_ - size_ % 4);
    }

    /// Completes the last group.
    void end_group() {
        if (size_ % 4 == 1) { // six bits are no byte
            --size_;
            damaged_ = true;
        }
        while (size_ % 4 != 0) buffer_[size_++] = '=';
        decode(size_);
        ended_ = true;
    }

private:
    void decode(std::size_t count) {
        if (count == 0) return;
        output_.advance(mimetic_decode_base64({buffer_.data(), count}, output_.place()));
        std::memmove(buffer_.data(), buffer_.data() + count, size_ - count);
        size_ -= count;
    }

    Output& output_;
    std::array<char, 1024> buffer_{};
    std::size_t size_ = 0;
    bool ended_ = false;
    bool damaged_ = false;
};

std::string_view first_text_line(std::string_view text) {
    for (text::LineReader lines(text); lines.next();)
        if (!ascii::trim(lines.line()).empty()) return lines.line();
    return {};
}

/// `begin 644 name`
bool is_uuencode_begin(std::string_view line) {
    if (!ascii::consume(line, "begin ")) return false;
    const auto mode = ascii::consume_number(line, 4);
    return mode.has_value() && !line.empty() && line[0] == ' ';
}

/// One line: a length and groups of four bytes. What is missing of the last group is zeros: blanks get cut off.
void put_uuencode_line(std::string_view line, Output& output) {
    const auto value = [](char c) { return static_cast<unsigned>(c - ' ') & 63U; };
    std::size_t left = value(line[0]);
    line.remove_prefix(1);
    while (left > 0 && !line.empty()) {
        std::array<unsigned, 4> group{};
        for (std::size_t i = 0; i < group.size() && i < line.size(); ++i) group[i] = value(line[i]);
        line.remove_prefix(std::min<std::size_t>(4, line.size()));
        const unsigned bits = group[0] << 18U | group[1] << 12U | group[2] << 6U | group[3];
        const std::size_t bytes = std::min<std::size_t>(left, 3);
        for (std::size_t i = 0; i < bytes; ++i) output.put(static_cast<char>(bits >> (16U - 8U * i) & 255U));
        left -= bytes;
    }
}

} // namespace

Transferred decode_quoted_printable(std::string_view encoded, const TransferOptions& options) {
    text::LineReader lines(encoded);
    Output output(options, encoded.size(), 16);
    Transferred result;
    while (!output.full() && lines.next()) {
        const std::size_t begin = output.position();
        const Span source{lines.offset(), lines.next_offset() - lines.offset()};
        const std::string_view line = lines.line();
        std::string_view content = without_trailing_blanks(line);
        const std::string_view line_end = encoded.substr(source.offset + line.size(), source.length - line.size());
        const bool soft = content.ends_with('=');
        if (soft) content.remove_suffix(1);
        const bool literal = !soft && content.size() == line.size() && content.find('=') == std::string_view::npos;
        if (literal)
            output.put(content);
        else if (!put_quoted_printable_line(content, output))
            result.damaged = true;
        if (!soft) output.put(line_end);
        if (output.position() != begin) output.map(begin, source, literal);
    }
    result.decoded = output.finish();
    return result;
}

Transferred decode_base64(std::string_view encoded, const TransferOptions& options) {
    if (const std::string_view first = first_text_line(encoded); !first.empty() && !is_base64(first))
        return as_it_is(encoded, options);
    text::LineReader lines(encoded);
    // The last group of a line may be decoded ahead of what was read of it: hence a group more.
    Output output(options, encoded.size() / 4 * 3 + 6, 16);
    Base64 decoder(output);
    Transferred result;
    while (!output.full() && lines.next()) {
        const std::string_view line = lines.line();
        if (decoder.ended() && !ascii::trim(line).empty() && !is_base64(line)) {
            result.damaged = true;
            break;
        }
        const std::size_t begin = decoder.position();
        decoder.read(line);
        if (decoder.position() > begin) output.map(begin, {lines.offset(), line.size()}, false);
    }
    decoder.end_group();
    result.damaged = result.damaged || decoder.damaged();
    result.decoded = output.finish();
    return result;
}

Transferred decode_uuencode(std::string_view encoded, const TransferOptions& options) {
    text::LineReader lines(encoded);
    bool found = false;
    while (!found && lines.next()) found = is_uuencode_begin(lines.line());
    if (!found) return as_it_is(encoded, options);
    Output output(options, encoded.size() + 4, 16);
    Transferred result;
    bool ended = false;
    while (!ended && !output.full() && lines.next()) {
        const std::string_view line = lines.line();
        ended = line == "end";
        if (ended || line.empty()) continue;
        const std::size_t begin = output.position();
        put_uuencode_line(line, output);
        if (output.position() != begin) output.map(begin, {lines.offset(), line.size()}, false);
    }
    result.damaged = !ended && !output.full();
    result.decoded = output.finish();
    return result;
}

} // namespace dsnparse::mime

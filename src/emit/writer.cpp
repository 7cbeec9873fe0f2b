#include <dsnparse/write.hpp>

#include "emit/describe.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace dsnparse {

namespace {

/// What JSON demands to be escaped (RFC 8259 section 7), nothing more: nlohmann::json does the same.
constexpr std::array<bool, 256> make_escaped() {
    std::array<bool, 256> escaped{};
    for (std::size_t c = 0; c < 0x20; ++c) escaped[c] = true;
    escaped['"'] = escaped['\\'] = true;
    return escaped;
}
constexpr std::array<bool, 256> needs_escape = make_escaped();

/// True if one of eight bytes has to be escaped. Exact: borrows run upwards only out of a byte that has to be escaped itself.
bool any_needs_escape(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    const auto below = [](std::uint64_t value, std::uint64_t limit) { return (value - ones * limit) & ~value & highs; };
    return (below(word, 0x20) | below(word ^ (ones * '"'), 1) | below(word ^ (ones * '\\'), 1)) != 0;
}

/// Appends compact JSON. Writes through a pointer into the string's own memory, which grows in steps.
class TextSink {
public:
    explicit TextSink(std::string& out) : out_(out), used_(out.size()) {}

    /// Gives the string its size.
    void finish() { out_.resize(used_); }

    void begin_object() { open('{'); }
    void begin_array() { open('['); }
    void end_object() { close('}'); }
    void end_array() { close(']'); }

    /// Keys are literals of ours: nothing in them needs escaping.
    void key(std::string_view name) {
        char* at = room(name.size() + 4);
        if (comma_) *at++ = ',';
        *at++ = '"';
        std::memcpy(at, name.data(), name.size());
        at += name.size();
        *at++ = '"';
        *at++ = ':';
        advance(at);
        comma_ = false;
    }

    void text(std::string_view value) {
        // At worst every byte becomes six (\u0000).
        char* at = separate(value.size() * 6 + 2);
        *at++ = '"';
        std::size_t i = 0;
        while (i < value.size()) {
            std::uint64_t word = 0;
            while (i + sizeof word <= value.size()) {
                std::memcpy(&word, value.data() + i, sizeof word);
                if (any_needs_escape(word)) break;
                std::memcpy(at, &word, sizeof word);
                at += sizeof word;
                i += sizeof word;
            }
            const std::size_t stop = std::min(i + sizeof word, value.size());
            for (; i < stop; ++i) {
                if (needs_escape[static_cast<unsigned char>(value[i])])
                    at = escape(value[i], at);
                else
                    *at++ = value[i];
            }
        }
        *at++ = '"';
        advance(at);
    }

    void integer(std::int64_t value) {
        char* at = separate(24);
        advance(std::to_chars(at, at + 24, value).ptr);
    }

    /// Shortest digits that read back as the same number, with `.0` where there is no fraction.
    void real(double value) {
        constexpr std::size_t longest = 64;
        char* at = separate(longest + 2);
        const auto end = std::to_chars(at, at + longest, value, std::chars_format::fixed);
        if (end.ec != std::errc()) return literal(at, "0.0");
        char* stop = end.ptr;
        if (std::memchr(at, '.', static_cast<std::size_t>(stop - at)) == nullptr) {
            *stop++ = '.';
            *stop++ = '0';
        }
        advance(stop);
    }

    void boolean(bool value) { literal(separate(5), value ? "true" : "false"); }
    void null() { literal(separate(4), "null"); }

private:
    /// A place for `size` more bytes.
    char* room(std::size_t size) {
        if (out_.size() - used_ < size) out_.resize(used_ + size + step);
        return out_.data() + used_;
    }
    void advance(const char* end) { used_ = static_cast<std::size_t>(end - out_.data()); }

    /// A place for a value of `size` bytes, behind the comma that it may need.
    char* separate(std::size_t size) {
        char* at = room(size + 1);
        if (comma_) *at++ = ',';
        comma_ = true;
        return at;
    }
    void literal(char* at, std::string_view words) {
        std::memcpy(at, words.data(), words.size());
        advance(at + words.size());
    }
    void open(char bracket) {
        char* at = separate(1);
        *at++ = bracket;
        advance(at);
        comma_ = false;
    }
    void close(char bracket) {
        char* at = room(1);
        *at++ = bracket;
        advance(at);
        comma_ = true;
    }

    static char* escape(char c, char* at) {
        *at++ = '\\';
        switch (c) {
        case '"':
        case '\\': *at++ = c; return at;
        case '\b': *at++ = 'b'; return at;
        case '\f': *at++ = 'f'; return at;
        case '\n': *at++ = 'n'; return at;
        case '\r': *at++ = 'r'; return at;
        case '\t': *at++ = 't'; return at;
        default: break;
        }
        constexpr char digits[] = "0123456789abcdef";
        std::memcpy(at, "u00", 3);
        at[3] = digits[static_cast<unsigned char>(c) >> 4];
        at[4] = digits[static_cast<unsigned char>(c) & 15];
        return at + 5;
    }

    static constexpr std::size_t step = 4096;

    std::string& out_;
    std::size_t used_;
    bool comma_ = false; ///< a value stands before the next one in the same container
};

} // namespace

void append_json(const Report& report, std::string& out) {
    TextSink sink(out);
    emit::describe(report, sink);
    sink.finish();
}

} // namespace dsnparse

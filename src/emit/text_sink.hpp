/// \file
/// A Sink (describe.hpp) that writes compact JSON into a string.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dsnparse::emit {

/// What JSON demands to be escaped (RFC 8259 section 7), nothing more: nlohmann::json does the same.
constexpr std::array<bool, 256> make_escaped() {
    std::array<bool, 256> escaped{};
    for (std::size_t c = 0; c < 0x20; ++c) escaped[c] = true;
    escaped['"'] = escaped['\\'] = true;
    return escaped;
}
inline constexpr std::array<bool, 256> needs_escape = make_escaped();

/// True if one of eight bytes has to be escaped. Exact: borrows run upwards only out of a byte that has to be escaped itself.
inline bool any_needs_escape(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    const auto below = [](std::uint64_t value, std::uint64_t limit) { return (value - ones * limit) & ~value & highs; };
    return (below(word, 0x20) | below(word ^ (ones * '"'), 1) | below(word ^ (ones * '\\'), 1)) != 0;
}

/// Appends compact JSON. Writes through a pointer into the string's own memory, which grows in steps. Every value and every
/// container is followed by a comma, which the end of the container around it takes back.
class TextSink {
public:
    explicit TextSink(std::string& out) : out_(out), at_(out.data() + out.size()), end_(at_) {}

    /// Gives the string its size.
    void finish() {
        take_comma_back();
        out_.resize(used());
    }

    void begin_object() { open('{'); }
    void begin_array() { open('['); }
    void end_object() { close('}'); }
    void end_array() { close(']'); }

    /// Keys are literals of ours: nothing in them needs escaping.
    [[gnu::always_inline]] void key(std::string_view name) {
        need(name.size() + 3);
        *at_ = '"';
        std::memcpy(at_ + 1, name.data(), name.size());
        at_ += name.size() + 1;
        *at_++ = '"';
        *at_++ = ':';
    }

    void text(std::string_view value) {
        need(1);
        *at_++ = '"';
        for (; value.size() > slice; value.remove_prefix(slice)) put(value.substr(0, slice));
        put(value);
        need(2);
        *at_++ = '"';
        *at_++ = ',';
    }

    void integer(std::int64_t value) {
        constexpr std::size_t longest = 24;
        need(longest + 1);
        at_ = std::to_chars(at_, at_ + longest, value).ptr;
        *at_++ = ',';
    }

    /// Shortest digits that read back as the same number, with `.0` where there is no fraction.
    void real(double value) {
        constexpr std::size_t longest = 64;
        need(longest + 3);
        const auto end = std::to_chars(at_, at_ + longest, value, std::chars_format::fixed);
        if (end.ec != std::errc()) return literal("0.0,");
        char* stop = end.ptr;
        if (std::memchr(at_, '.', static_cast<std::size_t>(stop - at_)) == nullptr) {
            *stop++ = '.';
            *stop++ = '0';
        }
        *stop++ = ',';
        at_ = stop;
    }

    void boolean(bool value) { value ? literal("true,") : literal("false,"); }
    void null() { literal("null,"); }

private:
    [[nodiscard]] std::size_t used() const { return static_cast<std::size_t>(at_ - out_.data()); }

    /// Makes sure that `size` more bytes may be written.
    [[gnu::always_inline]] void need(std::size_t size) {
        if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
    }
    [[gnu::noinline]] void grow(std::size_t size) {
        const std::size_t before = used();
        out_.resize(before + size + step);
        at_ = out_.data() + before;
        end_ = out_.data() + out_.size();
    }

    /// At most a slice, of which at worst every byte becomes six (\u0000).
    void put(std::string_view value) {
        need(value.size() * 6);
        char* at = at_;
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
        at_ = at;
    }

    [[gnu::always_inline]] void literal(std::string_view words) {
        need(words.size());
        std::memcpy(at_, words.data(), words.size());
        at_ += words.size();
    }
    void open(char bracket) {
        need(1);
        *at_++ = bracket;
    }
    void close(char bracket) {
        take_comma_back();
        need(2);
        *at_++ = bracket;
        *at_++ = ',';
    }
    /// Nothing but a value puts a comma last: texts end in their quote.
    void take_comma_back() {
        if (at_[-1] == ',') --at_;
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
    static constexpr std::size_t slice = 512;

    std::string& out_;
    char* at_; ///< the next byte
    char* end_; ///< of what may be written
};

} // namespace dsnparse::emit

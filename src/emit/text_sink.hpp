/// \file
/// A Sink (describe.hpp) that writes compact JSON into a string.
#pragma once

#include "emit/escape.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dsnparse::emit {

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

    /// At most a slice.
    void put(std::string_view value) {
        need(value.size() * longest_escape);
        at_ = put_escaped(value, at_);
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

    static constexpr std::size_t step = 4096;
    static constexpr std::size_t slice = 512;

    std::string& out_;
    char* at_; ///< the next byte
    char* end_; ///< of what may be written
};

} // namespace dsnparse::emit

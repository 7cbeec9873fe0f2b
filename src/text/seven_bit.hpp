/// \file
/// Charsets of seven bits that switch by escape sequences, read as the charsets of eight bits that they stand for.
///
/// Done here and not by iconv, which knows few of the escapes that mail has (half-width katakana, the rows that vendors
/// added) and loses the rest of a text when one is damaged.
#pragma once

#include "text/charset_label.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace dsnparse::text {

/// Whether `bytes` have an escape sequence of ISO-2022-JP.
[[nodiscard]] bool has_japanese_escape(std::string_view bytes);

/// Whether `bytes` have anything that `decoder`, a charset of seven bits, switches with. Without, they are plain ASCII.
[[nodiscard]] bool has_switch(std::string_view bytes, Decoder decoder);

/// iconv's names of the charsets of eight bits that stand for those of seven.
constexpr const char* iso_2022_jp_base = "CP932";
constexpr const char* iso_2022_kr_base = "CP949";
constexpr const char* hz_base = "GB18030";

/// Walks a text. Every line begins in ASCII (RFC 1468, 1557 and 1843 all demand it), so that one damaged line does not
/// take the next ones along.
class SevenBitReader {
public:
    /// `decoder`: iso_2022_jp, iso_2022_kr or hz.
    SevenBitReader(std::string_view text, Decoder decoder) : text_(text), decoder_(decoder) {}

    /// Writes the next whole characters to `buffer`, which has room for at least 4 bytes, in one charset; returns how many
    /// bytes were written, 0: the end. What is invalid becomes the byte 0xFF, which is so in every charset.
    std::size_t next(std::span<char> buffer);

    /// iconv's name of the charset that next() wrote.
    [[nodiscard]] const char* charset() const;

private:
    enum class Mode : unsigned char { ascii, katakana, double_byte, supplement };

    bool read_switch();
    bool read_japanese_switch();
    std::size_t read_character(char* out);
    std::size_t write_pair(char first, char second, char* out) const;

    std::string_view text_;
    Decoder decoder_;
    Mode mode_ = Mode::ascii;
    bool supplement_ = false; ///< next() wrote JIS X 0212, which the base does not have
};

} // namespace dsnparse::text

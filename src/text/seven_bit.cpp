#include "text/seven_bit.hpp"

namespace dsnparse::text {

namespace {

constexpr char escape = '\x1b';
constexpr char shift_out = '\x0e';
constexpr char shift_in = '\x0f';
constexpr char invalid = '\xff';

/// A byte of a character in the double-byte modes (ISO 2022: GL).
bool is_graphic(char c) { return c > ' ' && c < '\x7f'; }
/// A byte of half-width katakana in eight bits (JIS X 0201).
bool is_katakana(char c) { return c >= '\xa1' && c <= '\xdf'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
char to_eight_bits(char c) { return static_cast<char>(static_cast<unsigned char>(c) | 0x80U); }

} // namespace

bool has_japanese_escape(std::string_view bytes) {
    for (std::size_t at = bytes.find(escape); at != std::string_view::npos; at = bytes.find(escape, at + 1)) {
        const std::string_view sequence = bytes.substr(at + 1, 2);
        if (sequence == "$B" || sequence == "$@" || sequence == "(J" || sequence == "(I" || sequence == "$(") return true;
    }
    return false;
}

bool has_switch(std::string_view bytes, Decoder decoder) {
    const auto has = [&](char c) { return bytes.find(c) != std::string_view::npos; };
    if (decoder == Decoder::hz) return has('~');
    return has(escape) || has(shift_out) || has(shift_in);
}

/// Escape sequences of ISO-2022-JP (RFC 1468), -1, -2, -3, of JIS X 0201 and of CP50220 to CP50222.
bool SevenBitReader::read_japanese_switch() {
    struct Escape {
        std::string_view bytes;
        Mode mode;
    };
    static constexpr Escape escapes[] = {
        {"$B", Mode::double_byte}, {"(B", Mode::ascii},        {"(J", Mode::ascii},        {"$@", Mode::double_byte},
        {"(I", Mode::katakana},    {"(H", Mode::ascii},        {"$(B", Mode::double_byte}, {"$(@", Mode::double_byte},
        {"$(D", Mode::supplement}, {"$(O", Mode::double_byte}, {"$(Q", Mode::double_byte}, {"&@", Mode::double_byte},
    };
    if (text_[0] == shift_out || text_[0] == shift_in) {
        mode_ = text_[0] == shift_out ? Mode::katakana : Mode::ascii;
        text_.remove_prefix(1);
        return true;
    }
    if (text_[0] != escape) return false;
    for (const Escape& known : escapes)
        if (text_.substr(1, known.bytes.size()) == known.bytes) {
            text_.remove_prefix(1 + known.bytes.size());
            mode_ = known.mode;
            return true;
        }
    return false;
}

/// Takes a mode switch off the front of the text.
bool SevenBitReader::read_switch() {
    if (decoder_ == Decoder::iso_2022_jp) return read_japanese_switch();
    if (decoder_ == Decoder::hz) {
        if (text_[0] != '~' || text_.size() < 2) return false;
        if (text_[1] == '{')
            mode_ = Mode::double_byte;
        else if (text_[1] == '}')
            mode_ = Mode::ascii;
        else if (text_[1] == '\n' && mode_ == Mode::ascii) // a line that goes on
            mode_ = Mode::ascii;
        else
            return false;
        text_.remove_prefix(2);
        return true;
    }
    if (text_.substr(0, 4) == "\x1b$)C") { // announces the charset; says nothing else
        text_.remove_prefix(4);
        return true;
    }
    if (text_[0] != shift_out && text_[0] != shift_in) return false;
    mode_ = text_[0] == shift_out ? Mode::double_byte : Mode::ascii;
    text_.remove_prefix(1);
    return true;
}

/// Writes the character of two 7-bit bytes.
std::size_t SevenBitReader::write_pair(char first, char second, char* out) const {
    if (decoder_ != Decoder::iso_2022_jp) {
        out[0] = to_eight_bits(first);
        out[1] = to_eight_bits(second);
        return 2;
    }
    if (mode_ == Mode::supplement) { // EUC
        out[0] = '\x8f';
        out[1] = to_eight_bits(first);
        out[2] = to_eight_bits(second);
        return 3;
    }
    // Shift_JIS packs two rows of JIS X 0208 into one lead byte.
    const auto row = static_cast<unsigned char>(first);
    const auto cell = static_cast<unsigned char>(second);
    out[0] = static_cast<char>((row - 1) / 2 + (row <= 0x5E ? 0x71 : 0xB1));
    out[1] = static_cast<char>(cell + (row % 2 == 0 ? 0x7E : cell < 0x60 ? 0x1F : 0x20));
    return 2;
}

/// Writes one character and takes it off the text, which is not empty; returns its length.
std::size_t SevenBitReader::read_character(char* out) {
    const char first = text_[0];
    const char second = text_.size() > 1 ? text_[1] : '\0';
    text_.remove_prefix(1);
    if (first == '\n' || first == '\r') mode_ = Mode::ascii;
    if (mode_ == Mode::ascii || mode_ == Mode::katakana || !is_graphic(first)) {
        const bool japanese = decoder_ == Decoder::iso_2022_jp;
        if (decoder_ == Decoder::hz && first == '~' && second == '~') text_.remove_prefix(1);
        if (japanese && mode_ == Mode::katakana && is_graphic(first))
            *out = to_eight_bits(first);
        else if (first == escape || (!is_ascii(first) && !(japanese && is_katakana(first))))
            *out = invalid;
        else
            *out = first;
        return 1;
    }
    if (!is_graphic(second)) {
        *out = invalid;
        return 1;
    }
    text_.remove_prefix(1);
    return write_pair(first, second, out);
}

const char* SevenBitReader::charset() const {
    if (decoder_ == Decoder::hz) return hz_base;
    if (decoder_ == Decoder::iso_2022_kr) return iso_2022_kr_base;
    return supplement_ ? "EUC-JP-MS" : iso_2022_jp_base;
}

std::size_t SevenBitReader::next(std::span<char> buffer) {
    constexpr std::size_t longest_character = 3;
    std::size_t used = 0;
    while (!text_.empty() && used + longest_character <= buffer.size()) {
        if (read_switch()) continue;
        const bool supplement = mode_ == Mode::supplement;
        if (used != 0 && supplement != supplement_) break;
        supplement_ = supplement;
        used += read_character(buffer.data() + used);
    }
    return used;
}

} // namespace dsnparse::text

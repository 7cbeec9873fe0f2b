#include "text/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace dsnparse::text {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

std::uint64_t word_at(std::string_view text, std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
}

/// Where the run of ASCII bytes that starts at `at` ends; 32 and 8 bytes at a time, the last ones by a word that overlaps.
std::size_t ascii_run(std::string_view text, std::size_t at) {
    while (at + 32 <= text.size()) {
        if (((word_at(text, at) | word_at(text, at + 8) | word_at(text, at + 16) | word_at(text, at + 24)) & high_bits) != 0)
            break;
        at += 32;
    }
    while (at + 8 <= text.size()) {
        if ((word_at(text, at) & high_bits) != 0) break;
        at += 8;
    }
    const bool whole_tail = text.size() >= 8 && at + 8 > text.size();
    if (whole_tail && (word_at(text, text.size() - 8) & high_bits) == 0) return text.size();
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

/// Length of the well-formed sequence at `at`; where it is ill-formed, 0 and in `bad` the length of the maximal
/// subpart that one U+FFFD stands for (Unicode 15, section 3.9).
std::size_t sequence_at(std::string_view text, std::size_t at, std::size_t& bad) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    bad = 1;
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        length = 2;
    else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= text.size()) return 0;
        const unsigned char next = byte(at + i);
        if (next < low || next > high) return 0;
        low = 0x80;
        high = 0xBF;
        bad = i + 1;
    }
    return length;
}

} // namespace

bool is_ascii(std::string_view text) { return ascii_run(text, 0) == text.size(); }

bool is_utf8(std::string_view text) {
    std::size_t bad = 0;
    for (std::size_t at = ascii_run(text, 0); at < text.size(); at = ascii_run(text, at)) {
        const std::size_t length = sequence_at(text, at, bad);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string_view repair_utf8(std::string_view text, detail::Arena& arena, bool* damaged) {
    if (is_utf8(text)) return text;
    if (damaged != nullptr) *damaged = true;
    // At worst every byte becomes one U+FFFD of three bytes.
    const std::size_t room = text.size() * replacement.size();
    char* place = arena.allocate(room);
    char* out = place;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t run = ascii_run(text, at);
        std::memcpy(out, text.data() + at, run - at);
        out += run - at;
        at = run;
        if (at == text.size()) break;
        std::size_t bad = 0;
        const std::size_t length = sequence_at(text, at, bad);
        if (length != 0) {
            std::memcpy(out, text.data() + at, length);
            out += length;
            at += length;
        } else {
            std::memcpy(out, replacement.data(), replacement.size());
            out += replacement.size();
            at += bad;
        }
    }
    const auto used = static_cast<std::size_t>(out - place);
    arena.shrink_last(place, room, used);
    return {place, used};
}

} // namespace dsnparse::text

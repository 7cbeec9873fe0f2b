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

std::size_t ascii_length(std::string_view text) {
    std::size_t at = 0;
    while (at + 32 <= text.size()) {
        if (((word_at(text, at) | word_at(text, at + 8) | word_at(text, at + 16) | word_at(text, at + 24)) & high_bits) != 0)
            break;
        at += 32;
    }
    while (at + 8 <= text.size()) {
        if ((word_at(text, at) & high_bits) != 0) break;
        at += 8;
    }
    // The last bytes by a word that overlaps.
    const bool whole_tail = text.size() >= 8 && at + 8 > text.size();
    if (whole_tail && (word_at(text, text.size() - 8) & high_bits) == 0) return text.size();
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

bool is_utf8(std::string_view text) {
    std::size_t bad = 0;
    for (std::size_t at = ascii_length(text); at < text.size(); at += ascii_length(text.substr(at))) {
        const std::size_t length = sequence_at(text, at, bad);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

Utf8Census count_utf8(std::string_view text) {
    Utf8Census census;
    std::size_t bad = 0;
    for (std::size_t at = ascii_length(text); at < text.size(); at += ascii_length(text.substr(at))) {
        const std::size_t length = sequence_at(text, at, bad);
        ++(length != 0 ? census.characters : census.ill_formed);
        at += length != 0 ? length : bad;
    }
    return census;
}

std::size_t repair_utf8(std::string_view text, char* place, bool& damaged) {
    char* out = place;
    const auto put = [&out](std::string_view bytes) {
        if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
        out += bytes.size();
    };
    std::size_t good = 0; ///< start of what is well-formed and not yet written
    std::size_t bad = 0;
    for (std::size_t at = ascii_length(text); at < text.size(); at += ascii_length(text.substr(at))) {
        const std::size_t length = sequence_at(text, at, bad);
        if (length != 0) {
            at += length;
            continue;
        }
        put(text.substr(good, at - good));
        put(replacement);
        damaged = true;
        at += bad;
        good = at;
    }
    put(text.substr(good));
    return static_cast<std::size_t>(out - place);
}

std::string_view repair_utf8(std::string_view text, detail::Arena& arena, bool* damaged) {
    if (is_utf8(text)) return text;
    // At worst every byte becomes one U+FFFD of three bytes.
    const std::size_t room = text.size() * replacement.size();
    char* place = arena.allocate(room);
    bool ignored = false;
    const std::size_t used = repair_utf8(text, place, damaged != nullptr ? *damaged : ignored);
    arena.shrink_last(place, room, used);
    return {place, used};
}

} // namespace dsnparse::text

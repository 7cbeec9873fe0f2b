#include "emit/escape.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dsnparse::emit {

namespace {

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

char* put_byte(char c, char* at) {
    if (!needs_escape[static_cast<unsigned char>(c)]) {
        *at++ = c;
        return at;
    }
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

char* put_bytes(const char* from, const char* end, char* at) {
    while (from < end) at = put_byte(*from++, at);
    return at;
}

#if defined(__SSE2__)
/// Bit i is set where byte i of sixteen has to be escaped.
unsigned escaped_places(__m128i bytes) {
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i slashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(controls, _mm_or_si128(quotes, slashes))));
}
#endif

/// As many bytes as go in large steps, escapes among them; `from` is moved behind.
char* put_steps(const char*& from, const char* end, char* at) {
#if defined(__SSE2__)
    while (end - from >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
        // All sixteen are written: where one has to be escaped, it and what follows are written over.
        _mm_storeu_si128(reinterpret_cast<__m128i*>(at), bytes);
        const unsigned places = escaped_places(bytes);
        if (places == 0) {
            from += 16;
            at += 16;
            continue;
        }
        const int plain = __builtin_ctz(places);
        from += plain;
        at = put_byte(*from++, at + plain);
    }
#else
    while (end - from >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        if (any_needs_escape(word)) {
            at = put_bytes(from, from + sizeof word, at);
        } else {
            std::memcpy(at, &word, sizeof word);
            at += sizeof word;
        }
        from += sizeof word;
    }
#endif
    return at;
}

} // namespace

char* put_escaped(std::string_view value, char* place) {
    const char* from = value.data();
    const char* const end = from + value.size();
    char* at = put_steps(from, end, place);
    // The rest by two words that overlap, which most texts are short enough for.
    const auto left = static_cast<std::size_t>(end - from);
    if (left >= 8) {
        std::uint64_t front = 0;
        std::uint64_t back = 0;
        std::memcpy(&front, from, sizeof front);
        std::memcpy(&back, end - sizeof back, sizeof back);
        if (any_needs_escape(front) || any_needs_escape(back)) return put_bytes(from, end, at);
        std::memcpy(at, &front, sizeof front);
        std::memcpy(at + left - sizeof back, &back, sizeof back);
        return at + left;
    }
    if (left >= 4) {
        std::uint32_t front = 0;
        std::uint32_t back = 0;
        std::memcpy(&front, from, sizeof front);
        std::memcpy(&back, end - sizeof back, sizeof back);
        if (any_needs_escape(std::uint64_t{back} << 32 | front)) return put_bytes(from, end, at);
        std::memcpy(at, &front, sizeof front);
        std::memcpy(at + left - sizeof back, &back, sizeof back);
        return at + left;
    }
    return put_bytes(from, end, at);
}

} // namespace dsnparse::emit

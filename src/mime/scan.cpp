#include "mime/scan.hpp"

#include "base/ascii.hpp"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dsnparse::mime {

namespace {

/// `--` behind a line end, by memchr: for the tail, and for machines without SSE2.
const char* find_by_line(const char* next, const char* end, char line_end) {
    while (next < end) {
        const void* hit = std::memchr(next, line_end, static_cast<std::size_t>(end - next));
        if (hit == nullptr) return nullptr;
        next = static_cast<const char*>(hit) + 1;
        if (end - next >= 2 && next[0] == '-' && next[1] == '-') return next;
    }
    return nullptr;
}

#if defined(__SSE2__)

__m128i load(const char* place) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(place)); }

/// 64 bytes at a time: a line end here and a dash one further. Unlike memchr it does not stop at each line.
const char* find_by_block(const char* next, const char* end, char line_end) {
    const __m128i ends = _mm_set1_epi8(line_end);
    const __m128i dash = _mm_set1_epi8('-');
    const auto hits = [&](const char* place) {
        return _mm_and_si128(_mm_cmpeq_epi8(load(place), ends), _mm_cmpeq_epi8(load(place + 1), dash));
    };
    for (; end - next >= 66; next += 64) {
        const __m128i first = hits(next);
        const __m128i second = hits(next + 16);
        const __m128i third = hits(next + 32);
        const __m128i fourth = hits(next + 48);
        if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(first, second), _mm_or_si128(third, fourth))) == 0) continue;
        const auto bits = [](const __m128i& found) { return static_cast<unsigned long long>(_mm_movemask_epi8(found)); };
        for (unsigned long long set = bits(first) | bits(second) << 16U | bits(third) << 32U | bits(fourth) << 48U; set != 0;
             set &= set - 1) {
            const char* line = next + std::countr_zero(set) + 1;
            if (line[1] == '-') return line;
        }
    }
    return find_by_line(next, end, line_end);
}

#else

const char* find_by_block(const char* next, const char* end, char line_end) { return find_by_line(next, end, line_end); }

#endif

/// Position of the first byte that is a colon, a blank or a control.
std::size_t name_end(std::string_view line) {
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i colon = _mm_set1_epi8(':');
    const __m128i blank = _mm_set1_epi8(' ');
    for (; i + 16 <= line.size(); i += 16) {
        const __m128i bytes = load(line.data() + i);
        const __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(bytes, colon), _mm_cmpeq_epi8(_mm_min_epu8(bytes, blank), bytes));
        const int mask = _mm_movemask_epi8(stop);
        if (mask != 0) return i + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(mask)));
    }
#endif
    while (i < line.size() && line[i] != ':' && static_cast<unsigned char>(line[i]) > ' ') ++i;
    return i;
}

} // namespace

std::size_t find_dash_line(std::string_view text, std::size_t from, char line_end) {
    if (from >= text.size()) return std::string_view::npos;
    if (text.substr(from, 2) == "--") return from;
    const char* line = find_by_block(text.data() + from, text.data() + text.size(), line_end);
    return line == nullptr ? std::string_view::npos : static_cast<std::size_t>(line - text.data());
}

std::size_t field_name_length(std::string_view line) {
    const std::size_t end = name_end(line);
    std::size_t colon = end;
    while (colon < line.size() && ascii::is_wsp(line[colon])) ++colon;
    return colon < line.size() && line[colon] == ':' ? end : 0;
}

bool is_plausible_field(std::string_view line) {
    const std::size_t length = field_name_length(line);
    if (length == 0 || !ascii::is_alpha(line[0])) return false;
    for (char c : line.substr(0, length))
        if (!ascii::is_alnum(c) && c != '-' && c != '_' && c != '.') return false;
    return true;
}

} // namespace dsnparse::mime

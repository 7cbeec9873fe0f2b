#include "base/ascii.hpp"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dsnparse::ascii {

namespace {

#if defined(__SSE2__)
/// Bit i is set where byte i of the 16 at `at` is `low`, once the bit between the two cases is set in both.
unsigned alike(const char* at, __m128i low) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), low)));
}
#endif

} // namespace

bool detail::iequals_long(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    // Eight bytes that differ in more than the bit between a letter's two cases are not equal.
    for (; i + sizeof(std::uint64_t) <= a.size(); i += sizeof(std::uint64_t)) {
        std::uint64_t x = 0;
        std::uint64_t y = 0;
        std::memcpy(&x, a.data() + i, sizeof x);
        std::memcpy(&y, b.data() + i, sizeof y);
        if (x == y) continue;
        if (((x ^ y) & 0xDFDFDFDFDFDFDFDFULL) != 0) return false;
        for (std::size_t k = i; k < i + sizeof x; ++k)
            if (to_lower(a[k]) != to_lower(b[k])) return false;
    }
    for (; i < a.size(); ++i)
        if (to_lower(a[i]) != to_lower(b[i])) return false;
    return true;
}

std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from) {
    if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
    if (needle.size() > text.size()) return std::string_view::npos;
    const std::size_t last = text.size() - needle.size();
    std::size_t i = from;
#if defined(__SSE2__)
    // Sixteen places at a time: where its first and its last byte both may stand, the whole is compared.
    const std::size_t span = needle.size() - 1;
    const __m128i front = _mm_set1_epi8(static_cast<char>(needle.front() | 0x20));
    const __m128i back = _mm_set1_epi8(static_cast<char>(needle.back() | 0x20));
    for (; i + 15 <= last; i += 16) {
        unsigned places = alike(text.data() + i, front) & alike(text.data() + i + span, back);
        while (places != 0) {
            const std::size_t at = i + static_cast<unsigned>(__builtin_ctz(places));
            if (iequals(text.substr(at, needle.size()), needle)) return at;
            places &= places - 1;
        }
    }
#endif
    const char first = to_lower(needle[0]);
    for (; i <= last; ++i)
        if (to_lower(text[i]) == first && iequals(text.substr(i, needle.size()), needle)) return i;
    return std::string_view::npos;
}

} // namespace dsnparse::ascii

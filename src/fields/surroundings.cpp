#include "fields/surroundings.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dsnparse::fields {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

bool in(const Range* begin, const Range* end, std::uint32_t point) {
    return std::any_of(begin, end, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

/// Blocks of punctuation, symbols and controls that stand beside words.
constexpr std::array<Range, 13> marks{{{0x80, 0xA9},
                                       {0xAB, 0xB4},
                                       {0xB6, 0xB9},
                                       {0xBB, 0xBF},
                                       {0xD7, 0xD7},
                                       {0xF7, 0xF7},
                                       {0x2000, 0x206F},
                                       {0x2190, 0x2BFF},
                                       {0x3000, 0x3020},
                                       {0xFE00, 0xFE0F},
                                       {0xFEFF, 0xFEFF},
                                       {0xFF01, 0xFF0F},
                                       {0xFF1A, 0xFF20}}};

constexpr std::array<Range, 5> ideographic{
    {{0x2E80, 0xA4CF}, {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0xFF00, 0xFFEF}, {0x20000, 0x3FFFF}}};

/// Bytes of the sequence that `lead` starts; 0: it starts none.
std::size_t sequence_length(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

} // namespace

WideLetter wide_letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = sequence_length(lead);
    if (length == 0 || at + length > text.size()) return {};
    std::uint32_t point = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(text[at + i])) return {};
        point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    if (point == 0xFFFD || in(marks.data(), marks.data() + marks.size(), point)) return {};
    return {length, in(ideographic.data(), ideographic.data() + ideographic.size(), point)};
}

WideLetter wide_letter_before(std::string_view text, std::size_t end) {
    std::size_t at = end;
    while (at > 0 && end - at < 4) {
        --at;
        if (is_continuation(text[at])) continue;
        const WideLetter letter = wide_letter_at(text.substr(0, end), at);
        return at + letter.length == end ? letter : WideLetter{};
    }
    return {};
}

bool follows_version_word(std::string_view text, std::size_t at) {
    static constexpr std::array<std::string_view, 7> words{"version", "ver", "vers", "v", "release", "rev", "build"};
    std::size_t end = at;
    while (end > 0 && at - end < 3 && (text[end - 1] == ' ' || text[end - 1] == '.' || text[end - 1] == ':')) --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < 8 && ascii::is_alpha(text[begin - 1])) --begin;
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return ascii::iequals(word, text.substr(begin, end - begin)); });
}

bool ends_with_words(std::string_view text, std::string_view words) {
    std::size_t end = text.size();
    for (std::size_t i = words.size(); i-- > 0;) {
        if (words[i] == ' ') {
            if (end == 0 || !ascii::is_space(text[end - 1])) return false;
            while (end > 0 && ascii::is_space(text[end - 1])) --end;
        } else if (end == 0 || ascii::to_lower(text[--end]) != words[i]) {
            return false;
        }
    }
    return end == 0 || !ascii::is_alnum(text[end - 1]) || !ascii::is_alnum(words.front());
}

std::size_t words_at(std::string_view text, std::string_view words) {
    std::size_t at = 0;
    for (char c : words) {
        if (c == ' ') {
            if (at >= text.size() || !ascii::is_space(text[at])) return 0;
            while (at < text.size() && ascii::is_space(text[at])) ++at;
        } else if (at >= text.size() || ascii::to_lower(text[at++]) != c) {
            return 0;
        }
    }
    return at < text.size() && ascii::is_alnum(text[at]) && ascii::is_alnum(words.back()) ? 0 : at;
}

} // namespace dsnparse::fields

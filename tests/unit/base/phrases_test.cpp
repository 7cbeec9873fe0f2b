#include "base/phrases.hpp"

#include <doctest/doctest.h>

#include <set>
#include <span>
#include <string>
#include <utility>

using dsnparse::detail::PhraseMatcher;

namespace {

std::multiset<std::pair<std::size_t, std::size_t>> all(const PhraseMatcher& matcher, std::string_view text) {
    std::multiset<std::pair<std::size_t, std::size_t>> found;
    matcher.scan(text, [&](std::size_t phrase, std::size_t end) {
        found.emplace(phrase, end);
        return true;
    });
    return found;
}

} // namespace

TEST_CASE("phrases: suffixes, prefixes and overlaps are all found") {
    const std::string_view phrases[] = {"he", "she", "his", "hers", "e", "SHE sells"};
    const PhraseMatcher matcher(phrases);
    CHECK(all(matcher, "uShErs") == std::multiset<std::pair<std::size_t, std::size_t>>{{0, 4}, {1, 4}, {4, 4}, {3, 6}});
    CHECK(all(matcher, "she sells")
          == std::multiset<std::pair<std::size_t, std::size_t>>{{0, 3}, {1, 3}, {4, 3}, {4, 6}, {5, 9}});
    CHECK(all(matcher, "").empty());
}

void compare_with_plain_search(std::span<const std::string_view> phrases) {
    const PhraseMatcher matcher(phrases);
    for (unsigned bits = 0; bits < 1U << 12; ++bits) {
        std::string text;
        for (unsigned i = 0; i < 12; ++i) text += (bits >> i & 1U) != 0 ? 'a' : 'B';
        std::string lower;
        for (char c : text) lower += c == 'B' ? 'b' : c;
        std::multiset<std::pair<std::size_t, std::size_t>> expected;
        for (std::size_t number = 0; number < phrases.size(); ++number)
            for (std::size_t at = lower.find(phrases[number]); at != std::string::npos; at = lower.find(phrases[number], at + 1))
                expected.emplace(number, at + phrases[number].size());
        REQUIRE(all(matcher, text) == expected);
    }
}

TEST_CASE("phrases: the same as a plain search, on every text of a small alphabet") {
    const std::string_view phrases[] = {"ab", "ba", "aab", "abab", "b", "bbbb", "aaaaa"};
    compare_with_plain_search(phrases);
    // None shorter than five bytes: every other place of the text is left out.
    const std::string_view long_ones[] = {"ababa", "babab", "aaaaa", "bbbbbb", "abbaabba", "aabba"};
    compare_with_plain_search(long_ones);
}

TEST_CASE("phrases: empty ones never match, all bytes may be used, a scan can stop") {
    std::string every;
    for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
    const std::string_view phrases[] = {"", every, "\xff"};
    const PhraseMatcher matcher(phrases);
    CHECK(all(matcher, every).count({1, 256}) == 1);
    CHECK(all(PhraseMatcher(), every).empty());
    int calls = 0;
    matcher.scan("\xff\xff\xff", [&](std::size_t, std::size_t) { return ++calls < 2; });
    CHECK(calls == 2);
}

#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("utf8: well-formed and repaired (Unicode table 3-7, one U+FFFD per maximal subpart)") {
    struct Row {
        std::string given;
        std::string repaired; ///< the same: well-formed
    };
    const std::string r = "\xEF\xBF\xBD";
    for (const Row& row :
         {Row{"", ""}, Row{"plain ascii, longer than eight", "plain ascii, longer than eight"}, Row{"caf\xC3\xA9", "caf\xC3\xA9"},
          Row{"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"}, Row{"caf\xE9", "caf" + r}, Row{"\xC3", r}, Row{"\xC3(", r + "("},
          Row{"\xC0\x80", r + r}, Row{"\xE0\x80\x80", r + r + r}, Row{"\xED\xA0\x80", r + r + r},
          Row{"\xF4\x90\x80\x80", r + r + r + r}, Row{"\xE2\x82", r}, Row{"a\xE2\x82z", "a" + r + "z"}, Row{"\xF0\x9F\x98", r},
          Row{"\xFF\xFE", r + r}, Row{std::string("a\0b", 3), std::string("a\0b", 3)}}) {
        detail::Arena arena;
        bool damaged = false;
        CHECK(repair_utf8(row.given, arena, &damaged) == row.repaired);
        CHECK(damaged == (row.given != row.repaired));
        CHECK(is_utf8(row.given) == (row.given == row.repaired));
        CHECK(is_utf8(row.repaired));
    }
    CHECK(is_ascii("abcdefgh12345678x"));
    CHECK(!is_ascii("abcdefgh1234567\xC3\xA9"));
}

TEST_CASE("utf8: every pair and triple of bytes becomes well-formed") {
    for (unsigned a = 0x70; a < 256; a += 3)
        for (unsigned b = 0x70; b < 256; b += 5)
            for (unsigned c = 0x70; c < 256; c += 7) {
                detail::Arena arena;
                const char text[] = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
                REQUIRE(is_utf8(repair_utf8({text, 3}, arena)));
            }
}

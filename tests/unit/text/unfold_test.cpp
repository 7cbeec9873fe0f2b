#include "text/unfold.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("unfold: one line, ends trimmed") {
    struct Row {
        std::string trap;
        std::string given;
        std::string text;
    };
    for (const Row& row : {
             Row{"nothing", "", ""},
             Row{"blank", " \r\n ", ""},
             Row{"one line", " a  b ", "a  b"}, // white space inside a line stays
             Row{"CRLF and tab", " a\r\n\tb", "a b"},
             Row{"blank lines", " a \n  \n b ", "a b"},
             Row{"value on the next line", "\n a", "a"},
             Row{"bare CR", "a\r b", "a b"},
             Row{"CR CR LF", "a\r\r\n b", "a b"},
             Row{"no white space behind the line end", "a\nb", "a b"},
             Row{"white space in front of it", "a \t\n b", "a b"},
             Row{"line end last", "a\n", "a"},
             Row{"many lines", "a\n b\n c\n d", "a b c d"},
             Row{"NUL is a byte", std::string("a\0\n b", 5), std::string("a\0 b", 4)},
         }) {
        CAPTURE(row.trap);
        detail::Arena arena;
        CHECK(unfold(row.given, arena, 1000) == row.text);
    }
}

TEST_CASE("unfold: a view where nothing changes, so that it keeps its place") {
    detail::Arena arena;
    const std::string raw = " <id@example.org>\r\n";
    CHECK(unfold(raw, arena, 1000).data() == raw.data() + 1);
    CHECK(arena.footprint() == 0);
}

TEST_CASE("unfold: the limit holds") {
    detail::Arena arena;
    CHECK(unfold(std::string(100, 'a'), arena, 10) == std::string(10, 'a'));
    CHECK(unfold("ab cd", arena, 3) == "ab");
    CHECK(unfold("ab", arena, 0).empty());
    const std::string folded = "one\n two\n three\n four";
    for (std::size_t limit = 0; limit < 30; ++limit) {
        const std::string_view text = unfold(folded, arena, limit);
        CHECK(text.size() <= limit);
        CHECK(std::string_view("one two three four").substr(0, text.size()) == text);
    }
    std::string ends;
    while (ends.size() < 300000) ends += "\n ";
    CHECK(unfold("a" + ends + "b", arena, 1000000) == "a b");
}

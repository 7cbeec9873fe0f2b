#include "text/unquote.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

std::string restore(std::string_view text) {
    detail::Arena arena;
    return std::string(unquote(text, arena).text);
}

} // namespace

TEST_CASE("unquote: the text as it was before it was pasted") {
    struct Row {
        std::string trap;
        std::string given;
        std::string text;
    };
    for (const Row& row : {
             Row{"nothing to do", "a\n  b\n", "a\n  b\n"},
             Row{"empty", "", ""},
             // quoting
             Row{"one level", "> a\n> b\n", "a\nb\n"},
             Row{"without space", ">a\n>b\n", "a\nb\n"},
             Row{"two levels", "> > a\n>> b\n", "a\nb\n"},
             Row{"levels that differ", "> a\n>> b\n> > > c\n", "a\nb\nc\n"},
             Row{"bars", "| a\n| b\n", "a\nb\n"},
             Row{"indented quoting", "  > a\n  > b\n", "a\nb\n"},
             Row{"indentation behind the mark", "> a\n>     b\n", "a\n    b\n"},
             Row{"empty quoted lines", "> a\n>\n> b\n", "a\n\nb\n"},
             Row{"blank lines between", "> a\n\n> b\n", "a\n\nb\n"},
             // a blank line behind every line
             Row{"double spacing", "a\n\nb\n\n\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n\n", "a\nb\n\nc\nd\ne\nf\ng\nh\n"},
             Row{"paragraphs of one line", "a\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n", "a\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n"},
             Row{"two blank lines somewhere", "a\n\nb\n\n\nc\n\nd\n\n\n\ne\n\nf\n\ng\n\nh\n\ni\n",
                 "a\n\nb\n\n\nc\n\nd\n\n\n\ne\n\nf\n\ng\n\nh\n\ni\n"},
             Row{"a word before", "He wrote:\n> a\n> b\n> c\n", "He wrote:\na\nb\nc\n"},
             Row{"a continuation that lost its mark", "> a long line\ncut\n> b\n> c\n", "a long line\ncut\nb\nc\n"},
             Row{"mostly not quoted", "a\nb\n> c\n", "a\nb\n> c\n"},
             Row{"half is not most", "a\n> b\n", "a\n> b\n"},
             Row{"a longer passage among more lines", "1\n2\n3\n4\n5\n6\n7\n> a\n> b\n>\n> c\n> d\n> e\n8\n> x\n",
                 "1\n2\n3\n4\n5\n6\n7\na\nb\n\nc\nd\ne\n8\n> x\n"},
             Row{"no end", "> a", "a"},
             Row{"marks only", ">\n>>\n", "\n\n"},
             Row{"CRLF", "> a\r\n> b\r\n", "a\nb\n"},
             // a transcript has marks of its own
             Row{"a transcript", ">>> RCPT To:<x@example.org>\n<<< 550 no\n", ">>> RCPT To:<x@example.org>\n<<< 550 no\n"},
             Row{"a quoted transcript", "> >>> RCPT To:<x@example.org>\n> <<< 550 no\n",
                 ">>> RCPT To:<x@example.org>\n<<< 550 no\n"},
             // indentation
             Row{"that all share", "    a\n      b\n", "a\n  b\n"},
             Row{"tabs", "\ta\n\t\tb\n", "a\n\tb\n"},
             Row{"blank lines do not count", "  a\n\n \n  b\n", "a\n\n\nb\n"},
             Row{"one line is not set in", "  a\nb\n", "  a\nb\n"},
             Row{"tabs and spaces share nothing", "\ta\n    b\n", "\ta\n    b\n"},
             Row{"a long passage", "Hi\n  a\n  b\n  c\n  d\n    e\n  f\nBye\n", "Hi\na\nb\nc\nd\n  e\nf\nBye\n"},
             Row{"a short one stays", "<a@b>:\n    said no\nBye\n", "<a@b>:\n    said no\nBye\n"},
             Row{"quoting inside indentation is quoting", "    > a\n    > b\n", "a\nb\n"},
             // odd spaces
             Row{"no-break and zero-width",
                 "a\xC2\xA0"
                 "b\xE2\x80\x8B"
                 "c\n",
                 "a bc\n"},
             Row{"narrow ones and direction marks",
                 "5\xE2\x80\xAF"
                 "5\xE2\x80\x87"
                 "0 \xE2\x80\x8Ex\xE2\x81\xA0\n",
                 "5 5 0 x\n"},
             Row{"byte order mark",
                 "\xEF\xBB\xBF"
                 "From: x\n",
                 "From: x\n"},
             Row{"others stay", "\xE2\x82\xAC \xC3\xA9\xC2 \xE2\x80\n", "\xE2\x82\xAC \xC3\xA9\xC2 \xE2\x80\n"},
             // line ends
             Row{"bare CR", "a\rb\r", "a\nb\n"},
             Row{"a CR in a line", "> a\rb\n> c\n", "a\rb\nc\n"},
         }) {
        CAPTURE(row.trap);
        CHECK(restore(row.given) == row.text);
        CHECK(restore(row.text) == row.text); // what was restored is left alone
    }
}

TEST_CASE("unquote: every line keeps its place") {
    struct Row {
        std::string trap;
        std::string given;
        std::string words;
        std::string source;
    };
    for (const Row& row : {
             Row{"quoted", "> one\n> two\n> three\n", "wo", "wo"},
             Row{"CRLF", "> one\r\n> two\r\n> three\r\n", "two", "two"},
             Row{"two lines", "> one\n> two\n> three\n", "ne\ntw", "ne\n> tw"},
             Row{"the line end", "> one\n> two\n", "two\n", "two"},
             Row{"set in", "    one\n    two\n", "two", "two"},
             Row{"a line that changed", "> one\n> t\xC2\xA0wo x\n", "x", "t\xC2\xA0wo x"},
         }) {
        CAPTURE(row.trap);
        detail::Arena arena;
        const MappedText text = unquote(row.given, arena);
        const auto span = text.span_of(text.text.substr(text.text.find(row.words), row.words.size()));
        REQUIRE(span);
        CHECK(row.given.substr(span->offset, span->length) == row.source);
    }
}

TEST_CASE("unquote: the same text where there is nothing to do") {
    detail::Arena arena;
    for (const std::string given : {"one\ntwo\n", "one\r\n  two\r\n", "caf\xC3\xA9\n", ">>> QUIT\n"}) {
        const MappedText text = unquote(given, arena);
        CHECK(text.text.data() == given.data());
        CHECK(text.text.size() == given.size());
        REQUIRE(text.segments.size() == 1);
        CHECK(text.segments[0].exact);
        CHECK(text.segments[0].source.length == given.size());
    }
}

TEST_CASE("unquote: hostile texts end, never grow, and take bounded memory") {
    for (const std::string piece : {"> ", ">", "| ", " ", "\t", "\xC2\xA0", ">\n", "\n", "\r", " a\n", " a\n\tb\n", "> a\nb\n",
                                    "\xE2\x80\x8B", "\xE2", ">>> A", "a", ">\r"}) {
        CAPTURE(piece);
        std::string hostile;
        while (hostile.size() < 300000) hostile += piece;
        detail::Arena arena;
        const MappedText text = unquote(hostile, arena);
        CHECK(text.text.size() <= hostile.size());
        CHECK(arena.footprint() <= hostile.size() * 64);
        for (const Segment& segment : text.segments) REQUIRE(segment.source.offset + segment.source.length <= hostile.size());
    }
    const std::string given = "> a\xC2\xA0z\r\n> > b\r\n|  c\r\n    > d\r\n\xE2\x80\x8B> e";
    for (std::size_t size = 0; size <= given.size(); ++size) {
        CHECK(restore(given.substr(0, size)).size() <= size);
        CHECK(restore(given.substr(size)).size() <= given.size() - size);
    }
}

#include "text/unquote.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("unquote: the text as it was before it was pasted") {
    struct Row {
        const char* name;
        const char* given;
        const char* text;
    };
    for (const Row& row :
         {Row{"nothing to do", "a\n  b\n", "a\n  b\n"}, Row{"one level", "> a\n> b\n", "a\nb\n"},
          Row{"two levels", "> > a\n>> b\n", "a\nb\n"}, Row{"bars", "| a\n| b\n", "a\nb\n"},
          Row{"empty quoted lines", "> a\n>\n> b\n", "a\n\nb\n"},
          Row{"a word before", "He wrote:\n> a\n> b\n> c\n", "He wrote:\na\nb\nc\n"},
          Row{"mostly not quoted", "a\nb\n> c\n", "a\nb\n> c\n"},
          Row{"a transcript's own marks", ">>> RCPT To:<x@example.org>\n<<< 550 no\n",
              ">>> RCPT To:<x@example.org>\n<<< 550 no\n"},
          Row{"a quoted transcript", "> >>> RCPT To:<x@example.org>\n> <<< 550 no\n",
              ">>> RCPT To:<x@example.org>\n<<< 550 no\n"},
          Row{"indentation that all share", "    a\n      b\n", "a\n  b\n"},
          Row{"a long indented passage", "Hi\n  a\n  b\n  c\n  d\n    e\n  f\nBye\n", "Hi\na\nb\nc\nd\n  e\nf\nBye\n"},
          Row{"a short one stays", "<a@b>:\n    said no\nBye\n", "<a@b>:\n    said no\nBye\n"},
          Row{"odd spaces",
              "a\xC2\xA0"
              "b\xE2\x80\x8B"
              "c\n",
              "a bc\n"},
          Row{"bare CR", "a\rb\r", "a\nb\n"}, Row{"CRLF", "> a\r\n> b\r\n", "a\nb\n"}, Row{"no end", "> a", "a"},
          Row{"empty", "", ""}}) {
        detail::Arena arena;
        CAPTURE(row.name);
        CHECK(unquote(row.given, arena).text == row.text);
    }
}

TEST_CASE("unquote: every line keeps its place") {
    detail::Arena arena;
    const std::string given = "> one\n> two\n> three\n";
    const MappedText text = unquote(given, arena);
    const auto span = text.span_of(text.text.substr(text.text.find("two"), 3));
    REQUIRE(span);
    CHECK(given.substr(span->offset, span->length) == "two");
    const std::string plain = "one\ntwo\n";
    CHECK(unquote(plain, arena).text.data() == plain.data());
    for (const char* piece : {"> ", ">", "| ", " ", "\xC2\xA0", ">\n"}) {
        std::string hostile;
        while (hostile.size() < 300000) hostile += piece;
        CHECK(unquote(hostile, arena).text.size() <= hostile.size());
    }
}

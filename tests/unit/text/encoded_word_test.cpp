#include "text/encoded_word.hpp"

#include "text/unfold.hpp"
#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("encoded words: RFC 2047 as it should be and as it is") {
    struct Row {
        const char* given;
        const char* text;
    };
    for (const Row& row : {Row{"plain", "plain"},
                           Row{"=?utf-8?Q?caf=C3=A9?=", "caf\xC3\xA9"},
                           Row{"=?UTF-8?B?Y2Fmw6k=?=", "caf\xC3\xA9"},
                           Row{"=?iso-8859-1?q?caf=E9?= two", "caf\xC3\xA9 two"},
                           Row{"one =?utf-8?Q?two?= three", "one two three"},
                           Row{"=?utf-8?Q?one?= =?utf-8?Q?two?=", "onetwo"},
                           Row{"=?utf-8?Q?one_two?=", "one two"},
                           Row{"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"}, // no space between
                           Row{"=?utf-8?B?w6?= =?utf-8?B?k=?=", "\xEF\xBF\xBD"
                                                                "\x90"}, // incomplete groups are not guessed
                           Row{"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "caf\xC3\xA9"}, // a character split between words
                           Row{"=?utf-8*en?Q?hi?=", "hi"},
                           Row{"=?utf-8?Q?two words?=", "two words"},
                           Row{"\"=?utf-8?Q?quoted?=\" <a@b>", "\"quoted\" <a@b>"},
                           Row{"=?utf-8?B?Y2Fmw6k?=", "caf\xC3\xA9"},
                           Row{"=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
                           Row{"=?utf-8?Q?abc", "=?utf-8?Q?abc"},
                           Row{"=?", "=?"},
                           Row{"a =?= b", "a =?= b"},
                           Row{"caf\xE9", "caf\xC3\xA9"},
                           Row{"caf\xC3\xA9", "caf\xC3\xA9"},
                           Row{"=?utf-8?Q?a=0D=0Ab?=", "a  b"},
                           Row{"", ""}}) {
        detail::Arena arena;
        CharsetOutcome outcome;
        CAPTURE(row.given);
        if (std::string_view(row.text).find('\x90') != std::string_view::npos) {
            CHECK(is_utf8(decode_header(row.given, arena, outcome)));
            continue;
        }
        CHECK(decode_header(row.given, arena, outcome) == row.text);
    }
}

TEST_CASE("encoded words: hostile values end and are UTF-8") {
    detail::Arena arena;
    CharsetOutcome outcome;
    for (const char* piece : {"=?utf-8?B?", "=?", "?=", "=?utf-8?Q?=?=", "=?a?b?", "=?utf-8?Q?x?= ", "=?x"}) {
        std::string value;
        while (value.size() < 65536) value += piece;
        CHECK(is_utf8(decode_header(value, arena, outcome)));
    }
    const std::string value = "one =?utf-8?Q?caf=C3=A9?= =?iso-2022-jp?B?GyRCRnxLXBsoQg==?= two";
    for (std::size_t size = 0; size <= value.size(); ++size)
        CHECK(is_utf8(decode_header(std::string(value, 0, size), arena, outcome)));
}

TEST_CASE("unfold: one line, ends trimmed") {
    struct Row {
        const char* given;
        const char* text;
    };
    for (const Row& row : {Row{" a", "a"}, Row{" a\r\n\tb", "a b"}, Row{" a \n  \n b ", "a b"}, Row{"\n a", "a"},
                           Row{"a\rb", "a b"}, Row{"", ""}, Row{" \r\n ", ""}}) {
        detail::Arena arena;
        CHECK(unfold(row.given, arena, 1000) == row.text);
    }
    detail::Arena arena;
    CHECK(unfold(std::string(100, 'a'), arena, 10).size() == 10);
}

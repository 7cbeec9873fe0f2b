#include "text/encoded_word.hpp"

#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

const std::string japan = "\xE6\x97\xA5\xE6\x9C\xAC"; // the two letters of Japan

std::string decode(std::string_view value, CharsetOutcome* out = nullptr) {
    detail::Arena arena;
    CharsetOutcome outcome;
    std::string text(decode_header(value, arena, outcome));
    if (out != nullptr) *out = outcome;
    return text;
}

} // namespace

TEST_CASE("encoded words: RFC 2047 as it should be and as it is") {
    struct Row {
        std::string trap;
        std::string given;
        std::string text;
    };
    for (const Row& row : {
             // RFC 2047 section 8
             Row{"adjacent words", "(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"},
             Row{"more space between", "(=?ISO-8859-1?Q?a?=   \t =?ISO-8859-1?Q?b?=)", "(ab)"},
             Row{"a space that is meant", "(=?ISO-8859-1?Q?a_b?=)", "(a b)"},
             Row{"a word and text", "(=?ISO-8859-1?Q?a?= b)", "(a b)"},
             Row{"two charsets",
                 "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
                 "If you can read this you understand the example."},
             // RFC 2231 section 5
             Row{"a language", "=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore"},
             Row{"a language and none", "=?utf-8*en?Q?a?= =?utf-8?Q?b?=", "ab"},
             // split where nobody may split
             Row{"a character in two Q words", "=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "caf\xC3\xA9"},
             Row{"a character in two B words", "=?utf-8?B?w6k=?= =?UTF-8?B?5pc=?= =?utf-8?b?peacrA==?=", "\xC3\xA9" + japan},
             Row{"a character in a B and a Q word", "=?utf-8?B?ww==?= =?utf-8?Q?=A9?=", "\xC3\xA9"},
             Row{"escapes in two words", "=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1wbKEI=?=", japan},
             // spelt as it should not be
             Row{"no space between", "=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"},
             Row{"no space around", "x=?utf-8?Q?a?=y", "xay"},
             Row{"lower case", "=?utf-8?q?caf=c3=a9?=", "caf\xC3\xA9"},
             Row{"spaces in a Q word", "=?utf-8?Q?two words?=", "two words"},
             Row{"spaces in a B word", "=?utf-8?B?Y2Fm w6k=?=", "caf\xC3\xA9"},
             Row{"no padding", "=?utf-8?B?Y2Fmw6k?=", "caf\xC3\xA9"},
             Row{"in quotes", "\"=?utf-8?Q?quoted?=\" <a@example.org>", "\"quoted\" <a@example.org>"},
             Row{"a question mark", "=?utf-8?Q?who?_me?\?= x", "who? me? x"},
             Row{"a question mark before an encoded byte", "=?utf-8?Q?caf=C3=A9?=21_x?= y", "caf\xC3\xA9?! x y"},
             Row{"text that looks like one", "=?utf-8?Q?a?=AB =?utf-8?Q?b?=", "aAB b"},
             Row{"an equals sign first", "=?utf-8?Q?=41=?=", "A="},
             Row{"bad escapes", "=?utf-8?Q?100=%_=4?=", "100=% =4"},
             Row{"empty words", "=?utf-8?Q?\?==?utf-8?B?\?=x", "x"},
             Row{"no charset", "=?\?Q?caf=C3=A9?=", "caf\xC3\xA9"},
             Row{"an unknown charset", "=?x-nonsense?Q?caf=E9?=", "caf\xC3\xA9"},
             Row{"raw bytes in a word", "=?utf-8?Q?caf\xC3\xA9?=", "caf\xC3\xA9"},
             // no words
             Row{"plain", "plain", "plain"},
             Row{"unknown encoding", "=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
             Row{"no end", "=?utf-8?Q?abc", "=?utf-8?Q?abc"},
             Row{"half an end", "=?utf-8?Q?abc?", "=?utf-8?Q?abc?"},
             Row{"no text", "=?utf-8?Q?=", "=?utf-8?Q?="},
             Row{"mark", "=?", "=?"},
             Row{"marks", "a =?= b", "a =?= b"},
             Row{"an end first", "?= =?", "?= =?"},
             Row{"a charset that is too long",
                 "=?" + std::string(70, 'x') + "?Q?abc?=", "=?" + std::string(70, 'x') + "?Q?abc?="},
             Row{"one after a broken one", "=?utf-8?X?no?= =?utf-8?Q?yes?=", "=?utf-8?X?no?= yes"},
             Row{"empty", "", ""},
             // raw bytes
             Row{"Latin-1", "caf\xE9", "caf\xC3\xA9"},
             Row{"UTF-8", "caf\xC3\xA9", "caf\xC3\xA9"},
             Row{"Latin-1 beside a word", "caf\xE9 =?utf-8?Q?x?= caf\xE9", "caf\xC3\xA9 x caf\xC3\xA9"},
             Row{"Japanese escapes", "\x1b$BF|K\\\x1b(B", japan},
             // what a header value cannot have
             Row{"line ends from a word", "=?utf-8?Q?a=0D=0ABcc:=00b?=", "a  Bcc: b"},
             Row{"a tab stays", "=?utf-8?Q?a=09b?=", "a\tb"},
         }) {
        CAPTURE(row.trap);
        CharsetOutcome outcome;
        CHECK(decode(row.given, &outcome) == row.text);
        CHECK(!outcome.damaged);
        CHECK(outcome.unknown_label == (row.trap == "an unknown charset"));
    }
}

TEST_CASE("encoded words: what is broken is said") {
    CharsetOutcome outcome;
    CHECK(decode("=?utf-8?Q?a=FFb?=", &outcome)
          == "a\xEF\xBF\xBD"
             "b");
    CHECK(outcome.damaged);
    CHECK(decode("=?utf-8?Q?cut=C3?= then", &outcome) == "cut\xEF\xBF\xBD then");
    CHECK(outcome.damaged);
    CHECK(decode("=?utf-8?B?w6?= =?utf-8?B?k=?=", &outcome) == "\xEF\xBF\xBD"); // `k` alone is less than a byte
    CHECK(outcome.damaged);
}

TEST_CASE("encoded words: a value without any keeps its place") {
    detail::Arena arena;
    CharsetOutcome outcome;
    for (const std::string value : {"plain", "caf\xC3\xA9", "=?utf-8?X?abc?=", "a =? b ?= c"})
        CHECK(decode_header(value, arena, outcome).data() == value.data());
}

TEST_CASE("encoded words: hostile values end, are UTF-8 and take bounded memory") {
    for (const std::string piece :
         {"=?utf-8?B?", "=?", "?=", "=?utf-8?Q?=?=", "=?a?b?", "=?utf-8?Q?x?= ", "=?x", "=?a?Q?b?=AB", "?=AB",
          "=?a?Q?b?= =?b?Q?c?= ", "=?utf-8?B?/////w?= ", "=?utf-7?Q?+?=", "=? ", "=?a?Q?b?=AB =?a?Q?"}) {
        CAPTURE(piece);
        std::string value;
        while (value.size() < 262144) value += piece;
        detail::Arena arena;
        CharsetOutcome outcome;
        const std::string_view text = decode_header(value, arena, outcome);
        CHECK(is_utf8(text));
        CHECK(text.size() <= value.size() * 4);
        CHECK(arena.footprint() < value.size() * 32);
    }
    const std::string value = "one =?utf-8?Q?caf=C3=A9?=21?= =?iso-2022-jp?B?GyRCRnxLXBsoQg==?= two \xE9";
    for (std::size_t size = 0; size <= value.size(); ++size) {
        CHECK(is_utf8(decode(std::string(value, 0, size))));
        CHECK(is_utf8(decode(std::string(value, size))));
    }
}

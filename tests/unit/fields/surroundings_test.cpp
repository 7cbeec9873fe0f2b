#include "fields/surroundings.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse::fields;

TEST_CASE("surroundings: letters beyond ASCII") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::size_t length; ///< 0: no letter
        bool ideographic;
    };
    for (const Row& row : {
             Row{"Latin", "\xc3\xbc", 2, false},
             Row{"Cyrillic", "\xd0\xb6", 2, false},
             Row{"ordinal indicator", "\xc2\xaa", 2, false},
             Row{"Han", "\xe7\x94\xa8", 3, true},
             Row{"katakana", "\xe3\x82\xa8", 3, true},
             Row{"hangul", "\xed\x95\x9c", 3, true},
             Row{"full-width letter", "\xef\xbc\xa1", 3, true},
             Row{"beyond the BMP", "\xf0\xa0\x80\x80", 4, true},
             Row{"no-break space", "\xc2\xa0", 0, false},
             Row{"guillemet", "\xc2\xab", 0, false},
             Row{"quotation mark", "\xe2\x80\x9c", 0, false},
             Row{"ellipsis", "\xe2\x80\xa6", 0, false},
             Row{"arrow", "\xe2\x86\x92", 0, false},
             Row{"ideographic full stop", "\xe3\x80\x82", 0, false},
             Row{"full-width colon", "\xef\xbc\x9a", 0, false},
             Row{"byte order mark", "\xef\xbb\xbf", 0, false},
             Row{"replacement character", "\xef\xbf\xbd", 0, false},
             Row{"ASCII", "a", 0, false},
             Row{"continuation first", "\x80\x80", 0, false},
             Row{"cut off", "\xe7\x94", 0, false},
             Row{"no continuation", "\xc3x", 0, false},
             Row{"no such lead", "\xff\x80", 0, false},
             Row{"overlong", "\xc0\x80", 0, false},
         }) {
        CAPTURE(row.trap);
        const std::string text(row.text);
        const WideLetter at = wide_letter_at(text, 0);
        const WideLetter before = wide_letter_before("x" + text, 1 + text.size());
        CHECK(at.length == row.length);
        CHECK(at.ideographic == row.ideographic);
        CHECK(before.length == row.length);
        CHECK(before.ideographic == row.ideographic);
    }
    CHECK(wide_letter_at("", 0).length == 0);
    CHECK(wide_letter_at("\xc3\xbc", 5).length == 0);
    CHECK(wide_letter_before("\xc3\xbc", 0).length == 0);
    CHECK(wide_letter_before("\xc3\xbc", 1).length == 0);
}

TEST_CASE("surroundings: words, whatever their case and the white space between them") {
    CHECK(ends_with_words("the Server\n  SAID:", "server said:"));
    CHECK(ends_with_words("said", "said"));
    CHECK(!ends_with_words("unsaid", "said"));
    CHECK(!ends_with_words("serversaid", "server said"));
    CHECK(!ends_with_words("aid", "said"));
    CHECK(!ends_with_words("", "said"));
    CHECK(ends_with_words("?ip=", "ip="));
    CHECK(!ends_with_words("zip=", "ip="));
    CHECK(words_at("Has \t been listed", "has been") == 10);
    CHECK(words_at("hash been", "has been") == 0);
    CHECK(words_at("is", "is") == 2);
    CHECK(words_at("isn't", "is") == 0);
    CHECK(words_at("", "is") == 0);
}

TEST_CASE("surroundings: versions") {
    for (const std::string_view text :
         {"version 5.1.1", "Version: 5.1.1", "ver. 5.1.1", "v 5.1.1", "release 5.1.1", "x rev 5.1.1"}) {
        CAPTURE(text);
        CHECK(follows_version_word(text, std::string(text).find('5')));
    }
    for (const std::string_view text :
         {"5.1.1", " 5.1.1", "conversion 5.1.1", "error 5.1.1", "version    5.1.1", "version5.1.1x 5.1.1"}) {
        CAPTURE(text);
        CHECK(!follows_version_word(text, std::string(text).rfind("5.1.1")));
    }
}

#include "base/ascii.hpp"

#include <doctest/doctest.h>

#include <cctype>
#include <string>

using namespace dsnparse;

TEST_CASE("ascii: classes of every byte are those of the C locale, and no 8-bit byte is in any") {
    for (int value = 0; value < 256; ++value) {
        const char c = static_cast<char>(value);
        const bool seven_bit = value < 0x80;
        CAPTURE(value);
        CHECK(ascii::is_digit(c) == (seven_bit && std::isdigit(value) != 0));
        CHECK(ascii::is_upper(c) == (seven_bit && std::isupper(value) != 0));
        CHECK(ascii::is_alpha(c) == (seven_bit && std::isalpha(value) != 0));
        CHECK(ascii::is_alnum(c) == (seven_bit && std::isalnum(value) != 0));
        CHECK(ascii::is_hex(c) == (seven_bit && std::isxdigit(value) != 0));
        CHECK(ascii::is_space(c) == (seven_bit && std::isspace(value) != 0));
        CHECK(ascii::is_printable(c) == (seven_bit && std::isgraph(value) != 0));
        CHECK(ascii::is_wsp(c) == (value == ' ' || value == '\t'));
        CHECK(ascii::to_lower(c) == (seven_bit ? static_cast<char>(std::tolower(value)) : c));
        if (ascii::is_hex(c)) CHECK(ascii::hex_value(c) == std::stoi(std::string(1, c), nullptr, 16));
    }
}

TEST_CASE("ascii: comparing and finding without case") {
    CHECK(ascii::iequals("Final-Recipient", "final-recipient"));
    CHECK(!ascii::iequals("a", "ab"));
    CHECK(!ascii::iequals("[", "{")); // 0x20 apart, but no letters
    CHECK(ascii::istarts_with("RCPT TO:<x>", "rcpt to"));
    CHECK(ascii::istarts_with("x", ""));
    CHECK(!ascii::istarts_with("RC", "rcpt"));
    CHECK(ascii::iends_with("host.EXAMPLE", ".example"));
    CHECK(!ascii::iends_with("ple", "example"));
    CHECK(ascii::ifind("User Unknown", "uNKNOWN") == 5);
    CHECK(ascii::ifind("aaab", "AAB") == 1);
    CHECK(ascii::ifind("abcabc", "ABC", 1) == 3);
    CHECK(ascii::ifind("abc", "abcd") == std::string_view::npos);
    CHECK(ascii::ifind("abc", "") == 0);
    CHECK(ascii::ifind("abc", "", 3) == 3);
    CHECK(ascii::ifind("abc", "", 4) == std::string_view::npos);
    CHECK(ascii::ifind("", "a") == std::string_view::npos);
    CHECK(ascii::icontains("x Mailbox FULL y", "mailbox full"));
}

TEST_CASE("ascii: finding is the same at every place of a long text, also at its end and beside bytes that look alike") {
    for (std::size_t length = 3; length < 70; ++length)
        for (std::size_t at = 0; at + 3 <= length; ++at) {
            std::string text(length, '{');
            text.replace(at, 3, "[aB");
            CAPTURE(length);
            CAPTURE(at);
            CHECK(ascii::ifind(text, "[Ab") == at);
            CHECK(ascii::ifind(text, "{Ab") == std::string_view::npos);
            CHECK(ascii::ifind(text, "b") == at + 2);
            CHECK(ascii::ifind(text, "[ab", at + 1) == std::string_view::npos);
        }
}

TEST_CASE("ascii: long texts are compared byte by byte where words of them differ by case only") {
    CHECK(ascii::iequals("Authentication-Results: X", "AUTHENTICATION-results: x"));
    CHECK(!ascii::iequals("abcdefg[abcdefgh", "abcdefg{abcdefgh"));
    CHECK(!ascii::iequals("abcdefghabcdefgh", "abcdefghabcdefgx"));
    CHECK(!ascii::iequals("abcdefgh@", "abcdefgh`"));
}

TEST_CASE("ascii: sets of bytes") {
    constexpr ascii::CharSet set("<>\xff");
    CHECK(set.has('\xff'));
    CHECK(!set.has('a'));
    CHECK(set.find_in("abc>d<") == 3);
    CHECK(set.find_in("abc>d<", 4) == 5);
    CHECK(set.find_in("abc") == std::string_view::npos);
    CHECK(ascii::is_any_of('>', "<>"));
    CHECK(!ascii::is_any_of('\0', "<>"));
    CHECK(ascii::find_any_of("abc>d<", "<>") == 3);
    CHECK(ascii::up_to("mx.example.org, x", ", ") == "mx.example.org");
    CHECK(ascii::up_to("mx", ", ") == "mx");
}

TEST_CASE("ascii: trimming and consuming") {
    CHECK(ascii::trim(" \t\r\n\f\va b \n") == "a b");
    CHECK(ascii::trim_left("  a ") == "a ");
    CHECK(ascii::trim_right("  a ") == "  a");
    CHECK(ascii::trim(" \n ").empty());
    CHECK(ascii::trim("\xC2\xA0").size() == 2); // a no-break space is no ASCII

    std::string_view text = "X-Test: 1";
    CHECK(ascii::consume(text, "x-TEST:"));
    CHECK(text == " 1");
    CHECK(!ascii::consume(text, "1"));
    CHECK(text == " 1");

    std::string_view number = "0042rest";
    CHECK(ascii::consume_number(number) == 42U);
    CHECK(number == "rest");
    CHECK(!ascii::consume_number(number));
    std::string_view digits = "123456";
    CHECK(ascii::consume_number(digits, 3) == 123U);
    CHECK(digits == "456");
    std::string_view huge = "99999999999999";
    CHECK(ascii::consume_number(huge) == 999999999U); // nine digits: no overflow
    CHECK(huge == "99999");

    std::string_view words = "  one\ttwo ";
    CHECK(ascii::consume_word(words) == "one");
    CHECK(ascii::consume_word(words) == "two");
    CHECK(ascii::consume_word(words).empty());
    CHECK(words.empty());
}

TEST_CASE("ascii: a view is within another by place, not by value") {
    const std::string whole = "abcabc";
    const std::string_view view = whole;
    CHECK(ascii::within(view.substr(3), view));
    CHECK(ascii::within(view.substr(6), view));
    CHECK(!ascii::within(view, view.substr(1)));
    const std::string other = "abc";
    CHECK(!ascii::within(other, view));
}

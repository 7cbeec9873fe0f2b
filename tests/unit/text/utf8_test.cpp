#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

const std::string r = "\xEF\xBF\xBD";

/// Well-formedness by decoding and encoding again: another way than the tested one.
bool is_utf8_by_value(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t i) -> unsigned {
            return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
        };
        const unsigned lead = byte(0);
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        if (length == 0) return false;
        unsigned code = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i) {
            if ((byte(i) & 0xC0U) != 0x80U) return false;
            code = code << 6 | (byte(i) & 0x3FU);
        }
        const std::size_t shortest = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (length != shortest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
        at += length;
    }
    return true;
}

} // namespace

TEST_CASE("utf8: well-formed and repaired (Unicode table 3-7, one U+FFFD per maximal subpart)") {
    struct Row {
        std::string trap;
        std::string given;
        std::string repaired; ///< the same: well-formed
    };
    for (const Row& row : {
             Row{"empty", "", ""}, Row{"ASCII", "plain ascii, longer than eight", "plain ascii, longer than eight"},
             Row{"two bytes", "caf\xC3\xA9", "caf\xC3\xA9"}, Row{"four bytes", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
             Row{"Latin-1", "caf\xE9", "caf" + r}, Row{"cut after the lead", "\xC3", r},
             Row{"lead before ASCII", "\xC3(", r + "("}, Row{"overlong NUL", "\xC0\x80", r + r},
             Row{"overlong, three bytes", "\xE0\x80\x80", r + r + r}, Row{"surrogate", "\xED\xA0\x80", r + r + r},
             Row{"above U+10FFFF", "\xF4\x90\x80\x80", r + r + r + r}, Row{"cut in three bytes", "\xE2\x82", r},
             Row{"cut, then more", "a\xE2\x82z", "a" + r + "z"}, Row{"cut in four bytes", "\xF0\x9F\x98", r},
             Row{"never valid", "\xFF\xFE", r + r}, Row{"lone trail", "a\x80z", "a" + r + "z"},
             Row{"NUL stays", std::string("a\0b", 3), std::string("a\0b", 3)},
             Row{"the standard's example", "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
                 "a" + r + r + r + "b" + r + "c" + r + r + "d"}, // Unicode, table 3-8
         }) {
        CAPTURE(row.trap);
        detail::Arena arena;
        bool damaged = false;
        const std::string_view repaired = repair_utf8(row.given, arena, &damaged);
        CHECK(repaired == row.repaired);
        CHECK(damaged == (row.given != row.repaired));
        CHECK((repaired.data() == row.given.data()) == !damaged);
        CHECK(is_utf8(row.given) == (row.given == row.repaired));
        CHECK(is_utf8(row.repaired));
        CHECK(repair_utf8(row.given, arena) == row.repaired);
    }
    detail::Arena arena;
    bool damaged = true;
    CHECK(repair_utf8("fine", arena, &damaged) == "fine");
    CHECK(damaged); // left alone
}

TEST_CASE("utf8: ASCII is found wherever it ends") {
    for (std::size_t size = 0; size <= 80; ++size) {
        const std::string plain(size, 'a');
        CHECK(ascii_length(plain) == size);
        CHECK(is_ascii(plain));
        for (std::size_t at = 0; at < size; ++at) {
            std::string text = plain;
            text[at] = '\x80';
            CHECK(ascii_length(text) == at);
            CHECK(!is_ascii(text));
            CHECK(!is_utf8(text));
            CHECK(ascii_length(std::string_view(text).substr(at + 1)) == size - at - 1);
        }
    }
    CHECK(is_ascii(std::string(3, '\0')));
    CHECK(is_ascii("\x7F"));
}

TEST_CASE("utf8: what a text consists of") {
    CHECK(count_utf8("plain").characters == 0);
    CHECK(count_utf8("plain").ill_formed == 0);
    const Utf8Census census = count_utf8("\xC3\xA9 \xE2\x82\xAC \xE2\x82 \xFF\xFF \xF0\x9F\x98\x80");
    CHECK(census.characters == 3);
    CHECK(census.ill_formed == 3);
}

TEST_CASE("utf8: every pair and many triples and quadruples of bytes are judged as by decoding them") {
    detail::Arena arena;
    std::size_t wrong = 0;
    const auto check = [&](std::string_view text) {
        if (is_utf8(text) != is_utf8_by_value(text)) ++wrong;
        char place[16];
        bool damaged = false;
        const std::size_t size = repair_utf8(text, place, damaged);
        if (!is_utf8_by_value({place, size}) || damaged == is_utf8_by_value(text) || size > text.size() * 3) ++wrong;
    };
    for (unsigned a = 0; a < 256; ++a)
        for (unsigned b = 0; b < 256; ++b) {
            const char pair[] = {static_cast<char>(a), static_cast<char>(b)};
            check({pair, 2});
            if (a < 0xC0) continue;
            for (unsigned c : {0x00U, 0x41U, 0x7FU, 0x80U, 0x8FU, 0x90U, 0x9FU, 0xA0U, 0xBFU, 0xC0U, 0xE2U, 0xFFU}) {
                const char triple[] = {pair[0], pair[1], static_cast<char>(c)};
                check({triple, 3});
                for (unsigned d : {0x20U, 0x80U, 0xBFU, 0xC3U}) {
                    const char quadruple[] = {pair[0], pair[1], triple[2], static_cast<char>(d)};
                    check({quadruple, 4});
                }
            }
        }
    CHECK(wrong == 0);
}

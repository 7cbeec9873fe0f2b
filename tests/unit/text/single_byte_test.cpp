#include "text/single_byte.hpp"

#include "text/iconv_adapter.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace dsnparse::text;

TEST_CASE("single bytes: every byte of every table is what iconv makes of it") {
    struct Row {
        const char* name;
        const UpperHalf& upper;
    };
    const Row rows[] = {
        {"CP1250", windows_1250}, {"CP1251", windows_1251},   {"CP1252", windows_1252},     {"CP1253", windows_1253},
        {"CP1254", windows_1254}, {"CP1255", windows_1255},   {"CP1256", windows_1256},     {"CP1257", windows_1257},
        {"CP1258", windows_1258}, {"ISO-8859-2", iso_8859_2}, {"ISO-8859-15", iso_8859_15}, {"KOI8-R", koi8_r},
        {"KOI8-U", koi8_u},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.name));
        REQUIRE(iconv_knows(row.name));
        for (unsigned value = 0; value < 256; ++value) {
            CAPTURE(value);
            const char byte = static_cast<char>(value);
            std::array<char, 8> ours{};
            std::array<char, 8> theirs{};
            bool our_damage = false;
            bool their_damage = false;
            const std::size_t size = single_byte_to_utf8({&byte, 1}, row.upper, ours.data(), our_damage);
            const std::size_t their_size = iconv_to_utf8({&byte, 1}, row.name, 1, theirs, their_damage);
            CHECK(std::string(ours.data(), size) == std::string(theirs.data(), their_size));
            CHECK(our_damage == their_damage);
        }
    }
}

TEST_CASE("single bytes: runs of ASCII between") {
    const std::string bytes = "\x80plain text that is longer than a word\xE9\xE9 x\x81";
    std::string place(bytes.size() * 3, '?');
    bool damaged = false;
    place.resize(single_byte_to_utf8(bytes, windows_1252, place.data(), damaged));
    CHECK(place == "\xE2\x82\xACplain text that is longer than a word\xC3\xA9\xC3\xA9 x\xEF\xBF\xBD");
    CHECK(damaged);
    CHECK(single_byte_to_utf8("", windows_1252, place.data(), damaged) == 0);
}

#include "text/iconv_adapter.hpp"

#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace dsnparse::text;

namespace {

std::string convert(std::string_view bytes, const char* name, std::size_t unit = 1, bool* damaged = nullptr) {
    std::string place(bytes.size() * 4, '?');
    bool ignored = false;
    place.resize(iconv_to_utf8(bytes, name, unit, place, damaged != nullptr ? *damaged : ignored));
    return place;
}

const std::string r = "\xEF\xBF\xBD";
const char* japan = "\xE6\x97\xA5\xE6\x9C\xAC";

} // namespace

TEST_CASE("iconv: every unit that is invalid becomes one replacement, and the rest is read") {
    struct Row {
        std::string trap;
        std::string bytes;
        const char* name;
        std::size_t unit;
        std::string text;
    };
    for (const Row& row : {
             Row{"lead byte before ASCII that is no trail", "a\x93(b", "CP932", 1, "a" + r + "(b"},
             Row{"never valid",
                 "a\xFF\xFF"
                 "b",
                 "EUC-JP-MS", 1, "a" + r + r + "b"},
             Row{"cut pair", "\x93\xFA\x96", "CP932", 1, "\xE6\x97\xA5" + r},
             Row{"cut in four bytes: digits are text",
                 std::string("x\x81"
                             "0"),
                 "GB18030", 1, "x" + r + "0"},
             Row{"lone surrogate", std::string("\0a\xD8\0\0b", 6), "UTF-16BE", 2, "a" + r + "b"},
             Row{"odd byte at the end", std::string("\0a\0", 3), "UTF-16BE", 2, "a" + r},
             Row{"NUL", std::string("a\0b", 3), "CP932", 1, std::string("a\0b", 3)},
             Row{"nothing", "", "CP932", 1, ""},
         }) {
        CAPTURE(row.trap);
        bool damaged = false;
        CHECK(convert(row.bytes, row.name, row.unit, &damaged) == row.text);
        CHECK(damaged == (row.text.find(r) != std::string::npos));
    }
}

TEST_CASE("iconv: a character that waits for the next one is not lost, nor passed by damage") {
    // BIG5-HKSCS: 0x88 0x66 may be the first half of a letter with an accent.
    CHECK(convert("\x88\x66", "BIG5-HKSCS") == "\xC3\x8A");
    CHECK(convert("\x88\x66\xFF", "BIG5-HKSCS") == "\xC3\x8A" + r);
    CHECK(convert("\x88\x66"
                  "a",
                  "BIG5-HKSCS")
          == "\xC3\x8A"
             "a");
}

TEST_CASE("iconv: each text begins in the initial state") {
    CHECK(convert("+MEI", "UTF-7") == "\xE3\x81\x82"); // ends inside base64
    CHECK(convert("MEI", "UTF-7") == "MEI");
}

TEST_CASE("iconv: the room holds") {
    std::string place(5, '?');
    bool damaged = false;
    const std::size_t used = iconv_to_utf8("\x93\xFA\x96\x7B", "CP932", 1, place, damaged);
    CHECK(used == 3);
    CHECK(place.substr(3) == "??");
    CHECK(damaged);
}

TEST_CASE("iconv: unknown names, and more charsets than converters are kept open") {
    CHECK(!iconv_knows("x-no-such-charset"));
    CHECK(!iconv_knows("a-name-that-is-longer-than-any-charset-has"));
    for (int round = 0; round < 3; ++round)
        for (const std::string name :
             {"CP932", "EUC-JP-MS", "GB18030", "BIG5-HKSCS", "CP949", "UTF-7", "ISO-8859-5", "ISO-8859-7", "CP866"}) {
            CAPTURE(name);
            REQUIRE(iconv_knows(name.c_str()));
            CHECK(convert("plain", name.c_str()) == "plain");
        }
}

TEST_CASE("iconv: converters are each thread's own") {
    std::vector<std::thread> threads;
    std::vector<int> good(4, 0);
    for (int& count : good)
        threads.emplace_back([&count] {
            for (int i = 0; i < 300; ++i) count += convert("\x93\xFA\x96\x7B", "CP932") == japan ? 1 : 0;
        });
    for (std::thread& thread : threads) thread.join();
    for (int count : good) CHECK(count == 300);
}

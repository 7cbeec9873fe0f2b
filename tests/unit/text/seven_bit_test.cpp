#include "text/seven_bit.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace dsnparse::text;

namespace {

std::string read(std::string_view text, Decoder decoder, std::size_t buffer_size = 64) {
    std::string buffer(buffer_size, '?');
    std::string all;
    SevenBitReader reader(text, decoder);
    while (const std::size_t count = reader.next(buffer)) {
        CHECK(count <= buffer_size);
        all += buffer.substr(0, count);
    }
    return all;
}

} // namespace

TEST_CASE("seven bits: each escape and its mode, in the bytes of the charset of eight bits") {
    struct Row {
        std::string trap;
        Decoder decoder;
        std::string given;
        std::string bytes;
    };
    const Decoder jp = Decoder::iso_2022_jp;
    const Decoder kr = Decoder::iso_2022_kr;
    const Decoder hz = Decoder::hz;
    for (const Row& row : {
             Row{"plain", jp, "abc", "abc"},
             Row{"JIS X 0208-1983", jp, "a\x1b$BF|K\\\x1b(Bb",
                 "a\x93\xFA\x96\x7B"
                 "b"},
             Row{"JIS C 6226-1978", jp, "\x1b$@F|\x1b(J", "\x93\xFA"},
             Row{"JIS X 0208-1990", jp, "\x1b&@\x1b$BF|\x1b(B", "\x93\xFA"},
             Row{"four-byte escape", jp, "\x1b$(BF|\x1b(B", "\x93\xFA"},
             Row{"JIS X 0212", jp, "\x1b$(D\"/\x1b(B", "\x8F\xA2\xAF"},
             Row{"half-width katakana", jp, "\x1b(I1\x1b(B", "\xB1"},
             Row{"half-width katakana by shifting", jp,
                 "\x0e"
                 "1\x0f"
                 "1",
                 "\xB1"
                 "1"},
             Row{"half-width katakana in eight bits", jp, "\xB1", "\xB1"},
             Row{"another 8-bit byte", jp, "a\x81z", "a\xFFz"},
             Row{"an escape of no charset", jp, "a\x1b[1mz", "a\xFF[1mz"},
             Row{"an escape at the end", jp, "a\x1b", "a\xFF"},
             Row{"half a character", jp, "\x1b$BF|K", "\x93\xFA\xFF"},
             Row{"half a character before an escape", jp, "\x1b$BK\x1b(Bz", "\xFFz"},
             Row{"the line end takes it back to ASCII", jp, "\x1b$BF|\nplain", "\x93\xFA\nplain"},
             Row{"half a character at the line end", jp, "\x1b$BK\nplain", "\xFF\nplain"},
             Row{"space among characters", jp, "\x1b$BF| K\\\x1b(B", "\x93\xFA \x96\x7B"},
             Row{"RFC 1557", kr,
                 "\x1b$)C\n\x0e"
                 "GQ\x0f"
                 "a",
                 "\n\xC7\xD1"
                 "a"},
             Row{"announced nowhere", kr, "\x0eGQ\x0f", "\xC7\xD1"},
             Row{"shifted until the line end", kr, "\x0eGQ\na", "\xC7\xD1\na"},
             Row{"Japanese escapes are not Korean", kr, "\x1b$BGQ", "\xFF$BGQ"},
             Row{"RFC 1843", hz, "a~{HUJ1~}b",
                 "a\xC8\xD5\xCA\xB1"
                 "b"},
             Row{"a tilde", hz, "~~ ~x ~", "~ ~x ~"},
             Row{"a line that goes on", hz, "a~\nb", "ab"},
             Row{"8-bit byte", hz, "\xC8", "\xFF"},
             Row{"NUL", jp, std::string("\x1b$B\0F|", 6), std::string("\0\x93\xFA", 3)},
         }) {
        CAPTURE(row.trap);
        CHECK(read(row.given, row.decoder) == row.bytes);
        CHECK(read(row.given, row.decoder, 8) == row.bytes); // characters are not cut where the buffer ends
    }
}

TEST_CASE("seven bits: what switches") {
    CHECK(has_japanese_escape("a\x1b$Bb"));
    CHECK(has_japanese_escape("\x1b[0m\x1b(J"));
    CHECK(!has_japanese_escape("a\x1b[0m"));
    CHECK(!has_japanese_escape("\x1b"));
    CHECK(!has_japanese_escape("plain"));
    CHECK(has_switch("\x1b", Decoder::iso_2022_jp));
    CHECK(has_switch("a\x0e", Decoder::iso_2022_kr));
    CHECK(has_switch("~", Decoder::hz));
    CHECK(!has_switch("~", Decoder::iso_2022_jp));
    CHECK(!has_switch("\x1b", Decoder::hz));
}

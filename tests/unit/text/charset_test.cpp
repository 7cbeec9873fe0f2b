#include "text/charset.hpp"

#include "text/iconv_adapter.hpp"
#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

std::string convert(std::string_view bytes, std::string_view label, CharsetOutcome* out = nullptr) {
    detail::Arena arena;
    CharsetOutcome outcome;
    std::string text(to_utf8(bytes, label, arena, outcome));
    if (out != nullptr) *out = outcome;
    return text;
}

const std::string r = "\xEF\xBF\xBD";
const std::string japan = "\xE6\x97\xA5\xE6\x9C\xAC"; // the two letters of Japan
const std::string pri = "\xD0\x9F\xD1\x80\xD0\xB8"; // three Cyrillic letters

} // namespace

TEST_CASE("charset: the same words in every charset that bounces come in") {
    struct Row {
        std::string label;
        std::string bytes;
        std::string text;
    };
    for (const Row& row : {
             Row{"utf-8", "caf\xC3\xA9", "caf\xC3\xA9"},
             Row{"iso-8859-1", "caf\xE9", "caf\xC3\xA9"},
             Row{"iso-8859-1", "\x93quoted\x94", "\xE2\x80\x9Cquoted\xE2\x80\x9D"}, // Windows text, labelled Latin-1
             Row{"iso-8859-15", "\xA4", "\xE2\x82\xAC"},
             Row{"iso-8859-2", "\xB1", "\xC4\x85"},
             Row{"iso-8859-7", "\xE1", "\xCE\xB1"},
             Row{"windows-1250", "\xB9", "\xC4\x85"},
             Row{"windows-1251", "\xCF\xF0\xE8", pri},
             Row{"windows-1252", "\x80", "\xE2\x82\xAC"},
             Row{"windows-1253", "\xE1", "\xCE\xB1"},
             Row{"windows-1254", "\xFE", "\xC5\x9F"},
             Row{"windows-1255", "\xE0", "\xD7\x90"},
             Row{"windows-1256", "\xC7", "\xD8\xA7"},
             Row{"windows-1257", "\xE0", "\xC4\x85"},
             Row{"windows-1258", "\xFE", "\xE2\x82\xAB"},
             Row{"koi8-r", "\xF0\xD2\xC9", pri},
             Row{"koi8-u", "\xA4", "\xD1\x94"},
             Row{"ibm866", "\x8F\xE0\xA8", pri},
             Row{"iso-2022-jp", "\x1b$BF|K\\\x1b(B", japan},
             Row{"iso-2022-jp-ms", "\x1b$B-!\x1b(B", "\xE2\x91\xA0"}, // circled one: NEC's row 13
             Row{"iso-2022-jp", "\x1b(I1\x1b(B", "\xEF\xBD\xB1"}, // half-width katakana
             Row{"iso-2022-jp", "a\x1b$(D\"/\x1b$BF|\x1b(Bb",
                 "a\xCB\x98\xE6\x97\xA5"
                 "b"}, // JIS X 0212: a breve
             Row{"cp50221", "\x1b$By!\x1b(B", "\xE7\xBA\x8A"}, // IBM's extensions, row 89
             Row{"shift_jis", "\x93\xFA\x96\x7B", japan},
             Row{"shift_jis", "\x87\x40", "\xE2\x91\xA0"},
             Row{"euc-jp", "\xC6\xFC\xCB\xDC", japan},
             Row{"gb2312", "\xC8\xD5\xB1\xBE", japan},
             Row{"gb2312", "\xE9\x46", "\xE9\x95\x95"}, // GBK only
             Row{"gb18030", "\x81\x30\x81\x30", "\xC2\x80"}, // four bytes
             Row{"hz-gb-2312", "~{HU1>~}", japan},
             Row{"big5", "\xA4\xE9\xA5\xBB", japan},
             Row{"euc-kr", "\xC7\xD1", "\xED\x95\x9C"},
             Row{"ks_c_5601-1987", "\x81\x41", "\xEA\xB0\x82"}, // the unified code's own
             Row{"iso-2022-kr", "\x1b$)C\x0eGQ\x0f", "\xED\x95\x9C"},
             Row{"utf-7", "caf+AOk-", "caf\xC3\xA9"},
             Row{"unicode-1-1-utf-7", "1 +- 1", "1 + 1"},
             Row{"utf-16", std::string("\xFE\xFF\0a\x65\xE5", 6), "a\xE6\x97\xA5"},
             Row{"utf-16",
                 std::string("\xFF\xFE"
                             "a\0\xE5\x65",
                             6),
                 "a\xE6\x97\xA5"},
             Row{"utf-16", std::string("\0a\0b", 4), "ab"}, // no mark: the zero bytes tell
             Row{"utf-16", std::string("a\0b\0", 4), "ab"},
             Row{"utf-16", "\x65\xE5\x67\x2C", japan}, // nothing tells: big endian (RFC 2781)
             Row{"utf-16", "plain text", "plain text"}, // the label is wrong
             Row{"utf-16le", std::string("a\0b\0", 4), "ab"},
             Row{"utf-16be", std::string("\xD8\x3D\xDE\x00", 4), "\xF0\x9F\x98\x80"},
         }) {
        CAPTURE(row.label);
        CharsetOutcome outcome;
        CHECK(convert(row.bytes, row.label, &outcome) == row.text);
        CHECK(!outcome.damaged);
        CHECK(!outcome.unknown_label);
    }
}

TEST_CASE("charset: every character of JIS X 0208 is what iconv makes of it, save those that Microsoft maps otherwise") {
    std::string others;
    std::size_t same = 0;
    for (char row = 0x21; row < 0x7F; ++row)
        for (char cell = 0x21; cell < 0x7F; ++cell) {
            const std::string bytes = std::string("\x1b$B") + row + cell + "\x1b(B";
            std::array<char, 32> place{};
            bool unknown = false;
            const std::size_t size = iconv_to_utf8(bytes, "ISO-2022-JP", 1, place, unknown);
            if (unknown) continue; // rows that vendors added
            if (convert(bytes, "iso-2022-jp") == std::string_view(place.data(), size))
                ++same;
            else
                others += std::string(1, row) + cell + " ";
        }
    CHECK(others == "!A !B !] !q !r \"L "); // wave dash, double line, minus, cent, pound, not
    CHECK(same == 6879 - 6); // JIS X 0208:1990 has 6879 characters
}

TEST_CASE("charset: no label, or a wrong one") {
    struct Row {
        std::string trap;
        std::string label;
        std::string bytes;
        std::string text;
    };
    for (const Row& row : {
             Row{"UTF-8", "", "caf\xC3\xA9", "caf\xC3\xA9"},
             Row{"Latin-1", "us-ascii", "caf\xE9", "caf\xC3\xA9"},
             Row{"each line for itself", "", "caf\xC3\xA9\ncaf\xE9\n", "caf\xC3\xA9\ncaf\xC3\xA9\n"},
             Row{"Japanese escapes", "", "\x1b$BF|K\\\x1b(B", japan},
             Row{"Japanese escapes in one line", "us-ascii", "caf\xE9\n\x1b$BF|\n", "caf\xC3\xA9\n\xE6\x97\xA5\n"},
             Row{"other escapes", "", "\x1b[1mbold", "\x1b[1mbold"},
             Row{"Shift_JIS that says ISO-2022-JP", "iso-2022-jp", "\x93\xFA\x96\x7B", japan},
             Row{"EUC-JP that says ISO-2022-JP", "iso-2022-jp", "\xC6\xFC\xCB\xDC", japan},
             Row{"UTF-8 that says ISO-2022-JP", "iso-2022-jp", japan, japan},
             Row{"GB2312 that says HZ", "hz-gb-2312", "\xC8\xD5\xB1\xBE", japan},
             Row{"EUC-KR that says ISO-2022-KR", "iso-2022-kr", "\xC7\xD1", "\xED\x95\x9C"},
             Row{"Latin-1 that says UTF-7", "unicode-1-1-utf-7", "a+AOk-\ncaf\xE9 1 + 1\n", "a\xC3\xA9\ncaf\xC3\xA9 1 + 1\n"},
         }) {
        CAPTURE(row.trap);
        CharsetOutcome outcome;
        CHECK(convert(row.bytes, row.label, &outcome) == row.text);
        CHECK(!outcome.damaged);
        CHECK(!outcome.unknown_label);
    }
    CharsetOutcome outcome;
    CHECK(convert("caf\xE9", "x-nonsense", &outcome) == "caf\xC3\xA9");
    CHECK(outcome.unknown_label);
    CHECK(!outcome.damaged);
    CHECK(convert("plain", "x-nonsense", &outcome) == "plain");
    CHECK(outcome.unknown_label);
}

TEST_CASE("charset: what is broken is said, and the rest is read") {
    struct Row {
        std::string trap;
        std::string label;
        std::string bytes;
        std::string text;
    };
    for (const Row& row : {
             Row{"UTF-8", "utf-8", "a\xC3(", "a" + r + "("},
             Row{"UTF-8 cut in a character", "", pri + " \xD0", pri + " " + r},
             Row{"the same on a line of its own", "", pri + "\n\xD0\n", pri + "\n" + r + "\n"},
             Row{"Shift_JIS", "shift_jis",
                 "a\xFF\xFF"
                 "b",
                 "a" + r + r + "b"},
             Row{"undefined byte", "windows-1252", "a\x81z", "a" + r + "z"},
             Row{"undefined byte without a label", "", "\xE9\x81z", "\xC3\xA9" + r + "z"},
             Row{"half a character before the line end", "iso-2022-jp", "\x1b$BF\n550 no", r + "\n550 no"},
             Row{"half a character before the line end, eight bits", "euc-jp", "\xC6\n550 no", r + "\n550 no"},
             Row{"lone surrogate", "utf-16be", std::string("\xD8\0\0a", 4), r + "a"},
             Row{"UTF-7", "utf-7", "a+/////-b", "a" + r + "b"},
         }) {
        CAPTURE(row.trap);
        CharsetOutcome outcome;
        const std::string text = convert(row.bytes, row.label, &outcome);
        if (row.trap == "UTF-7")
            CHECK(is_utf8(text));
        else
            CHECK(text == row.text);
        CHECK(outcome.damaged);
        CHECK(!outcome.unknown_label);
    }
}

TEST_CASE("charset: what does not change is not copied") {
    detail::Arena arena;
    CharsetOutcome outcome;
    const std::string ascii = "plain text that is longer than a machine word\nNUL: " + std::string(1, '\0') + "\n";
    for (const std::string label : {"", "us-ascii", "utf-8", "iso-8859-1", "koi8-r", "shift_jis", "iso-2022-jp", "iso-2022-kr",
                                    "utf-7", "gb18030", "hz-gb-2312", "x-nonsense", "utf-16"}) {
        CAPTURE(label);
        if (label == "utf-16") continue; // has a zero byte
        CHECK(to_utf8(ascii, label, arena, outcome).data() == ascii.data());
    }
    const std::string utf8 = "caf\xC3\xA9";
    CHECK(to_utf8(utf8, "utf-8", arena, outcome).data() == utf8.data());
    CHECK(to_utf8(utf8, "us-ascii", arena, outcome).data() == utf8.data());
    CHECK(to_utf8("", "iso-2022-jp", arena, outcome).empty());
    CHECK(to_utf8("", "utf-16", arena, outcome).empty());
}

TEST_CASE("charset: a mapped text keeps each line's place") {
    detail::Arena arena;
    CharsetOutcome outcome;
    const std::string raw = "one\ncaf\xE9 two\r\nthree";
    const MappedText mapped = to_utf8(identity(raw, 1000, arena), "iso-8859-1", arena, outcome);
    REQUIRE(mapped.text == "one\ncaf\xC3\xA9 two\r\nthree");
    const auto at = [&](std::string_view words) {
        const auto span = mapped.span_of(mapped.text.substr(mapped.text.find(words), words.size()));
        REQUIRE(span);
        return std::to_string(span->offset) + "+" + std::to_string(span->length);
    };
    CHECK(at("ne") == "1001+2");
    CHECK(at("three") == "1014+5");
    CHECK(at("hre") == "1015+3");
    CHECK(at("two") == "1004+10"); // the line, since its bytes changed

    const MappedText part = to_utf8(identity(raw, 1000, arena).substr(4), "iso-8859-1", arena, outcome);
    CHECK(part.span_of(part.text.substr(part.text.find("three")))->offset == 1014);

    const std::string ascii = "plain\ntext";
    const MappedText given = identity(ascii, 7, arena);
    const MappedText same = to_utf8(given, "iso-2022-jp", arena, outcome);
    CHECK(same.text.data() == ascii.data());
    CHECK(same.segments.data() == given.segments.data());

    const std::string wide("\xFF\xFE"
                           "a\0\n\0b\0",
                           8);
    const MappedText narrow = to_utf8(identity(wide, 50, arena), "utf-16", arena, outcome);
    REQUIRE(narrow.text == "a\nb");
    CHECK(narrow.span_of(narrow.text.substr(2))->offset == 52); // behind the mark; one run
    CHECK(narrow.span_of(narrow.text.substr(2))->length == 6);

    const MappedText unmapped = to_utf8(MappedText{raw, {}}, "iso-8859-1", arena, outcome);
    CHECK(unmapped.text == mapped.text);
    CHECK(unmapped.segments.empty());
}

TEST_CASE("charset: a text and its mapped form read the same") {
    for (const std::string label :
         {"", "utf-8", "iso-2022-jp", "shift_jis", "gb18030", "utf-7", "iso-2022-kr", "koi8-r", "utf-16"})
        for (const std::string bytes : {"a\xE9\n\xC3\xA9\n\x1b$BF|\n+AOk-\n~{HU~}\n", "\x0eGQ\nGQ\n", "\r\n\r\n\xFF", "\n\n\n",
                                        "\xC3\xA9\xC3", "a\rb\xE9\r"}) {
            CAPTURE(label);
            detail::Arena arena;
            CharsetOutcome one;
            CharsetOutcome two;
            const MappedText mapped = to_utf8(identity(bytes, 0, arena), label, arena, one);
            CHECK(mapped.text == to_utf8(bytes, label, arena, two));
            CHECK(one.damaged == two.damaged);
            std::size_t before = 0;
            for (const Segment& segment : mapped.segments) {
                CHECK(segment.source.offset >= before);
                before = segment.source.offset + segment.source.length;
                CHECK(before <= bytes.size());
                if (segment.exact)
                    CHECK(mapped.text.substr(segment.text_offset, segment.source.length)
                          == std::string_view(bytes).substr(segment.source.offset, segment.source.length));
            }
        }
}

TEST_CASE("charset: any bytes in any charset give UTF-8 of a bounded size, without growing the Arena for good") {
    std::string bytes;
    for (unsigned i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 2654435761U >> 24);
    for (const std::string label :
         {"utf-8",        "us-ascii",   "iso-2022-jp", "shift_jis",     "euc-jp",   "gb18030",    "big5",
          "euc-kr",       "utf-7",      "utf-16",      "utf-16be",      "utf-16le", "koi8-r",     "windows-1252",
          "windows-1258", "hz-gb-2312", "iso-2022-kr", "johab",         "euc-tw",   "iso-8859-6", "cp437",
          "macintosh",    "",           "\"",          "charset=utf-8", "a b c"}) {
        CAPTURE(label);
        const std::string text = convert(bytes, label);
        CHECK(is_utf8(text));
        CHECK(text.size() <= bytes.size() * 4);
        for (std::size_t size = 0; size < 64; ++size) {
            const std::string part = convert(std::string_view(bytes).substr(100, size), label);
            CHECK(is_utf8(part));
            CHECK(part.size() <= size * 4);
        }
    }
    detail::Arena arena;
    CharsetOutcome outcome;
    for (int i = 0; i < 1000; ++i) static_cast<void>(to_utf8("caf\xE9", "iso-8859-1", arena, outcome));
    CHECK(arena.footprint() <= std::size_t{1} << 15);
}

TEST_CASE("charset: threads do not share converters") {
    std::vector<std::thread> threads;
    std::vector<int> good(4, 0);
    for (int& count : good)
        threads.emplace_back([&count] {
            for (int i = 0; i < 300; ++i) count += convert("\x1b$BF|K\\\x1b(B", "iso-2022-jp") == japan ? 1 : 0;
        });
    for (std::thread& thread : threads) thread.join();
    for (int count : good) CHECK(count == 300);
}

#include "text/charset.hpp"

#include "text/utf8.hpp"

#include <doctest/doctest.h>

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

} // namespace

TEST_CASE("charset: the same words in every charset that bounces come in") {
    struct Row {
        const char* label;
        const char* bytes;
        const char* text;
    };
    const char* japanese = "\xE6\x97\xA5\xE6\x9C\xAC"; // the two letters of Japan
    for (const Row& row :
         {Row{"utf-8", "caf\xC3\xA9", "caf\xC3\xA9"}, Row{"UFT-8", "caf\xC3\xA9", "caf\xC3\xA9"},
          Row{"\"utf-8\"", "caf\xC3\xA9", "caf\xC3\xA9"}, Row{"iso-8859-1", "caf\xE9", "caf\xC3\xA9"},
          Row{"ISO_8859-1", "caf\xE9", "caf\xC3\xA9"}, Row{"iso-8859-15", "\xA4", "\xE2\x82\xAC"},
          Row{"windows-1252", "\x80", "\xE2\x82\xAC"}, Row{"iso-8859-", "caf\xE9", "caf\xC3\xA9"},
          Row{"windows-1251", "\xCF\xF0\xE8", "\xD0\x9F\xD1\x80\xD0\xB8"},
          Row{"koi8-r", "\xF0\xD2\xC9", "\xD0\x9F\xD1\x80\xD0\xB8"}, Row{"iso-2022-jp", "\x1b$BF|K\\\x1b(B", japanese},
          Row{"shift_jis", "\x93\xFA\x96\x7B", japanese}, Row{"x-sjis", "\x93\xFA\x96\x7B", japanese},
          Row{"euc-jp", "\xC6\xFC\xCB\xDC", japanese}, Row{"gb2312", "\xC8\xD5\xB1\xBE", japanese},
          Row{"gb18030", "\xC8\xD5\xB1\xBE", japanese}, Row{"big5", "\xA4\xE9\xA5\xBB", japanese},
          Row{"euc-kr", "\xC7\xD1", "\xED\x95\x9C"}, Row{"ks_c_5601-1987", "\xC7\xD1", "\xED\x95\x9C"},
          Row{"utf-7", "caf+AOk-", "caf\xC3\xA9"}, Row{"unicode-1-1-utf-7", "caf+AOk-", "caf\xC3\xA9"},
          // no label, or a wrong one
          Row{"", "caf\xC3\xA9", "caf\xC3\xA9"}, Row{"us-ascii", "caf\xE9", "caf\xC3\xA9"}, Row{"us-asci", "plain", "plain"},
          Row{"", "\x1b$BF|K\\\x1b(B", japanese}, Row{"x-nonsense", "caf\xE9", "caf\xC3\xA9"}}) {
        CAPTURE(row.label);
        CHECK(convert(row.bytes, row.label) == row.text);
    }
}

TEST_CASE("charset: what is broken is said") {
    CharsetOutcome outcome;
    CHECK(convert("a\xC3(", "utf-8", &outcome) == "a\xEF\xBF\xBD(");
    CHECK(outcome.damaged);
    CHECK(!outcome.unknown_label);
    CHECK(convert("a\xFF\xFF"
                  "b",
                  "shift_jis", &outcome)
              .find("\xEF\xBF\xBD")
          != std::string::npos);
    CHECK(outcome.damaged);
    static_cast<void>(convert("abc", "x-nonsense", &outcome));
    CHECK(outcome.unknown_label);
    CHECK(convert("plain", "utf-8", &outcome) == "plain");
    CHECK(!outcome.damaged);
}

TEST_CASE("charset: any bytes in any charset give UTF-8 of a bounded size") {
    std::string bytes;
    for (unsigned i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 2654435761U >> 24);
    for (const char* label : {"utf-8", "us-ascii", "iso-2022-jp", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "utf-7",
                              "utf-16", "koi8-r", "windows-1252", "hz-gb-2312", "", "\"", "charset=utf-8", "a b c"}) {
        CAPTURE(label);
        const std::string text = convert(bytes, label);
        CHECK(is_utf8(text));
        CHECK(text.size() <= bytes.size() * 4 + 16);
        for (std::size_t size = 0; size < 64; ++size) CHECK(is_utf8(convert(std::string_view(bytes).substr(100, size), label)));
    }
    CHECK(is_utf8(convert("abc", std::string(10000, 'x'))));
}

TEST_CASE("charset: a mapped text keeps each line's place") {
    detail::Arena arena;
    CharsetOutcome outcome;
    const std::string raw = "one\ncaf\xE9 two\nthree";
    const MappedText mapped = to_utf8(identity(raw, 1000, arena), "iso-8859-1", arena, outcome);
    REQUIRE(mapped.text == "one\ncaf\xC3\xA9 two\nthree");
    const auto at = [&](std::string_view words) {
        return mapped.span_of(mapped.text.substr(mapped.text.find(words), words.size()));
    };
    REQUIRE(at("three"));
    CHECK(at("three")->offset == 1013);
    CHECK(at("three")->length == 5);
    REQUIRE(at("two"));
    CHECK(at("two")->offset == 1004); // the line, since its bytes changed
    CHECK(at("two")->length == 9);
    const MappedText same = to_utf8(identity(raw, 0, arena), "utf-8", arena, outcome);
    CHECK(outcome.damaged);
    CHECK(is_utf8(same.text));
    const std::string ascii = "plain\ntext";
    CHECK(to_utf8(identity(ascii, 0, arena), "iso-2022-jp", arena, outcome).text.data() == ascii.data());
}

TEST_CASE("charset: converters are each thread's own") {
    std::vector<std::thread> threads;
    std::vector<int> good(4, 0);
    for (std::size_t t = 0; t < good.size(); ++t)
        threads.emplace_back([&good, t] {
            for (int i = 0; i < 300; ++i)
                good[t] += convert("\x1b$BF|K\\\x1b(B", "iso-2022-jp") == "\xE6\x97\xA5\xE6\x9C\xAC" ? 1 : 0;
        });
    for (std::thread& thread : threads) thread.join();
    for (int count : good) CHECK(count == 300);
}

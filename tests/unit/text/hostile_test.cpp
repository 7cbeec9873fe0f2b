#include "text/base64.hpp"
#include "text/charset.hpp"
#include "text/encoded_word.hpp"
#include "text/html.hpp"
#include "text/parameters.hpp"
#include "text/unfold.hpp"
#include "text/unquote.hpp"
#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

/// Segments ascend and lie inside `size` bytes; parts of the text find bytes there.
void check_map(const MappedText& text, std::size_t size) {
    std::size_t before = 0;
    for (const Segment& segment : text.segments) {
        REQUIRE(segment.text_offset >= before);
        REQUIRE(segment.source.offset + segment.source.length <= size);
        before = segment.text_offset;
    }
    for (std::size_t at = 0; at < text.text.size(); at += text.text.size() / 5 + 1) {
        const auto span = text.span_of(text.text.substr(at, 3));
        REQUIRE(span);
        REQUIRE(span->offset + span->length <= size);
    }
}

/// Everything of this layer, on any bytes.
void read_all(std::string_view bytes, std::string_view label) {
    detail::Arena arena;
    CharsetOutcome outcome;
    const MappedText given = identity(bytes, 0, arena);

    const MappedText text = to_utf8(given, label, arena, outcome);
    REQUIRE(is_utf8(text.text));
    REQUIRE(text.text.size() <= bytes.size() * 4);
    check_map(text, bytes.size());

    const MappedText plain = compose(text, unquote(text.text, arena), arena);
    REQUIRE(is_utf8(plain.text));
    REQUIRE(plain.text.size() <= text.text.size());
    check_map(plain, bytes.size());

    const MappedText words = compose(text, html_to_text(text.text, arena, text.text.size() / 2 + 10), arena);
    REQUIRE(is_utf8(words.text));
    check_map(words, bytes.size());
    static_cast<void>(html_to_text(bytes, arena, bytes.size()));

    const std::string_view value = unfold(bytes, arena, bytes.size() / 2 + 10);
    REQUIRE(value.size() <= bytes.size());
    REQUIRE(is_utf8(decode_header(value, arena, outcome)));
    for (const Parameter& parameter : read_parameters(value, arena)) REQUIRE(!parameter.name.empty());
    REQUIRE(is_utf8(repair_utf8(bytes, arena)));
    std::string place(bytes.size(), '\0');
    REQUIRE(decode_base64(bytes, place.data()) <= bytes.size() * 3 / 4 + 1);
}

const std::vector<std::string> labels{"",           "utf-8",    "iso-8859-1", "windows-1258", "iso-2022-jp", "iso-2022-kr",
                                      "hz-gb-2312", "utf-7",    "utf-16",     "utf-16le",     "shift_jis",   "euc-jp",
                                      "gb18030",    "big5",     "euc-kr",     "euc-tw",       "iso-8859-6",  "johab",
                                      "x-nonsense", "us-ascii", "koi8-r"};

} // namespace

TEST_CASE("text: random bytes, and bytes that are mostly syntax") {
    std::mt19937 random(20240517);
    const std::string syntax = "<>&;=?!-/\"'()*%:@>|.~+ \t\r\n\x1b$B(J\x0e\x0f\xC3\xA9\xC2\xA0\xE2\x80\x8B\xFF\xFE"
                               "aBq8utf";
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random() % 200, '\0');
        const bool any = round % 2 == 0;
        for (char& c : bytes) c = any ? static_cast<char>(random()) : syntax[random() % syntax.size()];
        read_all(bytes, labels[random() % labels.size()]);
    }
}

TEST_CASE("text: pieces of what it reads, in any order") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces{"=?utf-8?Q?",
                                          "=?iso-2022-jp?B?",
                                          "?=",
                                          "=C3=A9",
                                          "w6k=",
                                          "<p>",
                                          "</p>",
                                          "<pre>",
                                          "</pre>",
                                          "<td>",
                                          "<br>",
                                          "<!--",
                                          "-->",
                                          "<![if x]>",
                                          "<script>",
                                          "</script>",
                                          "</body>",
                                          "&lt;",
                                          "&#1",
                                          "50;",
                                          "<a@b.example>",
                                          "> ",
                                          ">> ",
                                          "    ",
                                          "\n",
                                          "\r\n",
                                          "\r",
                                          "word",
                                          "550 5.1.1",
                                          "\xC3\xA9",
                                          "\xC3",
                                          "\xE2\x82\xAC",
                                          "\xF0\x9F\x98\x80",
                                          "\x1b$B",
                                          "F|K\\",
                                          "\x1b(B",
                                          "\x1b(I",
                                          "\x1b$(D",
                                          "~{",
                                          "~}",
                                          "+AOk-",
                                          "; ",
                                          "name=",
                                          "name*0*=",
                                          "\"",
                                          "\\",
                                          "(",
                                          ")",
                                          "utf-8''",
                                          "%C3",
                                          std::string(1, '\0'),
                                          std::string("\xFF\xFE", 2),
                                          "\xC2\xA0",
                                          "\xE2\x80\x8B"};
    for (int round = 0; round < 3000; ++round) {
        std::string bytes;
        for (std::size_t count = random() % 60; count > 0; --count) bytes += pieces[random() % pieces.size()];
        read_all(bytes, labels[random() % labels.size()]);
    }
}

TEST_CASE("text: cut at every byte") {
    const std::string bytes =
        "Subject: =?utf-8?Q?caf=C3=A9?=\r\n =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=; name*0*=utf-8''%C3%A9; b=\"c\\\"d\"\r\n\r\n"
        "> <p>caf\xC3\xA9 \x1b$BF|K\\\x1b(B &lt;x@example.org&gt;</p>\r\n> <![if x]><pre> a\n b</pre>\xC2\xA0+AOk- ~{HU~}\n";
    for (std::size_t size = 0; size <= bytes.size(); ++size)
        for (const std::string& label : {labels[0], labels[1], labels[4], labels[7], labels[8], labels[10]}) {
            read_all(bytes.substr(0, size), label);
            read_all(bytes.substr(size), label);
        }
}

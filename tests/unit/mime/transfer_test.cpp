#include "mime/transfer.hpp"

#include <doctest/doctest.h>

#include <string>

using dsnparse::detail::Arena;
using dsnparse::mime::TransferOptions;
using dsnparse::mime::Transferred;

namespace {

using Decoder = Transferred (*)(std::string_view, const TransferOptions&);

struct Decoded {
    Decoded(Decoder decoder, std::string_view encoded, std::size_t limit = std::size_t(-1))
        : source(encoded), result(decoder(source, TransferOptions{arena, scratch, limit})) {}
    Arena arena;
    Arena scratch;
    std::string source;
    Transferred result;

    [[nodiscard]] std::string text() const { return std::string(result.decoded.text); }

    /// The encoded bytes behind the `length` decoded ones at `offset`.
    [[nodiscard]] std::string behind(std::size_t offset, std::size_t length) const {
        const auto span = result.decoded.span_of(result.decoded.text.substr(offset, length));
        return span ? source.substr(span->offset, span->length) : "(none)";
    }
};

struct Row {
    std::string_view name;
    std::string_view encoded;
    std::string_view text;
    bool damaged = false;
};

void check(Decoder decoder, const Row& row) {
    CAPTURE(row.name);
    const Decoded decoded(decoder, row.encoded);
    CHECK(decoded.text() == row.text);
    CHECK(decoded.result.damaged == row.damaged);
    std::size_t last = 0;
    for (const auto& segment : decoded.result.decoded.segments) {
        CHECK(segment.text_offset >= last);
        CHECK(segment.text_offset < decoded.text().size());
        CHECK(segment.source.offset + segment.source.length <= row.encoded.size());
        last = segment.text_offset;
    }
    CHECK((decoded.text().empty() || decoded.result.decoded.segments.front().text_offset == 0));
}

} // namespace

TEST_CASE("decode_quoted_printable") {
    using namespace std::string_view_literals;
    const Row rows[] = {
        {"nothing", "", ""},
        {"plain lines", "one\ntwo\n", "one\ntwo\n"},
        {"line ends stay as they are", "one\r\ntwo=41\r\n", "one\r\ntwoA\r\n"},
        {"escapes", "caf=C3=A9 =3d x", "caf\xC3\xA9 = x"},
        {"a soft break", "one=\ntwo", "onetwo"},
        {"a soft break with CRLF", "one=\r\ntwo\r\n", "onetwo\r\n"},
        {"a soft break with CR", "one=\rtwo=41\r", "onetwoA\r"},
        {"blanks behind a soft break", "one= \t\ntwo", "onetwo"},
        {"blanks before a soft break stay", "one =\ntwo", "one two"},
        {"a soft break at the end", "one=", "one"},
        {"blanks at the end of a line go (RFC 2045 section 6.7 rule 3)", "one  \ntwo=41\t\n", "one\ntwoA\n"},
        {"an encoded blank at the end of a line stays", "one=20\ntwo\n", "one \ntwo\n"},
        {"blanks around escapes", " =41  =42 \t=43 d", " A  B \tC d"},
        {"a line of blanks", "a\n  \nb\n", "a\n\nb\n"},
        {"8-bit bytes", "caf\xE9 =E9\n", "caf\xE9 \xE9\n"},
        {"controls are not lost", "\x1B$B=3D\x1B(B\n"sv, "\x1B$B=\x1B(B\n"sv},
        {"a NUL", "a\0=41\0b"sv, "a\0A\0b"sv},
        {"no escape", "a=b=\n", "a=b", true},
        {"half an escape", "a=4", "a=4", true},
        {"half an escape before a sound one", "=4=41", "=4A", true},
        {"two equals signs", "==41", "=A", true},
        {"a text that is not encoded", "url?a=xy&b=zz\n", "url?a=xy&b=zz\n", true},
        {"dots and From", "=2E\n=46rom\n", ".\nFrom\n"},
    };
    for (const Row& row : rows) check(dsnparse::mime::decode_quoted_printable, row);
}

TEST_CASE("decode_quoted_printable: each line points to its bytes") {
    const Decoded decoded(dsnparse::mime::decode_quoted_printable, "plain\nmore plain\ncaf=E9 au\nlong =\nline\nend\n");
    CHECK(decoded.text() == "plain\nmore plain\ncaf\xE9 au\nlong line\nend\n");
    CHECK(decoded.behind(0, 5) == "plain");
    CHECK(decoded.behind(2, 2) == "ai");
    CHECK(decoded.behind(3, 8) == "in\nmore ");
    CHECK(decoded.behind(17, 4) == "caf=E9 au\n");
    CHECK(decoded.behind(decoded.text().find("line"), 4) == "line");
    CHECK(decoded.behind(decoded.text().find("long"), 9) == "long =\nline");
    CHECK(decoded.behind(decoded.text().find("end"), 3) == "end");
}

TEST_CASE("decode_base64") {
    using namespace std::string_view_literals;
    const Row rows[] = {
        {"nothing", "", ""},
        {"blank lines", "\n\n", ""},
        {"one group", "QUJD", "ABC"},
        {"padding", "QUJDRA==\n", "ABCD"},
        {"padding left out", "QUJDRA", "ABCD"},
        {"padding left out, one byte", "QQ", "A"},
        {"lines", "QUJD\r\nREVG\r\n", "ABCDEF"},
        {"lines that cut groups", "Q\nUJDR\nEVGR0\ng=\n", "ABCDEFGH"},
        {"blank lines in front and between", "\n\nQUJD\n\nREVG\n", "ABCDEF"},
        {"blanks", " QUJD \nREVG", "ABCDEF"},
        {"bytes outside the alphabet are dropped", "QUJD\nRE|V-G\n", "ABCDEF", true},
        {"8-bit bytes and NULs are dropped",
         "QUJD\nR\xFF"
         "E\0VG\n"sv,
         "ABCDEF", true},
        {"joined texts with padding in the middle", "QQ==\nQkM=\n", "ABC"},
        {"joined texts on one line", "QQ==QkM=", "ABC"},
        {"padding without a group", "QUJD\n====\n", "ABC"},
        {"too little padding in the middle", "QQ=\nQkM=", "ABC"},
        {"six bits are no byte", "QUJDR", "ABC", true},
        {"a footer behind the padding", "QQ==\n_____\nThis is a list\n", "A", true},
        {"a text that is not encoded", "Hello, world\nQUJD\n", "Hello, world\nQUJD\n", true},
    };
    for (const Row& row : rows) check(dsnparse::mime::decode_base64, row);
}

TEST_CASE("decode_base64: each line points to its bytes, and long texts come out whole") {
    const Decoded decoded(dsnparse::mime::decode_base64, "QUJD\nREVG\r\nR0hJ\n");
    CHECK(decoded.behind(0, 3) == "QUJD");
    CHECK(decoded.behind(4, 1) == "REVG");
    CHECK(decoded.behind(2, 2) == "QUJD\nREVG");
    CHECK(decoded.behind(6, 3) == "R0hJ");
    std::string encoded;
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        encoded += "QUJDREVGR0hJ";
        text += "ABCDEFGHI";
    }
    CHECK(Decoded(dsnparse::mime::decode_base64, encoded).text() == text);
    for (std::size_t length = 0; length < 200; ++length) {
        const std::string part = encoded.substr(0, length);
        CHECK(Decoded(dsnparse::mime::decode_base64, part).text() == text.substr(0, length / 4 * 3 + (length % 4 * 6 / 8)));
    }
}

TEST_CASE("decode_uuencode") {
    const Row rows[] = {
        {"one line", "begin 644 a.txt\n#04)#\n`\nend\n", "ABC"},
        {"text in front and behind", "Hello\n\nbegin 644 a.txt\n#04)#\n`\nend\nbye\n", "ABC"},
        {"CRLF and two lines", "begin 600 a\r\n#04)#\r\n#1$5&\r\n`\r\nend\r\n", "ABCDEF"},
        {"a length within a group", "begin 644 a\n!00``\n`\nend\n", "A"},
        {"blanks cut off its end", "begin 644 a\n#00\n`\nend\n", std::string_view("A\0\0", 3)},
        {"no end", "begin 644 a\n#04)#\n", "ABC", true},
        {"no begin", "#04)#\nend\n", "#04)#\nend\n", true},
        {"begin without a mode", "begin here\n#04)#\nend\n", "begin here\n#04)#\nend\n", true},
        {"nothing", "", "", true},
    };
    for (const Row& row : rows) {
        if (row.encoded.empty()) {
            CHECK(Decoded(dsnparse::mime::decode_uuencode, "").text() == "");
            continue;
        }
        check(dsnparse::mime::decode_uuencode, row);
    }
    const Decoded decoded(dsnparse::mime::decode_uuencode, "begin 600 a\n#04)#\n#1$5&\n`\nend\n");
    CHECK(decoded.behind(4, 1) == "#1$5&");
}

TEST_CASE("transfer: a limit stops behind the line that reaches it") {
    CHECK(Decoded(dsnparse::mime::decode_quoted_printable, "one\ntwo\nthree\n", 5).text() == "one\ntwo\n");
    CHECK(Decoded(dsnparse::mime::decode_base64, "QUJD\nREVG\nR0hJ\n", 4).text() == "ABCDEF");
    CHECK(Decoded(dsnparse::mime::decode_uuencode, "begin 600 a\n#04)#\n#1$5&\n`\nend\n", 1).text() == "ABC");
}

TEST_CASE("transfer: any bytes, cut anywhere, decode to no more than they are") {
    std::uint32_t state = 99;
    std::string bytes;
    for (int i = 0; i < 4000; ++i) {
        state = state * 1664525U + 1013904223U;
        constexpr std::string_view common = "=\n\r AQ\t4";
        bytes += state >> 31U != 0 ? common[state >> 8U & 7U] : static_cast<char>(state >> 16U);
    }
    for (std::size_t begin = 0; begin + 50 < bytes.size(); begin += 7) {
        const std::string piece = bytes.substr(begin, begin % 50);
        CHECK(Decoded(dsnparse::mime::decode_quoted_printable, piece).text().size() <= piece.size());
        CHECK(Decoded(dsnparse::mime::decode_base64, "QUJD\n" + piece).text().size() <= piece.size() + 5);
        CHECK(Decoded(dsnparse::mime::decode_uuencode, "begin 644 x\n" + piece).text().size() <= piece.size() + 12);
    }
}

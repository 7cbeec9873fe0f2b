#include "mime/decode.hpp"

#include "unit/mime/framed.hpp"

#include <algorithm>

using dsnparse::mime::header_text;
using dsnparse::mime::header_value;
using test::Framed;

namespace {

/// A message of one part with these MIME fields and this body.
std::string mail(std::string_view fields, std::string_view body) {
    return "From: a@example.com\nSubject: x\n" + std::string(fields) + "\n" + std::string(body);
}

std::string behind(const Framed& framed, const dsnparse::text::MappedText& mapped, std::string_view words) {
    const std::size_t at = mapped.text.find(words);
    REQUIRE(at != std::string_view::npos);
    const auto span = mapped.span_of(mapped.text.substr(at, words.size()));
    return span ? framed.bytes.substr(span->offset, span->length) : "(none)";
}

} // namespace

TEST_CASE("decode_text: transfer encoding, then charset") {
    struct Row {
        std::string_view name;
        std::string_view fields;
        std::string_view body;
        std::string_view text;
        std::string_view warnings;
    };
    const Row rows[] = {
        {"as it is", "", "Hello\n", "Hello\n", ""},
        {"quoted-printable and Latin 1",
         "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n", "caf=E9\n",
         "caf\xC3\xA9\n", ""},
        {"base64 and UTF-8", "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n", "Y2Fmw6kK\n",
         "caf\xC3\xA9\n", ""},
        {"an unknown charset is read as UTF-8 if it is", "Content-Type: text/plain; charset=x-nothing\n", "caf\xC3\xA9\n",
         "caf\xC3\xA9\n", "W_CHARSET_UNKNOWN"},
        {"invalid UTF-8", "Content-Type: text/plain; charset=utf-8\n",
         "a\xFF"
         "b\n",
         "a\xEF\xBF\xBD"
         "b\n",
         "W_CHARSET_INVALID"},
        {"not the encoding it promises", "Content-Transfer-Encoding: base64\n", "Hello, world\n", "Hello, world\n",
         "W_ENCODING_INVALID"},
        {"an unknown encoding is none", "Content-Transfer-Encoding: base9000\n", "Hello\n", "Hello\n", ""},
        {"uuencode", "Content-Transfer-Encoding: x-uuencode\n", "begin 644 a\n#04)#\n`\nend\n", "ABC", ""},
        {"base64 around a delivery status", "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n",
         "QWN0aW9uOiBmYWlsZWQK\n", "Action: failed\n", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Framed framed(mail(row.fields, row.body));
        REQUIRE(framed.list.has_header);
        CHECK(decode_text(framed.context, framed.list.root(), 1000).text == row.text);
        CHECK(framed.codes() == row.warnings);
        static_cast<void>(decode_text(framed.context, framed.list.root(), 1000));
        CHECK(framed.codes() == row.warnings); // said once, however often it is read
    }
}

TEST_CASE("decode_bytes: the charset stays as it was") {
    Framed framed(
        mail("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n", "caf=E9\n"));
    CHECK(decode_bytes(framed.context, framed.list.root()).text == "caf\xE9\n");
    Framed plain(mail("", "Hello\n"));
    const auto bytes = decode_bytes(plain.context, plain.list.root());
    CHECK(bytes.text.data() == plain.list.root().body.data()); // nothing to do, nothing copied
}

TEST_CASE("decode_text: words lead back to their bytes in the message") {
    Framed plain(mail("", "one\ntwo three\n"));
    CHECK(behind(plain, decode_text(plain.context, plain.list.root(), 1000), "two") == "two");
    Framed quoted(mail("Content-Transfer-Encoding: quoted-printable\n", "one\ntwo =3D three\nfour\n"));
    const auto text = decode_text(quoted.context, quoted.list.root(), 1000);
    CHECK(behind(quoted, text, "one") == "one");
    CHECK(behind(quoted, text, "= three") == "two =3D three\n");
    CHECK(behind(quoted, text, "four") == "four");
}

TEST_CASE("decode_text: words of a part inside a decoded one lead back to their bytes in the message") {
    // quoted-printable around a message whose body is base64 of "one\ntwo\n"
    Framed nested(mail("Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n",
                       "Subject: a=3Db\nContent-Transfer-Encoding: base64\n\nb25l\nCnR3\nbwo=3D\n"));
    REQUIRE(nested.list.parts.size() == 2);
    const auto& inner = nested.list.parts[1];
    CHECK(header_text(nested.context, find_header(inner, "subject")) == "a=b");
    const auto text = decode_text(nested.context, inner, 1000);
    CHECK(text.text == "one\ntwo\n");
    CHECK(behind(nested, text, "one") == "b25l");
    CHECK(behind(nested, text, "o\n") == "bwo=3D\n");

    // identity inside base64: "Subject: x\n\none\ntwo three\n"
    Framed plain(
        mail("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n", "U3ViamVjdDogeAoK\nb25lCnR3byB0\naHJlZQo=\n"));
    const auto body = decode_text(plain.context, plain.list.parts[1], 1000);
    CHECK(body.text == "one\ntwo three\n");
    CHECK(behind(plain, body, "one") == "b25lCnR3byB0");
    CHECK(behind(plain, body, "hree") == "aHJlZQo=");

    // identity inside quoted-printable, in a line that was not changed: exact again
    Framed exact(mail("Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n",
                      "Subject: x\n\none two three\nfour=3D\n"));
    const auto words = decode_text(exact.context, exact.list.parts[1], 1000);
    CHECK(behind(exact, words, "two") == "two");
    CHECK(behind(exact, words, "four=") == "four=3D\n");
}

TEST_CASE("decode_text: a limit cuts behind a line, or between two characters") {
    struct Row {
        std::string_view fields;
        std::string_view body;
        std::size_t limit;
        std::string_view text;
        bool cut;
    };
    const Row rows[] = {
        {"", "one\ntwo\nthree\n", 100, "one\ntwo\nthree\n", false},
        {"", "one\ntwo\n", 8, "one\ntwo\n", false},
        {"", "one\ntwo\nthree\n", 10, "one\ntwo\n", true},
        {"Content-Transfer-Encoding: quoted-printable\n", "one\ntwo=\ntwo\nthree\n", 8, "one\n", true},
        {"Content-Transfer-Encoding: base64\n", "b25lCnR3bwo=\n", 5, "one\n", true},
        {"Content-Transfer-Encoding: base64\n", "b25lCnR3bwo=\n", 8, "one\ntwo\n", false},
        {"Content-Type: text/plain; charset=utf-8\n", "\xC3\xA9\xC3\xA9\xC3\xA9", 3, "\xC3\xA9", true},
        {"Content-Type: text/plain; charset=iso-8859-1\n", "\xE9\xE9\xE9\xE9", 3, "\xC3\xA9", true},
        {"", "one\n", 0, "", true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.body);
        CAPTURE(row.limit);
        Framed framed(mail(row.fields, row.body));
        const auto text = decode_text(framed.context, framed.list.root(), row.limit);
        CHECK(text.text == row.text);
        CHECK(framed.codes() == (row.cut ? "W_LIMIT_TEXT" : ""));
    }
}

TEST_CASE("header_text and header_value: unfolded; only the former undoes RFC 2047") {
    Framed framed("From: a@example.com\nSubject: =?utf-8?Q?caf=C3=A9?=\n au lait\nX-Raw: a\xFF"
                  "b\n\nx\n");
    const auto& root = framed.list.root();
    CHECK(header_text(framed.context, find_header(root, "subject")) == "caf\xC3\xA9 au lait");
    CHECK(header_value(framed.context, find_header(root, "SUBJECT")) == "=?utf-8?Q?caf=C3=A9?= au lait");
    CHECK(framed.codes() == "");
    CHECK(header_value(framed.context, find_header(root, "x-raw"))
          == "a\xEF\xBF\xBD"
             "b");
    CHECK(framed.codes() == "W_CHARSET_INVALID");
    CHECK(header_text(framed.context, nullptr) == "");
    CHECK(header_value(framed.context, find_header(root, "missing")) == "");
}

TEST_CASE("header_value: no more than the limit") {
    dsnparse::Limits limits;
    limits.header_value_bytes = 10;
    Framed framed("From: a@example.com\nSubject: " + std::string(100, 'x') + "\n\nx\n", limits);
    CHECK(header_value(framed.context, find_header(framed.list.root(), "subject")).size() <= 10);
}

#include "mime/framing.hpp"

#include "unit/mime/framed.hpp"

using test::Framed;

namespace {

constexpr std::string_view top = "From: a@example.com\nTo: b@example.org\nSubject: s\nMIME-Version: 1.0\n";

struct Case {
    std::string_view name;
    std::string_view message; ///< behind `top`
    std::string_view tree;
    std::string_view warnings;
};

const Case cases[] = {
    {"no Content-Type", "\nHello\n", "text/plain", ""},
    {"a Content-Type without a subtype is text/plain (RFC 2045 section 5.2)", "Content-Type: text\n\nHello\n", "text/plain", ""},
    {"a report of three parts",
     "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\nHello\n--b\n"
     "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n--b\nContent-Type: message/rfc822\n\n"
     "Subject: x\n\nBody\n--b--\n",
     "multipart/report[text/plain message/delivery-status message/rfc822[text/plain]]", ""},
    {"no end boundary", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n", "multipart/mixed[text/plain]",
     "W_MIME_UNCLOSED"},
    {"an end boundary without its dashes announces no part", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n\n",
     "multipart/mixed[text/plain]", "W_MIME_UNCLOSED"},
    {"a header that came back without its body has nothing to close", "Content-Type: multipart/mixed; boundary=b\n\n\n",
     "multipart/mixed", ""},
    {"a semicolon in a quoted boundary", "Content-Type: multipart/mixed; boundary=\"a;b\"; x=y\n\n--a;b\n\nHello\n--a;b--\n",
     "multipart/mixed[text/plain]", ""},
    {"a boundary in the RFC 2231 form",
     "Content-Type: multipart/mixed; boundary*0=\"one\";\n boundary*1=\"two\"\n\n--onetwo\n\nHello\n--onetwo--\n",
     "multipart/mixed[text/plain]", ""},
    {"a comment behind the boundary", "Content-Type: multipart/mixed; boundary=abc (c)\n\n--abc\n\nHello\n--abc--\n",
     "multipart/mixed[text/plain]", ""},
    {"an escaped quote in the boundary", "Content-Type: multipart/mixed; boundary=\"a\\b\"\n\n--ab\n\nHello\n--ab--\n",
     "multipart/mixed[text/plain]", ""},
    {"blanks around the equals sign", "Content-Type: multipart/mixed; boundary = \"abc\"\n\n--abc\n\nHello\n--abc--\n",
     "multipart/mixed[text/plain]", ""},
    {"blanks in an unquoted boundary", "Content-Type: multipart/mixed; boundary=a b c\n\n--a b c\n\nHello\n--a b c--\n",
     "multipart/mixed[text/plain]", ""},
    {"blanks behind the boundary lines",
     "Content-Type: multipart/mixed; boundary=b\n\n--b \t\nContent-Type: text/html\n\nHello\n--b--  \n",
     "multipart/mixed[text/html]", ""},
    {"a boundary in mid-line or quoted is none",
     "Content-Type: multipart/mixed; boundary=bound\n\n--bound\n\ntext --bound more\n> --bound\n "
     "--bound\n>--bound--\n--bound--\n",
     "multipart/mixed[text/plain]", ""},
    {"something behind a boundary makes it another one",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--bc\n--b-\n--b--x\n--b--\n", "multipart/mixed[text/plain]", ""},
    {"the outer boundary is a prefix of the inner one",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\n\none\n--bb\n"
     "Content-Type: text/html\n\ntwo\n--bb--\n--b\nContent-Type: image/png\n\n--b--\n",
     "multipart/mixed[multipart/alternative[text/plain text/html] image/png]", ""},
    {"the inner boundary is a prefix of the outer one",
     "Content-Type: multipart/mixed; boundary=bb\n\n--bb\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\none\n--b\n"
     "Content-Type: text/html\n\ntwo\n--b--\n--bb\nContent-Type: image/png\n\n--bb--\n",
     "multipart/mixed[multipart/alternative[text/plain text/html] image/png]", ""},
    {"inner and outer have the same boundary",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\none\n--b--\n"
     "--b\nContent-Type: image/png\n\n--b--\n",
     "multipart/mixed[multipart/alternative[text/plain] image/png]", ""},
    {"an inner multipart without end does not swallow the outer parts",
     "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\none\n"
     "--out\nContent-Type: message/delivery-status\n\nAction: failed\n--out--\n",
     "multipart/mixed[multipart/alternative[text/plain] message/delivery-status]", "W_MIME_UNCLOSED"},
    {"a returned multipart that was cut does not swallow the outer parts",
     "Content-Type: multipart/report; boundary=out\n\n--out\nContent-Type: message/rfc822\n\n"
     "Content-Type: multipart/alternative; boundary=in\n\n--in\n\none\n--out\nContent-Type: "
     "message/delivery-status\n\nx\n--out--\n",
     "multipart/report[message/rfc822[multipart/alternative[text/plain]] message/delivery-status]", "W_MIME_UNCLOSED"},
    {"no blank line between a part's header and a boundary",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\nContent-Type: image/png\n\nx\n--b--\n",
     "multipart/mixed[text/html image/png]", ""},
    {"no blank line between the multipart's own header and its first boundary",
     "Content-Type: multipart/mixed; boundary=b\n--b\nContent-Type: text/html\n\nx\n--b--\n", "multipart/mixed[text/html]", ""},
    {"white space for the blank line",
     "Content-Type: multipart/mixed; boundary=b\n \n--b\nContent-Type: text/html\n\t\nx\n--b--\n", "multipart/mixed[text/html]",
     ""},
    {"a part without a header or its blank line",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nHello world\n\nContent-Type: image/png\n--b--\n",
     "multipart/mixed[text/plain]", ""},
    {"a garbage line in mid-header", "this is no field\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n",
     "multipart/mixed[text/plain]", "W_HEADER_GARBAGE"},
    {"a field name with an 8-bit byte",
     "X-Gr\xFC\xDF"
     "e: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n",
     "multipart/mixed[text/plain]", ""},
    {"a blank before the colon", "Content-Type : multipart/mixed; boundary=b\n\n--b\nContent-Type \t: text/html\n\nx\n--b--\n",
     "multipart/mixed[text/html]", ""},
    {"names and types in any case", "CONTENT-TYPE: Multipart/MIXED; BOUNDARY=b\n\n--b\ncontent-type: TEXT/Html\n\nx\n--b--\n",
     "multipart/mixed[text/html]", ""},
    {"a continuation line that is not indented",
     "Content-Type: multipart/alternative; differences=Content-Type;\nboundary=\"b\"\n\n--b\n\nx\n--b--\n",
     "multipart/alternative[text/plain]", ""},
    {"two Content-Types: the first counts",
     "Content-Type: multipart/mixed; boundary=b\nContent-Type: text/plain\n\n--b\n\nx\n--b--\n", "multipart/mixed[text/plain]",
     ""},
    {"messages in messages", "Content-Type: message/rfc822\n\nContent-Type: message/global\n\nContent-Type: text/html\n\nx\n",
     "message/rfc822[message/global[text/html]]", ""},
    {"headers and reports are leaves",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/rfc822-headers\n\nSubject: x\n--b\n"
     "Content-Type: message/global-headers\n\nSubject: x\n--b\nContent-Type: message/global-delivery-status\n\nAction: "
     "failed\n--b--\n",
     "multipart/mixed[text/rfc822-headers message/global-headers message/global-delivery-status]", ""},
    {"an mbox line and a blank one in front of a returned message",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n>From x Thu Jan  1 00:00:00 1970\n"
     "Content-Type: text/html\n\nx\n--b\nContent-Type: message/rfc822\n\n\nContent-Type: text/html\n\nx\n--b--\n",
     "multipart/mixed[message/rfc822[text/html] message/rfc822[text/html]]", ""},
    {"a message part without a message",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n--b--\n",
     "multipart/mixed[message/rfc822]", ""},
    {"a digest holds messages (RFC 2046 section 5.1.5)",
     "Content-Type: multipart/digest; boundary=b\n\n--b\n\nContent-Type: text/html\n\nx\n--b--\n",
     "multipart/digest[message/rfc822[text/html]]", ""},
    {"base64 around a report is left for later",
     "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: "
     "base64\n\n"
     "QWN0aW9uOiBmYWlsZWQK\n--b--\n",
     "multipart/report[message/delivery-status]", ""},
    {"base64 around a message: `Content-Type: text/html`, a blank line, `x`",
     "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nQ29udGVudC1UeXBlOiB0ZXh0L2h0bWwKCngK\n",
     "message/rfc822[text/html]", ""},
    {"quoted-printable around a multipart",
     "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: quoted-printable\n\n=2D-b\n"
     "Content-Type: text/html; charset=3Dutf-8\n\nx\n=2D-b--\n",
     "multipart/mixed[text/html]", ""},
    {"quoted-printable around a multipart that leaves the boundary as it is",
     "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: quoted-printable\n\n--b\n"
     "Content-Type: text/html; charset=3Dutf-8\n\nx\n--b--\n",
     "multipart/mixed[text/html]", ""},
    {"a multipart that says quoted-printable and is not",
     "Content-Type: multipart/mixed; boundary=\"=_b\"\nContent-Transfer-Encoding: quoted-printable\n\n--=_b\n"
     "Content-Type: text/html; charset=utf-8\n\nx\n--=_b--\n",
     "multipart/mixed[text/html]", ""},
    {"a message that says base64 and is not",
     "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
     "Content-Type: text/html\n\nx\n",
     "message/rfc822[text/html]", ""},
    {"a message that says quoted-printable and is not",
     "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nSubject: =?utf-8?Q?=41?=\nContent-Type: "
     "text/html\n\nx\n",
     "message/rfc822[text/html]", ""},
    {"an encoded message among others",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
     "Q29udGVudC1UeXBlOiB0ZXh0L2h0bWwKCngK\n--b\nContent-Type: image/png\n\nx\n--b--\n",
     "multipart/mixed[message/rfc822[text/html] image/png]", ""},
    {"no boundary declared, one in use",
     "Content-Type: multipart/mixed\n\npreamble\n--x1\nContent-Type: text/html\n\nx\n--x1--\n", "multipart/mixed[text/html]",
     "W_MIME_NO_BOUNDARY"},
    {"an empty boundary declared, one in use",
     "Content-Type: multipart/mixed; boundary=\"\"\n\n--x1\nContent-Type: text/html\n\nx\n--x1--\n", "multipart/mixed[text/html]",
     "W_MIME_NO_BOUNDARY"},
    {"no boundary declared, none in use", "Content-Type: multipart/mixed\n\n-- \nSignature: x\n-----\nFrom: y\n--x y\nz\n",
     "multipart/mixed", "W_MIME_NO_BOUNDARY"},
    {"another boundary in use than the one declared",
     "Content-Type: multipart/mixed; boundary=redacted\n\n--real\nContent-Type: text/html\n\nx\n--real\n\ny\n--real--\n",
     "multipart/mixed[text/html text/plain]", "W_MIME_WRONG_BOUNDARY"},
    {"another boundary in use than the one declared, inside another multipart",
     "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/alternative; boundary=redacted\n\n--real\n"
     "Content-Type: text/html\n\nx\n--real--\n--out\nContent-Type: image/png\n\n--out--\n",
     "multipart/mixed[multipart/alternative[text/html] image/png]", "W_MIME_WRONG_BOUNDARY"},
    {"what looks like another boundary does not matter where the declared one comes",
     "Content-Type: multipart/mixed; boundary=real\n\n--other\nNote: this is a preamble\n\n--real\nContent-Type: "
     "text/html\n\nx\n--real--\n",
     "multipart/mixed[text/html]", ""},
    {"a multipart in a text/plain is not guessed at", "Content-Type: text/plain\n\n--b\nContent-Type: text/html\n\nx\n--b--\n",
     "text/plain", ""},
    {"a boundary behind the end boundary is epilogue",
     "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n--b\nContent-Type: image/png\n\n--b--\n",
     "multipart/mixed[text/plain]", ""},
};

} // namespace

TEST_CASE("framing: which parts a message has, whatever ends its lines") {
    for (const Case& each : cases) {
        for (std::string_view line_end : {"\n", "\r\n", "\r", "\r\r\n"}) {
            CAPTURE(each.name);
            CAPTURE(line_end);
            const Framed framed(test::with_line_ends(std::string(top).append(each.message), line_end));
            CHECK(framed.list.has_header);
            CHECK(framed.tree() == each.tree);
            CHECK(framed.codes() == each.warnings);
            CHECK(test::broken_invariant(framed, framed.list) == "");
            CHECK(framed.list.line_end == (line_end == "\r" ? dsnparse::text::LineEnd::cr : dsnparse::text::LineEnd::lf));
        }
    }
}

TEST_CASE("framing: cut anywhere, a message still has sound parts") {
    for (const Case& each : cases) {
        const std::string whole = std::string(top).append(each.message);
        for (std::size_t length = 0; length <= whole.size(); ++length) {
            const Framed framed(whole.substr(0, length));
            if (const std::string broken = test::broken_invariant(framed, framed.list); !broken.empty())
                FAIL_CHECK(each.name << ", cut at " << length << ": " << broken);
        }
    }
}

TEST_CASE("framing: bytes changed at random, a message still has sound parts") {
    std::uint32_t state = 12345;
    const auto random = [&](std::size_t below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<std::size_t>(state >> 8U) % below;
    };
    constexpr std::string_view bytes("\n\r-b \t:;=\"\0\xFF(", 13);
    for (const Case& each : cases) {
        const std::string whole = std::string(top).append(each.message);
        for (int round = 0; round < 200; ++round) {
            std::string changed = whole;
            for (int i = 0; i < 4; ++i) changed[random(changed.size())] = bytes[random(bytes.size())];
            const Framed framed(changed);
            if (const std::string broken = test::broken_invariant(framed, framed.list); !broken.empty())
                FAIL_CHECK(each.name << ", " << changed << ": " << broken);
        }
    }
}

TEST_CASE("framing: bodies end before the boundary's line end and nowhere else") {
    for (std::string_view line_end : {"\n", "\r\n", "\r"}) {
        CAPTURE(line_end);
        const auto as = [&](std::string_view text) { return test::with_line_ends(text, line_end); };
        const Framed framed(
            as(std::string(top)
               + "Content-Type: multipart/mixed; boundary=b\n\npre\namble\n--b\nA: 1\n\none\n\n--b\n\n\n--b\n\n--b\nB: 2\n\ntwo"
                 "\n--b--\nepi\nlogue\n"));
        REQUIRE(framed.list.parts.size() == 5);
        const auto& parts = framed.list.parts;
        CHECK(parts[0].preamble == as("pre\namble"));
        CHECK(parts[0].epilogue == as("epi\nlogue\n"));
        CHECK(parts[0].closed);
        CHECK(parts[0].body.starts_with("pre"));
        CHECK(parts[0].body.ends_with(as("logue\n")));
        CHECK(parts[1].header_block == as("A: 1\n"));
        CHECK(parts[1].body == as("one\n"));
        CHECK(parts[2].header_block == "");
        CHECK(parts[2].body == "");
        CHECK(parts[3].body == "");
        CHECK(parts[4].body == "two");
        REQUIRE(parts[4].headers.size() == 1);
        CHECK(parts[4].headers[0].name == "B");
        CHECK(parts[4].headers[0].raw == "2");
    }
}

TEST_CASE("framing: a multipart without parts keeps its text as preamble") {
    const Framed framed(std::string(top) + "Content-Type: multipart/mixed; boundary=b\n\nHello\n");
    CHECK(framed.list.root().preamble == "Hello\n");
    CHECK_FALSE(framed.list.root().closed);
    CHECK(framed.list.root().body == "Hello\n");
}

TEST_CASE("framing: section numbers are those of IMAP") {
    const char* inner = "Content-Type: multipart/alternative; boundary=i\n\n--i\n\nx\n--i\n\ny\n--i--\n";
    const std::string text = std::string(top) + "Content-Type: multipart/mixed; boundary=o\n\n--o\n\nx\n--o\n" + inner
                             + "--o\nContent-Type: message/rfc822\n\n" + inner
                             + "--o\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--o--\n";
    CHECK(Framed(text).sections() == " 1 2 2.1 2.2 3 3 3.1 3.2 4 4.1");
    CHECK(Framed(std::string(top) + "Content-Type: message/rfc822\n\n" + inner).sections() == " 1 1.1 1.2");
    std::string many = std::string(top) + "Content-Type: multipart/mixed; boundary=o\n\n";
    for (int i = 0; i < 12; ++i) many += "--o\n\nx\n";
    CHECK(Framed(many + "--o--\n").sections() == " 1 2 3 4 5 6 7 8 9 10 11 12");
}

TEST_CASE("framing: what a part says about itself") {
    const Framed framed(
        std::string(top)
        + "Content-Type: multipart/report; report-type=Delivery-Status; boundary=\"b\"\n\n--b\n"
          "Content-Type: text/plain; charset=\"iso-8859-1\"; name=n.txt\nContent-Transfer-Encoding: Quoted-Printable\n\nx\n--b\n"
          "Content-Type: application/pdf; name=\"n.pdf\"\nContent-Disposition: attachment; filename=\"f.pdf\"\n"
          "Content-Transfer-Encoding: base64\n\nQQ==\n--b\n\nx\n--b--\n");
    const auto& parts = framed.list.parts;
    REQUIRE(parts.size() == 4);
    CHECK(parts[0].report_type == "delivery-status");
    CHECK(parts[0].boundary == "b");
    CHECK(parts[0].media == dsnparse::mime::Media::multipart);
    CHECK(parts[1].charset == "iso-8859-1");
    CHECK(parts[1].file_name == "n.txt");
    CHECK(parts[1].encoding == dsnparse::mime::Encoding::quoted_printable);
    CHECK(parts[1].declared);
    CHECK_FALSE(parts[1].attachment);
    CHECK(parts[2].attachment);
    CHECK(parts[2].file_name == "f.pdf");
    CHECK(parts[2].media == dsnparse::mime::Media::other);
    CHECK_FALSE(parts[3].declared);
    CHECK(framed.list.is_inside(parts[1], parts[0]));
    CHECK_FALSE(framed.list.is_inside(parts[2], parts[1]));
    CHECK_FALSE(framed.list.is_inside(parts[0], parts[0]));
}

TEST_CASE("framing: parts of a decoded one have their place in the message") {
    // base64 of "Subject: x\nContent-Type: text/html\n\nHello\n"
    const std::string text =
        std::string(top)
        + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
          "U3ViamVjdDogeApDb250ZW50LVR5\ncGU6IHRleHQvaHRtbAoKSGVsbG8K\n--b--\n";
    const Framed framed(text);
    REQUIRE(framed.list.parts.size() == 3);
    const auto& inner = framed.list.parts[2];
    CHECK(inner.section == "1.1");
    CHECK(inner.body == "Hello\n");
    REQUIRE(inner.base != nullptr);
    const auto* subject = dsnparse::mime::find_header(inner, "subject");
    REQUIRE(subject != nullptr);
    const auto first = dsnparse::mime::span_of(framed.context, inner, subject->raw);
    REQUIRE(first.has_value());
    CHECK(text.substr(first->offset, first->length) == "U3ViamVjdDogeApDb250ZW50LVR5");
    const auto second = dsnparse::mime::span_of(framed.context, inner, inner.body);
    REQUIRE(second.has_value());
    CHECK(text.substr(second->offset, second->length) == "cGU6IHRleHQvaHRtbAoKSGVsbG8K");
    const auto& outer = framed.list.parts[1];
    CHECK(outer.end == 3);
    CHECK(outer.body.starts_with("U3Vi"));
    CHECK(outer.body.ends_with("bG8K"));
}

TEST_CASE("framing: a decoded message inside a decoded one has its place in the message") {
    // "Content-Type: text/html\n\nx\n", base64 in a message that is base64 itself
    const std::string text = std::string(top)
                             + "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                               "Q29udGVudC1UeXBlOiBtZXNzYWdlL3JmYzgyMgpDb250ZW50LVRyYW5zZmVyLUVuY29kaW5nOiBi\n"
                               "YXNlNjQKClEyOXVkR1Z1ZEMxVWVYQmxPaUIwWlhoMEwyaDBiV3dLQ25nSwo=\n";
    const Framed framed(text);
    CHECK(framed.tree() == "message/rfc822[message/rfc822[text/html]]");
    const auto& inner = framed.list.parts[2];
    CHECK(inner.body == "x\n");
    const auto span = dsnparse::mime::span_of(framed.context, inner, inner.body);
    REQUIRE(span.has_value());
    CHECK(text.substr(span->offset, span->length) == "YXNlNjQKClEyOXVkR1Z1ZEMxVWVYQmxPaUIwWlhoMEwyaDBiV3dLQ25nSwo=");
}

TEST_CASE("framing: an mbox line, blank lines and a UTF-8 mark in front") {
    const std::string mail = std::string(top) + "\nHello\n";
    const Framed mbox("From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" + mail);
    CHECK(mbox.list.mbox_from == "From MAILER-DAEMON Thu Jan  1 00:00:00 1970");
    CHECK(mbox.list.root().headers.size() == 4);
    CHECK(mbox.list.root().headers[0].name == "From");
    CHECK(mbox.list.root().header_block == top);
    CHECK(mbox.list.root().body == "Hello\n");
    const Framed twice("From x\n>From y\n" + mail);
    CHECK(twice.list.mbox_from == "From x");
    CHECK(twice.list.root().header_block == top);
    const Framed blank("\r\n\n          \n" + mail);
    CHECK(blank.list.has_header);
    CHECK(blank.list.root().header_block == top);
    const Framed marked("\xEF\xBB\xBF" + mail);
    CHECK(marked.list.has_header);
    CHECK(marked.list.root().header_block == top);
    CHECK(marked.list.root().headers[0].name == "From");
}

TEST_CASE("framing: text without a header is one text/plain part with all of it") {
    for (std::string_view text : {"", "\n", "\0", "554 5.7.1 Delivery not authorized\n", "From the admin: no\n\nHello\n",
                                  "\n\n\n\n\nSubject: x\nFrom: y\n\nz\n"}) {
        const Framed framed{std::string(text)};
        CAPTURE(text);
        CHECK_FALSE(framed.list.has_header);
        CHECK(framed.list.mbox_from == "");
        CHECK(framed.tree() == "text/plain");
        CHECK(framed.list.root().body == text);
        CHECK(framed.list.root().headers.empty());
        CHECK_FALSE(framed.list.root().declared);
        CHECK(framed.codes() == "");
    }
}

TEST_CASE("framing: frame_message takes any header for one, and maps decoded bytes") {
    const std::string text = "Hi. This is a text.\n\n--- Below this line is a copy of the message.\n\nX-Id: 1\n\nBody\n";
    test::Reading reading(text);
    const std::string_view message = std::string_view(reading.bytes).substr(text.find("X-Id"));
    const auto list = dsnparse::mime::frame_message(reading.context, message, nullptr);
    CHECK(list.has_header);
    CHECK(list.root().body == "Body\n");
    CHECK(dsnparse::mime::span_of(reading.context, list.root(), list.root().body)->offset == text.find("Body"));
    const auto without = dsnparse::mime::frame_message(reading.context, std::string_view(reading.bytes).substr(0, 19), nullptr);
    CHECK_FALSE(without.has_header);

    dsnparse::text::MappedText decoded{"Subject: x\n\nBody\n", {}};
    reading.scratch.append(decoded.segments, dsnparse::text::Segment{0, {4, 4}, false});
    const auto mapped = dsnparse::mime::frame_message(reading.context, decoded.text, &decoded);
    CHECK(mapped.root().base == &decoded);
    CHECK(dsnparse::mime::span_of(reading.context, mapped.root(), mapped.root().body)->offset == 4);
}

TEST_CASE("framing: warnings name the part and its place") {
    const std::string text = std::string(top)
                             + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: multipart/alternative; "
                               "boundary=c\n\n--c\n\nx\n--b--\n";
    const Framed framed(text);
    REQUIRE(framed.warnings.list().size() == 1);
    const dsnparse::Warning& warning = framed.warnings.list()[0];
    CHECK(warning.code == "W_MIME_UNCLOSED");
    CHECK(warning.severity == dsnparse::Severity::warning);
    CHECK(warning.part == "2");
    REQUIRE(warning.offset.has_value());
    CHECK(*warning.offset == text.find("Content-Type: multipart/alternative"));
    const Framed returned(std::string(top)
                          + "Content-Type: message/rfc822\n\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nx\n");
    REQUIRE(returned.warnings.list().size() == 1);
    CHECK(returned.warnings.list()[0].severity == dsnparse::Severity::info); // a message that came back cut is nothing unusual
}

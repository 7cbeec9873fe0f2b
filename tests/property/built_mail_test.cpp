// What a MIME library writes, we read: messages built by mimetic, framed and decoded again.
#include "mime/decode.hpp"
#include "mime/framing.hpp"

#include "support/build_mail.hpp"
#include "support/corpus.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using build_mail::Mail;
using dsnparse::mime::Part;

namespace {

const std::vector<std::string> bodies = {
    "",
    "Hello\n",
    "one\n\ntwo",
    "blanks at the end of a line  \nand a tab\t\n",
    "  blanks in front\n.\nFrom here\n--\n-- \n",
    "a=b =41 == =\n",
    "caf\xC3\xA9 au lait, caf\xE9 noir\n",
    std::string(300, 'x') + "\n" + std::string(300, ' ') + "\n" + std::string(200, '='),
    std::string("\0\x01\xFF|-\x1B$B\n", 9),
};

struct Reading {
    explicit Reading(std::string text) : bytes(std::move(text)) {}
    std::string bytes;
    dsnparse::Options options;
    dsnparse::detail::Arena arena;
    dsnparse::detail::Arena scratch;
    dsnparse::detail::WarningLog warnings{arena};
    dsnparse::detail::Context context{bytes, options, arena, scratch, warnings};
};

std::string decoded(Reading& reading, const Part& part) {
    return corpus::with_line_ends(dsnparse::mime::decode_bytes(reading.context, part).text, "\n");
}

Mail report(std::string text, std::string status, Mail original) {
    Mail mail("multipart/report");
    mail.parameter("boundary", "=_report 1; x").parameter("report-type", "delivery-status");
    mail.field("From", "MAILER-DAEMON@mx.example.org").field("To", "<a@example.com>").field("Subject", "Undelivered");
    Mail human("text/plain");
    human.parameter("charset", "utf-8").quoted_printable(text);
    Mail machine("message/delivery-status");
    machine.body(status);
    Mail returned("message/rfc822");
    returned.add(std::move(original));
    mail.add(std::move(human)).add(std::move(machine)).add(std::move(returned));
    return mail;
}

} // namespace

TEST_CASE("built mail: bodies survive both codecs, whatever ends the lines") {
    for (const std::string& body : bodies) {
        for (std::string_view line_end : {"\n", "\r\n", "\r"}) {
            Mail mail("multipart/mixed");
            mail.parameter("boundary", "b").field("From", "a@example.com").field("Subject", "x");
            Mail first("text/plain");
            first.quoted_printable(body);
            Mail second("text/plain");
            second.base64(body);
            mail.add(std::move(first)).add(std::move(second));
            Reading reading(mail.bytes(line_end));
            const auto list = dsnparse::mime::frame(reading.context);
            CAPTURE(reading.bytes);
            REQUIRE(list.parts.size() == 3);
            CHECK(decoded(reading, list.parts[1]) == body);
            CHECK(dsnparse::mime::decode_bytes(reading.context, list.parts[2]).text == body);
            CHECK(reading.warnings.list().empty());
        }
    }
}

TEST_CASE("built mail: a report with a returned report in it has all its parts and words") {
    const auto original = [] {
        Mail mail("text/html");
        mail.field("Subject", "the first").field("Message-ID", "<1@example.com>").body("<p>Hello</p>\n");
        return mail;
    };
    const Mail mail = report("Gr\xC3\xBC\xC3\x9F"
                             "e\n",
                             "Reporting-MTA: dns; mx.example.org\n\nAction: failed\n",
                             report("inner\n", "Reporting-MTA: dns; mx.example.net\n\nAction: delayed\n", original()));
    for (std::string_view line_end : {"\n", "\r\n", "\r"}) {
        CAPTURE(line_end);
        Reading reading(mail.bytes(line_end));
        const auto list = dsnparse::mime::frame(reading.context);
        std::string tree;
        for (const Part& part : list.parts)
            tree += std::string(part.section) + " " + std::string(part.type) + "/" + std::string(part.subtype) + "\n";
        CHECK(tree
              == " multipart/report\n1 text/plain\n2 message/delivery-status\n3 message/rfc822\n3 multipart/report\n3.1 "
                 "text/plain\n"
                 "3.2 message/delivery-status\n3.3 message/rfc822\n3.3.1 text/html\n");
        CHECK(list.root().report_type == "delivery-status");
        CHECK(decoded(reading, list.parts[1])
              == "Gr\xC3\xBC\xC3\x9F"
                 "e\n");
        CHECK(decoded(reading, list.parts[2]) == "Reporting-MTA: dns; mx.example.org\n\nAction: failed\n");
        CHECK(decoded(reading, list.parts[6]) == "Reporting-MTA: dns; mx.example.net\n\nAction: delayed\n");
        const auto* subject = dsnparse::mime::find_header(list.parts[8], "Subject");
        REQUIRE(subject != nullptr);
        CHECK(subject->raw == "the first");
        CHECK(reading.warnings.list().empty());
    }
}

TEST_CASE("built mail: a message hidden by base64 is found") {
    Mail inner("text/plain");
    inner.field("Subject", "hidden").body("Hello\n");
    // mimetic writes a message's content from its parts only, never encoded: its base64 is borrowed from another type.
    Mail encoded("application/octet-stream");
    encoded.base64(inner.bytes());
    const std::string body = encoded.bytes();
    Reading reading("From: a@example.com\nSubject: x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                    + body.substr(body.find("\n\n") + 2));
    const auto list = dsnparse::mime::frame(reading.context);
    REQUIRE(list.parts.size() == 2);
    CHECK(list.parts[1].body == "Hello\n");
    CHECK(list.parts[1].base != nullptr);
}

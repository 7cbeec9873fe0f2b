#include "support/outlook_writer.hpp"
#include "unit/store/mailbox.hpp"

#include <dsnparse/parse.hpp>

#include <doctest/doctest.h>

using dsnparse::Report;
using outlook_writer::Item;
using outlook_writer::Properties;
using store_test::Read;
using store_test::read_memory;

namespace {

constexpr std::int64_t noon = 1795435200; // 2026-11-23 12:00:00 UTC

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// The mail that `item` becomes, with nothing to complain about.
std::string mail_of(const Item& item) {
    const Read got = read_memory(item.file());
    REQUIRE(got.messages.size() == 1);
    CHECK(got.problems.empty());
    CHECK(got.messages[0].container == "msg");
    CHECK(got.messages[0].index == -1);
    CHECK_FALSE(got.messages[0].truncated);
    return got.messages[0].bytes;
}

Item report(std::string_view message_class, const Properties& recipient) {
    Item item;
    item.text(0x001A, message_class).text(0x0037, "Undeliverable: Minutes").text(0x0C1A, "System Administrator");
    item.time(0x0039, noon);
    item.recipient(recipient);
    return item;
}

Properties bob() {
    Properties recipient;
    recipient.text(0x3001, "Bob Example").text(0x39FE, "bob@example.net").number(0x0C15, 1);
    return recipient;
}

} // namespace

TEST_CASE("a note keeps the header that it came with, but for what describes the body") {
    Item item;
    item.text(0x001A, "IPM.Note").text(0x1000, "Dear Bob,\r\n\r\nhello.\r\n");
    item.text(0x007D, "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from a.example.org by b.example.net;\r\n"
                      "\tMon, 23 Nov 2026 12:00:00 +0000\r\nContent-Type: multipart/mixed;\r\n\tboundary=\"x\"\r\n"
                      "Subject: hello\r\nMIME-Version: 1.0\r\nFrom: <alice@example.org>\r\n\r\n--x\r\n");
    item.text(0x0037, "another subject").text(0x0C1F, "carol@example.org");
    item.text(0x1035, "<1@example.org>").time(0x0E06, noon);
    CHECK(mail_of(item)
          == "Received: from a.example.org by b.example.net;\n\tMon, 23 Nov 2026 12:00:00 +0000\nSubject: hello\n"
             "From: <alice@example.org>\nDate: Mon, 23 Nov 2026 12:00:00 +0000\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
             "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nDear Bob,\r\n\r\nhello.\r\n");
}

TEST_CASE("a note without a header has that of its properties") {
    Item item;
    item.text(0x001A, "IPM.Note").text16(0x0037, u"Gr\u00fc\u00dfe").text(0x1000, "x");
    item.text(0x0042, "Alice \"A\" Example").text(0x0065, "/O=ORG/CN=ALICE").text(0x5D02, "alice@example.org");
    item.time(0x0039, noon).text(0x1042, "<0@example.org>").text(0x1039, "<00@example.org> <0@example.org>");
    item.recipient(bob());
    item.recipient(Properties().text(0x3001, "carol@example.net").text(0x3003, "carol@example.net").number(0x0C15, 2));
    const std::string mail = mail_of(item);
    CHECK(has(mail, "From: \"Alice \\\"A\\\" Example\" <alice@example.org>\n"));
    CHECK(has(mail, "To: \"Bob Example\" <bob@example.net>\n"));
    CHECK(has(mail, "Cc: carol@example.net\n"));
    CHECK(has(mail, "Subject: Gr\xc3\xbc\xc3\x9f"
                    "e\n"));
    CHECK(has(mail, "Date: Mon, 23 Nov 2026 12:00:00 +0000\n"));
    CHECK(has(mail, "In-Reply-To: <0@example.org>\nReferences: <00@example.org> <0@example.org>\n"));
}

TEST_CASE("texts of 8 bits are in the item's code page") {
    struct Row {
        std::uint32_t codepage;
        const char* bytes;
        const char* text;
    };
    for (const Row& row :
         {Row{1251, "\xcf\xf0", "\xd0\x9f\xd1\x80"}, Row{65001, "\xc3\xa9", "\xc3\xa9"},
          Row{932, "\x93\xfa\x96\x7b", "\xe6\x97\xa5\xe6\x9c\xac"}, Row{28591, "\xe9", "\xc3\xa9"}, Row{0, "\xe9", "\xc3\xa9"}}) {
        CAPTURE(row.codepage);
        Item item;
        item.number(0x3FFD, row.codepage).text8(0x0037, row.bytes).text8(0x1000, row.bytes);
        const std::string mail = mail_of(item);
        CHECK(has(mail, std::string("Subject: ") + row.text + "\n"));
        CHECK(mail.ends_with(std::string("\n\n") + row.text));
    }
}

TEST_CASE("HTML has the charset of the internet code page; with a text it is the alternative") {
    Item item;
    item.number(0x3FDE, 1252).binary(0x1013, "<p>caf\xe9</p>");
    CHECK(mail_of(item).ends_with(
        "Content-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: 8bit\n\n<p>caf\xe9</p>"));
    item.text(0x1000, "words");
    const std::string both = mail_of(item);
    CHECK(has(both, "Content-Type: multipart/alternative; boundary=\"=_outlook_0_\"\n"));
    CHECK(has(both, "\n\nwords\n--=_outlook_0_\nContent-Type: text/html"));
}

TEST_CASE("a delivery status notification kept with its parts is read from them") {
    const std::string status =
        "Reporting-MTA: dns; mail.example.org\r\n\r\nFinal-Recipient: rfc822; bob@example.net\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <bob@example.net> User unknown\r\n";
    for (const bool typed : {true, false}) {
        Item original;
        original.text(0x001A, "IPM.Note").text(0x1035, "<7@example.org>").text(0x0037, "Minutes").text(0x1000, "the minutes");
        Item item;
        item.text(0x001A, "IPM.Note").text(0x0037, "Returned mail").text(0x1000, "It could not be delivered.");
        Properties details;
        details.text(0x3707, "details.txt").number(0x3705, 1).binary(0x3701, status);
        if (typed) details.text(0x370E, "message/delivery-status");
        item.attachment(details);
        item.attachment(Properties().number(0x3705, 5).object(0x3701, original.embedded()));
        item.attachment(Properties().text(0x3704, "a.bin").number(0x3705, 1).binary(0x3701, std::string("\0\1\2", 3)));
        const std::string mail = mail_of(item);
        CHECK(has(mail, "Content-Type: multipart/report; report-type=delivery-status; boundary="));
        CHECK(has(mail, "Content-Disposition: attachment; filename=\"a.bin\"\n\nAAEC\n"));
        const Report result = dsnparse::parse(mail);
        CHECK(result.kind == dsnparse::Kind::bounce);
        REQUIRE(result.recipients.size() == 1);
        CHECK(result.recipients[0].address == "bob@example.net");
        CHECK(result.recipients[0].status == "5.1.1");
        CHECK(result.original.message_id == "7@example.org");
    }
}

TEST_CASE("a report of Exchange gives what its recipients' properties say") {
    Properties recipient = bob();
    recipient.number(0x0C04, 1).number(0x0C05, 35).number(0x0C20, 511);
    recipient.text(0x0C1B, "<mx.example.net #5.1.1 smtp;550 5.1.1 <bob@example.net>... User unknown>");
    recipient.text(0x0C21, "mx.example.net");
    Item item = report("REPORT.IPM.Note.NDR", recipient);
    item.text(0x6820, "dns; mail.example.org").text(0x0049, "Minutes").time(0x004E, noon - 60).text(0x1046, "<7@example.org>");
    item.text(0x1001, "Your message did not reach some or all of the intended recipients.");
    item.text(0x5D07, "alice@example.org");
    const std::string mail = mail_of(item);
    CHECK(has(mail, "To: alice@example.org\n"));
    CHECK(has(mail, "\n\nYour message did not reach"));
    CHECK(has(mail,
              "Content-Type: message/delivery-status\nContent-Transfer-Encoding: 8bit\n\n"
              "Reporting-MTA: dns; mail.example.org\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\n"
              "Remote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp;550 5.1.1 <bob@example.net>... User unknown\n"
              "X-Supplementary-Info: <mx.example.net #5.1.1 smtp;550 5.1.1 <bob@example.net>... User unknown>\n"
              "X-Display-Name: Bob Example\n"));
    CHECK(has(mail, "\n\nSubject: Minutes\nDate: Mon, 23 Nov 2026 11:59:00 +0000\nMessage-ID: <7@example.org>\n"));
    const Report result = dsnparse::parse(mail);
    CHECK(result.kind == dsnparse::Kind::bounce);
    REQUIRE(result.recipients.size() == 1);
    CHECK(result.recipients[0].address == "bob@example.net");
    CHECK(result.recipients[0].action == dsnparse::Action::failed);
    CHECK(result.original.message_id == "7@example.org");
    CHECK(result.original.subject == "Minutes");
}

TEST_CASE("the status of a report: in words, as a number, or by the code of X.400 that stands for one alone") {
    const auto status = [](const Properties& recipient, const char* message_class = "REPORT.IPM.Note.NDR") {
        const std::string mail = mail_of(report(message_class, recipient));
        const std::size_t at = mail.find("\nStatus: ");
        return at == std::string::npos ? std::string() : mail.substr(at + 9, mail.find('\n', at + 9) - at - 9);
    };
    CHECK(status(bob().text(0x0C1B, "<#4.4.7>").number(0x0C20, 511)) == "4.4.7");
    CHECK(status(bob().text(0x0C1B, "< #5.7.133 SMTP; 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup>")) == "5.7.133");
    CHECK(status(bob().text(0x0C1B, "<#a.b.c>").number(0x0C20, 571)) == "5.7.1");
    CHECK(status(bob().number(0x0C20, 99).number(0x0C05, 32)) == "5.1.3");
    CHECK(status(bob().number(0x0C05, 13)).empty()); // of several
    CHECK(status(bob()).empty());
    CHECK(status(bob().number(0x0C05, 35), "REPORT.IPM.Note.Delayed.DR").empty());
}

TEST_CASE("the host of the supplementary information alone is not taken for the remote one") {
    const std::string mail = mail_of(report("REPORT.IPM.Note.NDR", bob().text(0x0C1B, "<exchange.example.org #5.1.1>")));
    CHECK_FALSE(has(mail, "Remote-MTA"));
    CHECK(has(mail, "X-Supplementary-Info: <exchange.example.org #5.1.1>\n"));
}

TEST_CASE("the message class tells what was done") {
    struct Row {
        const char* message_class;
        const char* action;
        dsnparse::Kind kind;
    };
    for (const Row& row : {Row{"REPORT.IPM.Note.NDR", "failed", dsnparse::Kind::bounce},
                           Row{"report.ipm.note.delayed.dr", "delayed", dsnparse::Kind::delay},
                           Row{"REPORT.IPM.Note.Relayed.DR", "relayed", dsnparse::Kind::success},
                           Row{"REPORT.IPM.Note.DR", "delivered", dsnparse::Kind::success}}) {
        CAPTURE(row.message_class);
        const std::string mail = mail_of(report(row.message_class, bob()));
        CHECK(has(mail, std::string("\nAction: ") + row.action + "\n"));
        CHECK(dsnparse::parse(mail).kind == row.kind);
    }
    const std::string receipt = mail_of(report("REPORT.IPM.Note.IPNRN", bob()));
    CHECK(has(receipt, "Disposition: automatic-action/MDN-sent-automatically; displayed\n"));
    CHECK(dsnparse::parse(receipt).kind == dsnparse::Kind::disposition);
    CHECK_FALSE(has(mail_of(report("IPM.Note.NDR", bob())), "message/delivery-status"));
}

TEST_CASE("a recipient whom the report knows by name alone has no address") {
    Properties recipient;
    recipient.text(0x3001, "Bob Example").text(0x3003, "/O=ORG/OU=SITE/CN=RECIPIENTS/CN=BOB").number(0x0C20, 511);
    const std::string mail = mail_of(report("REPORT.IPM.Note.NDR", recipient));
    CHECK(has(mail, "Final-Recipient: unknown; Bob Example\n"));
    const Report result = dsnparse::parse(mail);
    CHECK(result.kind == dsnparse::Kind::bounce);
    for (const auto& each : result.recipients) CHECK(each.address.find('@') == std::string_view::npos);
}

TEST_CASE("a body of RTF alone is read, as words or as the HTML that it was") {
    Item item;
    const auto kept = [](std::string_view rtf) {
        std::string header(16, '\0');
        header[4] = static_cast<char>(rtf.size());
        header.replace(8, 4, "MELA");
        return header + std::string(rtf);
    };
    item.binary(0x1009,
                kept("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Not delivered:\\par caf\\'e9 \\u8364 ?1 \\{x\\}}"));
    CHECK(mail_of(item).ends_with("charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nNot delivered:\ncaf\xc3\xa9 \xe2\x82\xac"
                                  "1 {x}"));
    item.binary(0x1009, kept("{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Words\\htmlrtf\\par}\\htmlrtf0 "
                             "{\\*\\htmltag72 </p>}}"));
    CHECK(mail_of(item).ends_with("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>Words</p>"));
}

TEST_CASE("what looks like a boundary of ours is encoded") {
    Item item;
    item.text(0x1000, "x\n--=_outlook_0_--\ny");
    item.attachment(Properties().text(0x370E, "text/plain").binary(0x3701, "z"));
    const std::string mail = mail_of(item);
    CHECK(has(mail, "Content-Transfer-Encoding: base64\n\neAotLT1fb3V0bG9va18wXy0tCnk=\n"));
}

TEST_CASE("messages within messages are read to a depth, and that is told") {
    Item item;
    item.text(0x1000, "innermost");
    for (int i = 0; i < 8; ++i) {
        Item around;
        around.text(0x1000, "around");
        around.attachment(Properties().number(0x3705, 5).object(0x3701, item.embedded()));
        item = around;
    }
    CHECK(has(mail_of(item), "innermost"));
    Item around;
    around.attachment(Properties().number(0x3705, 5).object(0x3701, item.embedded()));
    const Read got = read_memory(around.file());
    REQUIRE(got.messages.size() == 1);
    CHECK_FALSE(has(got.messages[0].bytes, "innermost"));
    REQUIRE(got.problems.size() == 1);
    CHECK(got.problems[0].reason == "messages lie within each other too deep; the innermost are not read");
}

TEST_CASE("other documents in compound files stay what they were") {
    outlook_writer::Storage document;
    document.streams["WordDocument"] = "words";
    const std::string file = outlook_writer::compound_file(document);
    const Read got = read_memory(file);
    REQUIRE(got.messages.size() == 1);
    CHECK(got.messages[0].bytes == file);
    CHECK(got.messages[0].container.empty());
    dsnparse::SourceOptions options;
    options.format = dsnparse::SourceFormat::message;
    Item item;
    item.text(0x1000, "x");
    CHECK(read_memory(item.file(), options).messages.at(0).bytes == item.file());
}

TEST_CASE("large bodies and attachments, and the limit of one message") {
    std::string large;
    for (int i = 0; large.size() < 300000; ++i) large += "line " + std::to_string(i) + "\n";
    Item item;
    item.text(0x1000, large);
    item.attachment(Properties().text(0x370E, "text/plain").binary(0x3701, large));
    const std::string mail = mail_of(item);
    CHECK(has(mail, large + "\n--=_outlook_0_\nContent-Type: text/plain\n"));
    CHECK(mail.ends_with(large + "\n--=_outlook_0_--\n"));
    dsnparse::SourceOptions options;
    options.message_bytes = 1000;
    CHECK(read_memory(item.file(), options).messages.at(0).bytes == mail.substr(0, 1001));
}

#include "mime/header_block.hpp"

#include "unit/mime/framed.hpp"

TEST_CASE("looks_like_mail_header: mails, and what people paste") {
    struct Row {
        std::string_view name;
        std::string_view text;
        bool mail;
    };
    const Row rows[] = {
        {"a mail", "Received: from a by b; x\nFrom: a@example.com\nSubject: x\n\nHello\n", true},
        {"two fields are enough", "Subject: Returned mail\nFrom: a@example.com\n\nHello\n", true},
        {"a header alone", "Received: from a by b; x\nFrom: a@example.com\nTo: b@example.org\n", true},
        {"a header alone, without its last line end", "Received: from a by b; x\nFrom: a@example.com", true},
        {"lower case", "received: from a by b; x\nfrom: a@example.com\n\nx", true},
        {"one field and an extension", "Subject: x\nX-Mailer: y\n\nHello\n", true},
        {"a MIME part", "Content-Type: message/delivery-status\n\nReporting-MTA: dns; a\n", true},
        {"a return path alone", "Return-Path: <>\n\nHello\n", true},
        {"a multipart without a blank line", "Subject: x\nContent-Type: multipart/mixed; boundary=b\n--b\n\nx\n--b--\n", true},
        {"a garbage line", "Received: from a by b; x\ngarbage line\nFrom: a@example.com\nSubject: x\n\nHello\n", true},
        {"a header without a blank line behind it",
         "Date: x\nFrom: a@example.com\nTo: b@example.org\nSubject: x\nHello world\n\nbye", true},
        {"an answer's head as mail programs write it", "From: a\nSent: Monday\nTo: b\nSubject: Undeliverable\n\nHello\n", true},
        {"a report's fields", "Reporting-MTA: dns; mx.example.org\nArrival-Date: x\n\nFinal-Recipient: rfc822; a@example.com\n",
         false},
        {"a report's fields with extensions",
         "Reporting-MTA: dns; mx.example.org\nX-Postfix-Queue-ID: A1\nX-Postfix-Sender: rfc822; a@example.com\n\nAction: "
         "failed\n",
         false},
        {"a recipient's fields", "Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\n\n", false},
        {"a reply", "554 5.7.1: Delivery not authorized\n\nx\n", false},
        {"a reply with a name", "Diagnostic-Code: smtp; 550 no\n", false},
        {"prose that starts like a field", "From: the admin said no\n", false},
        {"prose that starts like a field, and more of it", "From: the admin said no\n\nand so on\n", false},
        {"prose that starts like two fields", "Date: yesterday\nFrom: the admin\nsaid that the mail failed\n", false},
        {"a repeated field is one", "From: a\nFrom: b\n\nx\n", false},
        {"a summary", "Subject: Undelivered\nRecipient: a@example.com\nReason: 550 no\n\nx\n", false},
        {"a transcript", "----- Transcript of session follows -----\n... while talking to a\n>>> RCPT To:<a@example.com>\n",
         false},
        {"more garbage than fields", "From: a\nx y\nx y\nx y\nTo: b\n\nx\n", false},
        {"a URL", "http://example.com/\n\nx\n", false},
        {"nothing", "", false},
        {"a colon", ":\n\n", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(test::Framed(std::string(row.text)).list.has_header == row.mail);
    }
}

#include "dialects/engine.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using dsnparse::dialects::Cut;
using dsnparse::dialects::find_returned_message;

namespace {

struct Row {
    std::string trap;
    std::string report; ///< what stays
    std::string marker; ///< what is between the two
    std::string message; ///< what was returned
    bool headers_only = false;
};

const std::string report = "Delivery failed: 550 5.1.1 <ann@example.org>: User unknown\n\n";
const std::string header = "Received: from a.example.net by b.example.net; Thu, 2 Feb 2012 14:01:15 -0500\nFrom: "
                           "me@example.net\nTo: ann@example.org\nSubject: x\n";
const std::string message = header + "\ntext\n";

const std::vector<Row>& markers() {
    static const std::vector<Row> rows{
        {"sendmail", report, "   ----- Original message follows -----\n\n", message},
        {"sendmail, header", report, "   ----- Message header follows -----\n\n",
         header + "\n   ----- Message body suppressed -----\n", true},
        {"sendmail 5", report, "   ----- Unsent message follows -----\n", message},
        {"qmail", report, "--- Below this line is a copy of the message.\n\n", message},
        {"qmail, another wording", report, "--- Below the next line is a copy of the message.\n\n", message},
        {"exim", report, "------ This is a copy of the message, including all the headers. ------\n\n", message},
        {"exim, to whom", report, "------ This is a copy of your message, including all the headers. ------\n\n", message},
        {"exim says how much it left out", report,
         "------ This is a copy of the message, including all the headers. ------\n------ The body of the message is 70000 "
         "characters long; only the first\n"
         "------ 1024 or so are included here.\n\n",
         message},
        {"exim, headers", report, "------ This is a copy of the message's headers. ------\n\n", header, true},
        {"OpenSMTPD", report, "    Below is a copy of the original message:\n\n", message},
        {"dma, headers", report, "Message headers follow.\n\n", header, true},
        {"dma, all", report, "Original message follows.\n\n", message},
        {"Yahoo", report, "--- Original message follows.\n\n", message},
        {"Exchange", report, "Original message headers:\n\n", header, true},
        {"Exchange in German", report, "Urspr\xc3\xbcngliche Nachrichtenkopfzeilen:\n\n", header, true},
        {"Exchange in French", report, "En-t\xc3\xaates de message d'origine\xc2\xa0:\n\n", header, true},
        {"Exchange in Italian", report, "Intestazioni originali del messaggio:\n", header, true},
        {"GMX", report, "--- The header of the original message is following. ---\n\n", header, true},
        {"Lotus", report, "------- Returned Message --------\n\n", message},
        {"a box of dashes", report, "|------------------------- Message text follows: ------------------------|\n", message},
        {"Spanish", report, "--- Mensaje original adjunto.\n\n", message},
        {"the sentence goes on in another line", report,
         "Here is a copy of the first part of the message, including\nall headers.\n\n---- START OF RETURNED MESSAGE ----\n",
         message},
        {"Google: the words alone may be anything, the header tells", report, "----- Original message -----\n\n",
         "X-Gm-Message-State: ALoC\n" + message},
        {"no marker", report, "", message},
        {"no marker, folded fields and a bare Received", report, "",
         "Received: from a.example.net\n\tby b.example.net; Thu, 2 Feb 2012\nX-Id: 1\nTo: ann@example.org\n\nx\n"},
        {"a MIME part that was pasted with the rest", report, "--=_bound\nContent-Type: message/rfc822\n\n", message},
        {"a MIME part with the header alone", report,
         "--=_bound\nContent-Description: x\nContent-Type: text/rfc822-headers; charset=us-ascii\n\n", header, true},
        {"a report that came back", report, "",
         "Return-Path: <>\nReceived: from a.example.net by b.example.net; x\nFrom: MAILER-DAEMON@example.com\nTo: "
         "me@example.net\n\nx\n"},
        {"a mark behind a delivery-status",
         report + "Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: 5.1.1\n\n", "Message headers follow:\n\n",
         header, true},
    };
    return rows;
}

std::string crlf(const std::string& text) {
    std::string out;
    for (char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

} // namespace

TEST_CASE("cut: where the returned message begins") {
    for (const Row& row : markers()) {
        for (const bool with_cr : {false, true}) {
            CAPTURE(row.trap);
            CAPTURE(with_cr);
            const auto form = [&](const std::string& text) { return with_cr ? crlf(text) : text; };
            const std::string text = form(row.report + row.marker + row.message);
            const Cut cut = find_returned_message(text);
            CHECK(cut.marker == form(row.report).size());
            CHECK(cut.message == form(row.report + row.marker).size());
            CHECK(cut.headers_only == row.headers_only);
        }
    }
}

TEST_CASE("cut: what is no returned message") {
    const std::string texts[] = {
        "",
        "\n\n",
        "Delivery failed.\n",
        // a machine-readable part, pasted or flattened
        "Reporting-MTA: dns; mta.example.net\nReceived-From-MTA: dns; client.example.net\nArrival-Date: Thu, 2 Feb 2012 14:01:15 "
        "-0500\n\n"
        "Final-Recipient: rfc822; ann@example.org\nOriginal-Recipient: rfc822;ann@example.org\nAction: failed\nStatus: "
        "5.1.1\nRemote-MTA: dns; mx.example.org\n"
        "Diagnostic-Code: smtp; 550 5.1.1 unknown\nReceived: from a by b; x\nX-Display-Name: Ann\n\nmore\n",
        // a summary of the message, with the report going on behind it
        "Your message\n\n  To:      ann@example.org\n  Subject: x\n\ndid not reach the following recipient(s):\n",
        "Your message:\n\nFrom: me@example.net\nTo: ann@example.org\nSubject: x\nDate: Thu, 2 Feb 2012\nMessage-ID: "
        "<1@example.net>\n\ncould not be delivered.\n",
        // what people put above a forwarded report
        "---------- Forwarded message ----------\nFrom: Mail Delivery Subsystem <mailer-daemon@example.com>\nDate: Thu, 2 Feb "
        "2012\nSubject: failure\nTo: me\n\n550 5.1.1 x\n",
        "-----Original Message-----\nFrom: MAILER-DAEMON@example.com\nSent: today\nTo: me\nSubject: Returned mail\n\nThe "
        "original message was received at\n",
        // a whole report pasted below a question: its own header is not a returned one
        "What is this?\n\nReturn-Path: <>\nReceived: from a.example.net by b.example.net; x\nFrom: Mail Delivery "
        "<MAILER-DAEMON@example.com>\nTo: me@example.net\n"
        "Subject: Undelivered\n\nDelivery failed: 550 5.1.1 unknown\n",
        // words of a sentence
        "The original message follows the rules.\nThis is a copy of the message you sent to the list, isn't it?\n",
        "The original message was received at Thu, 2 Feb 2012\nfrom client.example.net\n",
        "See http://www.example.org/a:b\nhttps://example.net/\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(find_returned_message(text).marker == std::string_view::npos);
        CHECK(find_returned_message(text).message == std::string_view::npos);
    }
}

TEST_CASE("cut: a marker with nothing behind it") {
    const Cut cut = find_returned_message("Failed.\n--- Below this line is a copy of the message.\n\n  \n");
    CHECK(cut.marker == 8);
    CHECK(cut.message == std::string_view::npos);
}

TEST_CASE("cut: a marker with no header behind it cuts all the same") {
    const std::string text = "Failed.\n--- Below this line is a copy of the message.\n\nMessage removed\n";
    const Cut cut = find_returned_message(text);
    CHECK(cut.marker == 8);
    CHECK(cut.message == text.find("Message removed"));
}

TEST_CASE("cut: the first of several") {
    const std::string inner = "Failed.\n--- Below this line is a copy of the message.\n\n" + message
                              + "   ----- Original message follows -----\n" + message;
    CHECK(find_returned_message(inner).marker == 8);
}

TEST_CASE("cut: hostile texts") {
    for (const Row& row : markers()) {
        const std::string text = row.report + row.marker + row.message;
        for (std::size_t size = 0; size <= text.size(); ++size) {
            const Cut cut = find_returned_message(std::string_view(text).substr(0, size));
            CHECK((cut.marker == std::string_view::npos || cut.marker <= size));
            CHECK((cut.message == std::string_view::npos || cut.message >= cut.marker));
        }
    }
    for (std::string_view unit :
         {"-", "--\n", ":", "a:", "a: b\n", " \n", "Received: by x\n\n", "From: mailer-daemon\nReceived: by x\nTo: y\n\n", "\r",
          "Content-Type: message/rfc822\n", "Action: x\nReceived: by y\nFrom: z\n\n", "Original message\n"}) {
        std::string text;
        while (text.size() < (std::size_t{1} << 20)) text += unit;
        CAPTURE(unit);
        const Cut cut = find_returned_message(text);
        CHECK((cut.message == std::string_view::npos || cut.message >= cut.marker));
    }
    CHECK(find_returned_message(std::string(1000, '\0')).marker == std::string_view::npos);
}

#include "fields/delivery_status.hpp"

#include "fields/feedback.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::fields;

namespace {

/// Reads a text and keeps what its views point to.
struct Read {
    explicit Read(std::string given, const Options& options = {})
        : text(std::move(given)), options_(options), warnings(arena), context{text, options_, arena, scratch, warnings},
          status(read_delivery_status(context, text::identity(text, 0, arena), "2")) {}

    std::string text;
    Options options_;
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings;
    detail::Context context;
    DeliveryStatus status;
};

/// `address action status code;` of each recipient.
std::string outline(const DeliveryStatus& status) {
    std::string out;
    for (const RecipientFields& group : status.recipients) {
        out += std::string(group.final_address) + ' ' + std::string(to_string(group.action)) + ' ' + std::string(group.status);
        if (group.reply.code) out += ' ' + std::to_string(*group.reply.code);
        out += ';';
    }
    return out;
}

} // namespace

TEST_CASE("delivery status: every field of RFC 3464 by its meaning") {
    const Read read(
        "Original-Envelope-Id: QQ+2B314\nReporting-MTA: dns; mail.example.net (a comment)\nDSN-Gateway: smtp; gate.example.net\n"
        "Received-From-MTA: dns; client.example.net\nArrival-Date: Thu, 2 Feb 2012 14:01:15 -0500\nX-Postfix-Queue-ID: ABC123\n\n"
        "Original-Recipient: rfc822;o+2Bx@example.org\nFinal-Recipient: RFC822; f@example.org\nAction: failed (a "
        "comment)\nStatus: 5.1.1 (no such user)\n"
        "Remote-MTA: dns; mx.example.org [192.0.2.1]\nDiagnostic-Code: SMTP; 550-5.1.1 one\n  550 5.1.1 two\n"
        "Last-Attempt-Date: Thu, 2 Feb 2012 14:01:16 -0500\nFinal-Log-ID: log77\nWill-Retry-Until: Fri, 3 Feb 2012 14:01:16 "
        "-0500\nX-Supplementary-Info: more\n");
    const DeliveryStatus& status = read.status;
    CHECK(status.original_envelope_id == "QQ+314");
    CHECK(status.reporting_mta.type == "dns");
    CHECK(status.reporting_mta.name == "mail.example.net");
    CHECK(status.dsn_gateway.name == "gate.example.net");
    CHECK(status.received_from_mta.name == "client.example.net");
    CHECK(status.arrival_date.text == "2012-02-02T14:01:15-05:00");
    REQUIRE(status.extensions.size() == 1);
    CHECK(status.extensions[0].name == "X-Postfix-Queue-ID");
    REQUIRE(status.recipients.size() == 1);
    const RecipientFields& group = status.recipients[0];
    CHECK(group.original_address == "o+x@example.org");
    CHECK(group.final_address == "f@example.org");
    CHECK(group.action == Action::failed);
    CHECK(group.status == "5.1.1");
    CHECK(group.status_comment == "no such user");
    CHECK(group.remote_mta.name == "mx.example.org");
    CHECK(group.remote_ip == "192.0.2.1");
    CHECK(group.diagnostic_type == "smtp");
    CHECK(group.reply.code == 550);
    CHECK(group.reply.text == "one two");
    CHECK(group.last_attempt.text == "2012-02-02T14:01:16-05:00");
    CHECK(group.will_retry_until.known());
    CHECK(group.final_log_id == "log77");
    CHECK(group.extensions.size() == 1);
    CHECK(group.diagnostic_raw == "Diagnostic-Code: SMTP; 550-5.1.1 one\n  550 5.1.1 two");
    CHECK(read.warnings.list().empty());
}

TEST_CASE("delivery status: groups as real systems divide them") {
    struct Row {
        const char* name;
        const char* text;
        const char* outline;
    };
    for (const Row& row : {
             Row{"two groups",
                 "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; x@e.org\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: "
                 "rfc822; y@e.org\nAction: delayed\nStatus: 4.2.0\n",
                 "x@e.org failed 5.1.1;y@e.org delayed 4.2.0;"},
             Row{"no blank line before the first group (Dovecot)",
                 "Reporting-MTA: dns; a\nFinal-Recipient: rfc822; x@e.org\nAction: failed\nStatus: 5.2.2\n",
                 "x@e.org failed 5.2.2;"},
             Row{"no blank line between groups",
                 "Final-Recipient: rfc822; x@e.org\nAction: failed\nFinal-Recipient: rfc822; y@e.org\nAction: failed\n",
                 "x@e.org failed ;y@e.org failed ;"},
             Row{"Action first (Exim)",
                 "Reporting-MTA: dns; a\n\nAction: failed\nFinal-Recipient: rfc822;x@e.org\nStatus: 5.0.0\n\nAction: "
                 "failed\nFinal-Recipient: rfc822;y@e.org\nStatus: 5.0.0\n",
                 "x@e.org failed 5.0.0;y@e.org failed 5.0.0;"},
             Row{"only Final-Recipient (Haraka)",
                 "Reporting-MTA: dns;a\n\nFinal-Recipient: rfc822;x@e.org\n\nFinal-Recipient: rfc822;y@e.org\n",
                 "x@e.org  ;y@e.org  ;"},
             Row{"CRLF", "Reporting-MTA: dns; a\r\n\r\nFinal-Recipient: rfc822; x@e.org\r\nAction: failed\r\nStatus: 5.1.1\r\n",
                 "x@e.org failed 5.1.1;"},
             Row{"Action in other words",
                 "Final-Recipient: rfc822; x@e.org\nAction: undeliverable\n\nFinal-Recipient: rfc822; y@e.org\nAction: "
                 "Failed\n\nFinal-Recipient: rfc822; z@e.org\nAction: deliverable\n",
                 "x@e.org failed ;y@e.org failed ;z@e.org delivered ;"},
             Row{"folded without indentation",
                 "Final-Recipient: rfc822; x@e.org\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 no\nsuch user here\nStatus: "
                 "5.1.1\n",
                 "x@e.org failed 5.1.1 550;"},
             Row{"a reply without a type", "Final-Recipient: rfc822; x@e.org\nAction: failed\nDiagnostic-Code: 550 5.1.1 no\n",
                 "x@e.org failed  550;"},
             Row{"odd case and spaces", "FINAL-RECIPIENT : rfc822;x@e.org\naction:failed\nSTATUS:5.1.1\n",
                 "x@e.org failed 5.1.1;"},
             Row{"Status with words", "Final-Recipient: rfc822; x@e.org\nStatus: failed 5.1.1\n", "x@e.org  5.1.1;"},
             Row{"nothing", "", ""},
             Row{"no fields", "hello\nworld\n", ""},
         }) {
        CAPTURE(row.name);
        CHECK(outline(Read(row.text).status) == row.outline);
    }
}

TEST_CASE("delivery status: hosts of Remote-MTA in all spellings") {
    struct Row {
        const char* value;
        const char* name;
        const char* ip;
    };
    for (const Row& row :
         {Row{"dns; mx.example.org", "mx.example.org", ""}, Row{"dns; [192.0.2.1]", "192.0.2.1", "192.0.2.1"},
          Row{"192.0.2.1", "192.0.2.1", "192.0.2.1"}, Row{"dns; mx.example.org [192.0.2.1]", "mx.example.org", "192.0.2.1"},
          Row{"dns; mx.example.org (192.0.2.1, the server for the domain)", "mx.example.org", "192.0.2.1"},
          Row{"DNS; mx.example.org.", "mx.example.org", ""}, Row{"smtp; mailhub", "mailhub", ""}}) {
        const Read read("Final-Recipient: rfc822; x@e.org\nRemote-MTA: " + std::string(row.value) + "\n");
        CAPTURE(row.value);
        REQUIRE(read.status.recipients.size() == 1);
        CHECK(read.status.recipients[0].remote_mta.name == row.name);
        CHECK(read.status.recipients[0].remote_ip == row.ip);
    }
}

TEST_CASE("delivery status: what is missing or wrong is said, and the rest is read") {
    const Read no_recipient("Reporting-MTA: dns; a\n\nAction: failed\nStatus: 5.1.1\n");
    CHECK(no_recipient.warnings.has("W_FIELD_MISSING"));
    CHECK(no_recipient.status.recipients.size() == 1);
    const Read bad("Final-Recipient: rfc822; x@e.org\nAction: exploded\nStatus: none\n");
    CHECK(bad.warnings.has("W_FIELD_INVALID"));
    CHECK(outline(bad.status) == "x@e.org  ;");
    Options options;
    options.limits.recipients = 2;
    std::string many;
    for (int i = 0; i < 5; ++i) many += "Final-Recipient: rfc822; x" + std::to_string(i) + "@e.org\n\n";
    const Read limited(many, options);
    CHECK(limited.status.recipients.size() == 2);
    CHECK(limited.warnings.has("W_LIMIT_RECIPIENTS"));
}

TEST_CASE("delivery status: cut anywhere, and made to hurt") {
    const std::string text = "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; x@e.org\nAction: failed\nStatus: "
                             "5.1.1\nDiagnostic-Code: smtp; 550 no\n";
    for (std::size_t size = 0; size <= text.size(); ++size) static_cast<void>(Read(text.substr(0, size)));
    for (const char* piece : {":", "\n", "Action: ", "a:\n", "Final-Recipient: rfc822; x\n", "Diagnostic-Code: smtp; 550 x\n"}) {
        std::string hostile;
        while (hostile.size() < 200000) hostile += piece;
        const Read read(hostile);
        CHECK(read.status.recipients.size() <= Limits().recipients);
    }
}

TEST_CASE("delivery status: found in human text, where its part was lost") {
    const std::string fields = "Reporting-MTA: dns; a.example\nArrival-Date: x\n\nFinal-Recipient: RFC822; x@e.org\nAction: "
                               "failed\nStatus: 5.5.0\nDiagnostic-Code: SMTP; 554 no\n  more";
    CHECK(find_delivery_status("Hello,\n\nwhat is this?\n\n" + fields + "\n\nThanks\nJane\nDoe\n") == fields);
    CHECK(find_delivery_status(fields) == fields);
    CHECK(find_delivery_status("Status: open\nAction: none\n").empty());
    CHECK(find_delivery_status("From: a@b\nSubject: x\n").empty());
    CHECK(find_delivery_status("The Final-Recipient: field is explained in RFC 3464.\n").empty());
    CHECK(find_delivery_status("").empty());
    std::string hostile;
    while (hostile.size() < 500000) hostile += "Reporting-MTA: a\nx\ny\n";
    CHECK(find_delivery_status(hostile).empty());
}

TEST_CASE("feedback and disposition reports") {
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings(arena);
    const Options options;
    const std::string arf =
        "Feedback-Type: Abuse\nUser-Agent: x/1\nVersion: 1\nOriginal-Mail-From: <bounces@example.net>\nOriginal-Rcpt-To: "
        "<u@example.org>\nSource-IP: 192.0.2.1\nReported-Domain: example.net\n";
    detail::Context context{arf, options, arena, scratch, warnings};
    const Feedback feedback = read_feedback(context, text::identity(arf, 0, arena));
    CHECK(feedback.feedback_type == "abuse");
    CHECK(feedback.original_mail_from == "bounces@example.net");
    REQUIRE(feedback.original_rcpt_to.size() == 1);
    CHECK(feedback.original_rcpt_to[0] == "u@example.org");
    CHECK(feedback.source_ip == "192.0.2.1");
    CHECK(feedback.fields.size() == 7);
    const std::string mdn = "Reporting-UA: x\nFinal-Recipient: rfc822;u@example.org\nOriginal-Message-ID: "
                            "<1@example.net>\nDisposition: automatic-action/MDN-sent-automatically; deleted\n";
    const Disposition disposition = read_disposition(context, text::identity(mdn, 0, arena));
    CHECK(disposition.final_recipient == "u@example.org");
    CHECK(disposition.original_message_id == "1@example.net");
    CHECK(disposition.disposition == "automatic-action/MDN-sent-automatically; deleted");
}

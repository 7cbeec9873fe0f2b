#include <dsnparse/parse.hpp>
#include <dsnparse/rules.hpp>
#include <dsnparse/version.hpp>

#include "support/parsed.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

using namespace dsnparse;

namespace {

const std::string original =
    "Received: from client.example.net (client.example.net [192.0.2.7]) by mta.example.net (Postfix) with ESMTP id ABC;\n"
    " Thu, 2 Feb 2012 14:01:00 -0500\nFrom: =?utf-8?Q?Caf=C3=A9?= <a@example.net>\nTo: x@example.org\nSubject: [Ticket#42] "
    "figures\n"
    "Message-ID: <1@example.net>\nX-Campaign-ID: 77\n";

} // namespace

TEST_CASE("parse: precedence of codes between the remote host, the field and the reporter") {
    struct Row {
        const char* name;
        const char* fields;
        const char* status;
        Source source;
        const char* reported;
        int code;
    };
    for (const Row& row : {
             Row{"the remote's own specific code beats the field", "Status: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 no\n",
                 "5.1.1", Source::reply, "5.0.0", 550},
             Row{"also where the field is specific", "Status: 5.5.0\nDiagnostic-Code: smtp; 554 5.7.1 no\n", "5.7.1",
                 Source::reply, "5.5.0", 554},
             Row{"a generic code of the remote does not", "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.0.0 no\n", "5.1.1",
                 Source::field, "", 550},
             Row{"no code in the reply", "Status: 5.1.1\nDiagnostic-Code: smtp; 550 no\n", "5.1.1", Source::field, "", 550},
             Row{"the reporter's words do not beat a specific field", "Status: 5.4.4\nDiagnostic-Code: x-unix; 5.1.1 no\n",
                 "5.4.4", Source::field, "", 0},
             Row{"no Status at all", "Diagnostic-Code: smtp; 550 5.1.1 no\n", "5.1.1", Source::reply, "", 550},
             Row{"nothing", "", "", Source::none, "", 0},
         }) {
        CAPTURE(row.name);
        const std::string message = parsed::report("It failed.",
                                                   "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; "
                                                   "x@example.org\nAction: failed\nRemote-MTA: dns; mx.example.org\n"
                                                       + std::string(row.fields),
                                                   original);
        const Report report = parse(message);
        REQUIRE(report.recipients.size() == 1);
        const Recipient& recipient = report.recipients[0];
        CHECK(recipient.status == row.status);
        CHECK(recipient.status_source == row.source);
        CHECK(recipient.reported_status == row.reported);
        CHECK(recipient.code.value_or(0) == row.code);
    }
}

TEST_CASE("parse: recipients are never merged") {
    const std::string group = "Final-Recipient: rfc822; x@example.org\nAction: ";
    const Report report = parse(parsed::report(
        "", "Reporting-MTA: dns; a\n\n" + group + "failed\nStatus: 5.1.1\n\n" + group + "delayed\nStatus: 4.2.0\n", original));
    REQUIRE(report.recipients.size() == 2);
    CHECK(report.recipients[0].action == Action::failed);
    CHECK(report.recipients[1].action == Action::delayed);
    CHECK(report.kind == Kind::bounce);
    CHECK(report.classification.category == report.recipients[0].classification.category);
}

TEST_CASE("parse: nothing in the returned message counts") {
    const std::string inner = "From: MAILER-DAEMON@other.example\nSubject: Undelivered Mail Returned to "
                              "Sender\nX-Failed-Recipients: wrong@example.com\nMessage-ID: <inner@other.example>\n"
                              "Content-Type: multipart/report; report-type=delivery-status; "
                              "boundary=i\n\n--i\n\n<wrong@example.com>: host mx.wrong.example[192.0.2.99] said: 550 no\n"
                              "--i\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; wrong@example.com\nAction: "
                              "failed\nStatus: 5.7.1\n--i--\n";
    const std::string message =
        "Return-Path: <>\nFrom: MAILER-DAEMON@mta.example.net\nTo: a@example.net\nSubject: Warning\nContent-Type: "
        "multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nDelayed.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; "
        "right@example.org\nAction: delayed\nStatus: 4.4.1\n\n"
        "--b\nContent-Type: message/rfc822\n\n"
        + inner + "--b--\n";
    const Report report = parse(message);
    CHECK(report.kind == Kind::delay);
    REQUIRE(report.recipients.size() == 1);
    CHECK(report.recipients[0].address == "right@example.org");
    CHECK(report.rejecting_hosts.empty());
    CHECK(report.original.message_id == "inner@other.example");
}

TEST_CASE("parse: kinds, by what the mail says of itself") {
    struct Row {
        const char* name;
        std::string message;
        Kind kind;
    };
    const std::string failed = "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nStatus: 5.1.1\n";
    const auto with_action = [](const char* action, const char* status) {
        return parsed::report("",
                              "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; x@example.org\nAction: " + std::string(action)
                                  + "\nStatus: " + status + "\n",
                              original);
    };
    const std::string words =
        "This is the mail system at host mta.example.net.\n\nI'm sorry to have to inform you that your message could not\nbe "
        "delivered to one or more recipients.\n\n"
        "<x@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 no such user (in\n    reply to RCPT TO command)\n";
    for (const Row& row : {
             Row{"failed", with_action("failed", "5.1.1"), Kind::bounce},
             Row{"delayed", with_action("delayed", "4.4.1"), Kind::delay},
             Row{"relayed", with_action("relayed (to non-DSN-aware mailer)", "2.0.0"), Kind::success},
             Row{"feedback",
                 "From: a@example.org\nTo: b@example.net\nSubject: FW: x\nContent-Type: multipart/report; "
                 "report-type=feedback-report; boundary=b\n\n--b\n\nx\n--b\nContent-Type: "
                 "message/feedback-report\n\nFeedback-Type: abuse\n--b--\n",
                 Kind::complaint},
             Row{"disposition",
                 "From: a@example.org\nTo: b@example.net\nSubject: Read: x\nContent-Type: multipart/report; "
                 "report-type=disposition-notification; boundary=b\n\n--b\n\nx\n--b\nContent-Type: "
                 "message/disposition-notification\n\nFinal-Recipient: rfc822;a@example.org\nDisposition: "
                 "manual-action/MDN-sent-manually; displayed\n--b--\n",
                 Kind::disposition},
             Row{"vacation",
                 "From: a@example.org\nTo: b@example.net\nSubject: Re: x\nAuto-Submitted: auto-replied\n\nI am away.\n",
                 Kind::auto_reply},
             Row{"vacation by its subject", "From: a@example.org\nTo: b@example.net\nSubject: Out of Office: x\n\nI am away.\n",
                 Kind::auto_reply},
             Row{"ordinary", "From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n", Kind::message},
             Row{"a person quotes a bounce",
                 "From: jane@example.org\nTo: help@example.net\nSubject: what is this?\n\nI got this:\n\n" + words,
                 Kind::message},
             Row{"a bounce in words",
                 "Return-Path: <>\nFrom: MAILER-DAEMON@mta.example.net\nTo: a@example.net\nSubject: Undelivered Mail Returned to "
                 "Sender\n\n"
                     + words,
                 Kind::bounce},
             Row{"a bounce that calls itself a reply, in words that nobody knows",
                 "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\nTo: "
                 "a@example.net\nAuto-Submitted: auto-replied\n"
                 "Subject: Delivery Status Notification (Failure)\nX-Failed-Recipients: x@example.org\n\nLorem ipsum.\n",
                 Kind::bounce},
             Row{"the same words pasted", words, Kind::bounce},
             Row{"nothing pasted", "hello there\n", Kind::unknown},
             Row{"an ordinary mail as a client prints it",
                 "Jane <jane@example.org> (2026-03-02) (inbox)\n\nSubject: lunch\nTo: b@example.net\nDate: Mon, 2 Mar 2026 "
                 "09:00:00 "
                 "+0000\n\nAt noon?\n",
                 Kind::message},
             Row{"the same with a word of failure, which nobody could read",
                 "Jane <jane@example.org> (2026-03-02) (inbox)\n\nSubject: lunch\nTo: b@example.net\nDate: Mon, 2 Mar 2026 "
                 "09:00:00 "
                 "+0000\n\nIt could not be delivered.\n",
                 Kind::unknown},
             Row{"fields further down", "hello\nthere\nFrom: a@example.org\nTo: b@example.net\nSubject: x\n", Kind::unknown},
             Row{"nothing", "", Kind::unknown},
         }) {
        CAPTURE(row.name);
        const Report report = parse(row.message);
        CHECK(to_string(report.kind) == to_string(row.kind));
        CHECK(report.is_bounce() == (row.kind == Kind::bounce));
    }
}

TEST_CASE("parse: X-Failed-Recipients tells whom the words do not name") {
    const std::string head = "Return-Path: <>\nFrom: Mailer-Daemon@mta.example.net\nTo: a@example.net\nSubject: Mail delivery "
                             "failed: returning message to sender\n"
                             "X-Failed-Recipients: x@example.org,\n  y@example.org\n\n";
    const Report silent = parse(head + "Lorem ipsum.\n");
    REQUIRE(silent.recipients.size() == 2);
    CHECK(silent.recipients[0].address == "x@example.org");
    CHECK(silent.recipients[1].address == "y@example.org");
    CHECK(silent.recipients[0].action == Action::failed);
    CHECK(silent.recipients[0].action_source == Source::inferred);
    const Report success = parse(parsed::report("",
                                                "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; x@example.org\nAction: "
                                                "relayed\nStatus: 2.0.0\nRemote-MTA: dns; mx.example.org\n"
                                                "Diagnostic-Code: smtp; 250 2.1.5 Ok\n",
                                                original));
    REQUIRE(success.recipients.size() == 1);
    CHECK(success.recipients[0].code == 250);
    CHECK(success.rejecting_hosts.empty());
}

TEST_CASE("parse: what ties it to the message that was sent") {
    const Report report =
        parse(parsed::report("",
                             "Original-Envelope-Id: env-1\nReporting-MTA: dns; mta.example.net\nX-Postfix-Queue-ID: "
                             "Q1\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\n",
                             original, "Message-ID: <bounce@mta.example.net>\nReferences: <0@example.net> <1@example.net>\n"));
    REQUIRE(report.correlation.message_ids.size() == 2);
    CHECK(report.correlation.message_ids[0].value == "1@example.net");
    CHECK(report.correlation.message_ids[0].where == IdWhere::original);
    CHECK(report.correlation.message_ids[1].value == "0@example.net");
    CHECK(report.correlation.envelope_id == "env-1");
    REQUIRE(report.correlation.queue_ids.size() == 2);
    CHECK(report.correlation.queue_ids[0].value == "ABC");
    CHECK(report.correlation.queue_ids[1].value == "Q1");
    REQUIRE(report.correlation.headers.size() == 1);
    CHECK(report.correlation.headers[0].value == "77");
    REQUIRE(report.correlation.subject_tags.size() == 1);
    CHECK(report.correlation.subject_tags[0] == "[Ticket#42]");
    CHECK(report.original.from.name == "Caf\xC3\xA9");
    CHECK(report.original.present == Present::headers);
    CHECK(report.hops.size() == 1);
}

TEST_CASE("parse: options reach the result") {
    const std::string message = parsed::report(
        "", "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nDiagnostic-Code: smtp; 550 no\n",
        original);
    Options options;
    options.source = "here";
    options.index = 3;
    options.offset = 99;
    options.evidence = EvidenceLevel::none;
    options.message_digest = false;
    const Report report = parse(message, options);
    CHECK(report.input.source == "here");
    CHECK(report.input.index == 3);
    CHECK(report.input.offset == 99);
    CHECK(report.input.id.empty());
    CHECK(report.input.container == "eml");
    REQUIRE(report.recipients.size() == 1);
    CHECK(report.recipients[0].evidence.empty());
    options.evidence = EvidenceLevel::refs;
    const Report refs = parse(message, options);
    REQUIRE(!refs.recipients[0].evidence.empty());
    CHECK(refs.recipients[0].evidence[0].text.empty());
    CHECK(refs.recipients[0].evidence[0].span.has_value());
    // SHA-256 of nothing, FIPS 180-4
    CHECK(parse("").input.id == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // SHA-256 of 1 MiB of `a`; one byte more changes the way it is made, and every byte counts.
    std::string mail(std::size_t{1} << 20, 'a');
    CHECK(parse(mail).input.id == "9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360");
    mail += "b";
    CHECK(parse(mail).input.id == "c0a7e5662fa0d7105cff80f43114d2cd0cbbe48d66e44f5c3ce94c00cb3c13ea");
    mail.back() = 'c';
    CHECK(parse(mail).input.id == "132e20c04df7dbf9de2b2170d9347a7cb0d0d94735192cc343dec27a3415652b");
}

TEST_CASE("parse: a user's rule goes first") {
    const RuleSet rules = RuleSet::with_overlay(
        R"({"rules": [{"id": "ours.vip", "category": "policy_local", "text": ["no such user"], "examples": ["550 no such user"]}]})",
        "ours.json");
    REQUIRE(rules.ok());
    Options options;
    options.rules = &rules;
    const Report report = parse("<x@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 no such user\n", options);
    REQUIRE(report.recipients.size() == 1);
    CHECK(report.recipients[0].classification.rule == "ours.vip");
    CHECK(report.rules_version.find("overlay") != std::string_view::npos);
}

TEST_CASE("trace: the chain of an ordinary mail") {
    const Report report = trace("Received: from b.example.com (b.example.com [198.51.100.2]) by mx.example.org (Postfix) with "
                                "ESMTPS id 2; Thu, 2 Feb 2012 14:01:10 -0500\n"
                                "Received: from a.example.com (a.example.com [10.0.0.1]) by b.example.com (Postfix) with ESMTP "
                                "id 1; Thu, 2 Feb 2012 14:01:00 -0500\n"
                                "From: a@example.com\nTo: b@example.org\nSubject: x\n\nhello\n");
    REQUIRE(report.hops.size() == 2);
    CHECK(report.hops[0].by == "b.example.com");
    CHECK(report.hops[1].from_ip == "198.51.100.2");
    CHECK(report.hops[1].delay_s == 10.0);
    REQUIRE(report.edge.best);
    CHECK(report.edge.candidates[*report.edge.best].ip == "198.51.100.2");
    CHECK(trace("").hops.empty());
}

TEST_CASE("version: the header, the library and the build agree") {
    CHECK(std::string(version()) == DSNPARSE_VERSION);
    std::ifstream file(std::string(DSNPARSE_SOURCE_DIR) + "/CMakeLists.txt");
    std::ostringstream content;
    content << file.rdbuf();
    CHECK(content.str().find("project(dsnparse VERSION " DSNPARSE_VERSION " ") != std::string::npos);
}

TEST_CASE("parse: block lists that a refusal names") {
    struct Row {
        const char* reply;
        const char* name;
        const char* ip;
        const char* url;
    };
    const Row rows[] = {
        {"554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "Spamhaus ZEN", "192.0.2.1",
         "https://check.spamhaus.org/listed/?searchterm=192.0.2.1"},
        {"554 5.7.1 Client host [192.0.2.1] blocked using bl.spamcop.net; https://www.spamcop.net/bl.shtml?192.0.2.1;", "SpamCop",
         "192.0.2.1", "https://www.spamcop.net/bl.shtml?192.0.2.1"},
        {"550 Client host [192.0.2.1] blocked using bl.example.net; see http://bl.example.net/q?192.0.2.1", "bl.example.net",
         "192.0.2.1", "http://bl.example.net/q?192.0.2.1"},
        {"554 5.7.1 The link in this mail is in dbl.spamhaus.org", "Spamhaus DBL", "", "https://check.spamhaus.org/"},
        {"550 5.1.1 User unknown", nullptr, "", ""},
        {"550 5.7.1 rejected by notbl.spamcop.network", nullptr, "", ""},
    };
    for (const Row& row : rows) {
        const std::string mail = std::string("From: MAILER-DAEMON@mx.example.net\nSubject: Returned mail\n\n"
                                             "<ann@example.org>: host mx.example.org[192.0.2.25] said: ")
                                 + row.reply + "\n";
        CAPTURE(mail);
        const Report report = parse(mail);
        REQUIRE(report.blocklists.size() == (row.name == nullptr ? 0 : 1));
        if (row.name == nullptr) continue;
        CHECK(report.blocklists[0].name == row.name);
        CHECK(report.blocklists[0].ip == row.ip);
        CHECK(report.blocklists[0].url == row.url);
    }
}

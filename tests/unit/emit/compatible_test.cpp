#include "knowledge/knowledge.hpp"
#include "support/parsed.hpp"

#include <dsnparse/compatible.hpp>
#include <dsnparse/json.hpp>
#include <dsnparse/rules.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace dsnparse;
using Json = nlohmann::ordered_json;

namespace {

std::vector<Json> lines(const std::string& text) {
    std::vector<Json> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.push_back(Json::parse(line));
    return all;
}

std::vector<Json> sisimai(const Report& report) {
    std::string out;
    append_sisimai(report, out);
    return lines(out);
}

std::vector<Json> ses(const Report& report) {
    std::string out;
    append_ses(report, out);
    return lines(out);
}

const std::string bounce = parsed::report(
    "The following address failed:\n\n<gone@example.com>: host mx.example.com[192.0.2.7] said:\n"
    "    550 5.1.1 No such user here (in reply to RCPT TO command)\n",
    "Reporting-MTA: dns; mta.example.net\nArrival-Date: Thu, 2 Feb 2012 13:00:00 -0500\n\n"
    "Final-Recipient: rfc822; gone@example.com\nOriginal-Recipient: rfc822; sales@example.com\nAction: failed\nStatus: 5.1.1\n"
    "Remote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; 550 5.1.1 No such user here\n"
    "Last-Attempt-Date: Thu, 2 Feb 2012 14:01:15 -0500\n\n"
    "Final-Recipient: rfc822; full@example.org\nAction: failed\nStatus: 5.2.2\n"
    "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\n\n"
    "Final-Recipient: rfc822; nobody@example.com\nAction: failed\nStatus: 5.1.1\n"
    "Diagnostic-Code: smtp; 550 5.1.1 No such user here\n",
    "From: \"Ann Example\" <ann@example.net>\nTo: sales@example.com\nSubject: Minutes\nMessage-ID: <m1@example.net>\n"
    "Date: Thu, 2 Feb 2012 18:00:00 +0000\nList-Id: News <news.example.net>\nFeedback-ID: 7:campaign\n",
    "Date: Thu, 2 Feb 2012 19:01:20 +0000\n");

const std::string complaint =
    "From: fbl@example.com\nTo: abuse@example.net\nDate: Thu, 2 Feb 2012 19:01:20 +0000\nSubject: complaint\nMIME-Version: 1.0\n"
    "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nThis is an email abuse report.\n--b\n"
    "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n"
    "Original-Rcpt-To: <reader@example.com>\nArrival-Date: Thu, 2 Feb 2012 18:00:00 +0000\n\n--b\n"
    "Content-Type: message/rfc822\n\nFrom: ann@example.net\nTo: reader@example.com\nSubject: News\nMessage-ID: <n1@example.net>\n"
    "\nHello\n--b--\n";

} // namespace

TEST_CASE("foreign reasons: every category has one, and no other") {
    const knowledge::Compiled& knowledge = RuleSet::builtin().compiled();
    const auto names = [](const char* file) {
        std::ifstream in(std::string(DSNPARSE_SOURCE_DIR) + "/data/" + file);
        std::set<std::string> all;
        for (std::string line; std::getline(in, line);)
            if (!line.empty() && line[0] != '#') all.insert(line.substr(0, line.find('\t')));
        return all;
    };
    std::set<std::string> categories_named = names("categories.tsv");
    std::set<std::string> reasons_named = names("foreign-reasons.tsv");
    categories_named.erase("id");
    reasons_named.erase("category");
    REQUIRE(categories_named.size() > 40);
    CHECK(categories_named == reasons_named);

    const std::set<std::string_view> sisimai_reasons{
        "authfailure",  "badreputation", "blocked",         "contenterror",    "exceedlimit", "expired",     "failedstarttls",
        "filtered",     "hasmoved",      "hostunknown",     "mailboxfull",     "mailererror", "mesgtoobig",  "networkerror",
        "norelaying",   "notaccept",     "notcompliantrfc", "policyviolation", "rejected",    "requireptr",  "securityerror",
        "spamdetected", "speeding",      "suppressed",      "suspend",         "syntaxerror", "systemerror", "systemfull",
        "toomanyconn",  "undefined",     "userunknown",     "virusdetected"};
    const std::set<std::string_view> transient{"General", "MailboxFull", "MessageTooLarge", "ContentRejected",
                                               "AttachmentRejected"};
    for (const std::string& name : categories_named) {
        CAPTURE(name);
        const knowledge::ForeignReason reason = knowledge::foreign_reason_of(knowledge, name);
        const knowledge::Category* category = knowledge::find_category(knowledge, name);
        REQUIRE(category != nullptr);
        CHECK(sisimai_reasons.count(reason.sisimai) == 1);
        // Readers of SES notifications drop the address for good after a Permanent bounce.
        CHECK((reason.ses_type == "Permanent") == (category->suppress == Suppress::yes || name == "suppressed"));
        if (reason.ses_type == "Transient") CHECK(transient.count(reason.ses_subtype) == 1);
        if (reason.ses_type == "Undetermined") CHECK(reason.ses_subtype == "Undetermined");
        CHECK((reason.ses_type == "Undetermined") == (name == "undetermined" || name == "not_a_bounce"));
    }
    CHECK(knowledge::foreign_reason_of(knowledge, "no_such_category").sisimai == "undefined");
}

TEST_CASE("sisimai: an object for each recipient, with the names of versions 4 and 5") {
    Options options;
    options.source = "bounces/1.eml";
    const std::vector<Json> facts = sisimai(parse(bounce, options));
    REQUIRE(facts.size() == 3);
    const Json& fact = facts[0];
    CHECK(fact["addresser"] == "ann@example.net");
    CHECK(fact["recipient"] == "gone@example.com");
    CHECK(fact["senderdomain"] == "example.net");
    CHECK(fact["destination"] == "example.com");
    CHECK(fact["alias"] == "sales@example.com");
    CHECK(fact["timestamp"] == 1328209275); // 2012-02-02 19:01:15 UTC
    CHECK(fact["timezoneoffset"] == "-0500");
    CHECK(fact["deliverystatus"] == "5.1.1");
    CHECK(fact["replycode"] == "550");
    CHECK(fact["reason"] == "userunknown");
    CHECK(fact["action"] == "failed");
    CHECK(fact["diagnosticcode"] == "550 5.1.1 No such user here");
    CHECK(fact["diagnostictype"] == "SMTP");
    CHECK(fact["lhost"] == "mta.example.net");
    CHECK(fact["rhost"] == "mx.example.com");
    CHECK(fact["command"] == "RCPT");
    CHECK(fact["smtpcommand"] == fact["command"]);
    CHECK(fact["smtpagent"] == fact["decodedby"]);
    CHECK(fact["subject"] == "Minutes");
    CHECK(fact["messageid"] == "m1@example.net");
    CHECK(fact["listid"] == "news.example.net");
    CHECK(fact["feedbackid"] == "7:campaign");
    CHECK(fact["feedbacktype"] == "");
    CHECK(fact["origin"] == "bounces/1.eml");
    CHECK(fact["hardbounce"] == true);
    CHECK(fact["softbounce"] == 0);
    CHECK(fact["catch"].is_null());
    CHECK(facts[1]["reason"] == "mailboxfull");
    CHECK(facts[1]["hardbounce"] == false);
    CHECK(facts[1]["softbounce"] == 1);
    CHECK(facts[1]["timestamp"] == 1328205600); // no attempt is told: Arrival-Date, 18:00:00 UTC
    CHECK(facts[1]["token"] != facts[0]["token"]);
    CHECK(facts[2]["recipient"] == "nobody@example.com");
}

TEST_CASE("sisimai: the token that Sisimai publishes for its own example") {
    const std::string message = parsed::report(
        "",
        "Reporting-MTA: dns; mta.example.org\n\nFinal-Recipient: rfc822; userunknown@bouncehammer.jp\nAction: failed\n"
        "Status: 5.1.1\nLast-Attempt-Date: Wed, 16 Oct 2013 14:15:35 +0900\n",
        "From: Kijitora@example.org\n");
    const std::vector<Json> facts = sisimai(parse(message));
    REQUIRE(facts.size() == 1);
    CHECK(facts[0]["timestamp"] == 1381900535);
    CHECK(facts[0]["timezoneoffset"] == "+0900");
    CHECK(facts[0]["token"] == "9fe754876e9133aae5d20f0fd8dd7f05b4e9d9f0");
}

TEST_CASE("sisimai: a complaint is feedback; what is no failure is left out") {
    const std::vector<Json> facts = sisimai(parse(complaint));
    REQUIRE(facts.size() == 1);
    CHECK(facts[0]["reason"] == "feedback");
    CHECK(facts[0]["feedbacktype"] == "abuse");
    CHECK(facts[0]["recipient"] == "reader@example.com");
    CHECK(facts[0]["diagnostictype"] == "");
    CHECK(facts[0]["replycode"] == "");
    CHECK(facts[0]["hardbounce"] == false);
    CHECK(facts[0]["softbounce"] == -1);
    CHECK(facts[0]["smtpagent"] == "ARF");
    CHECK(sisimai(parse("From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n")).empty());
    CHECK(sisimai(Report()).empty());
    const std::string mixed = parsed::report("",
                                             "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; ok@example.com\n"
                                             "Action: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; gone@example.com\n"
                                             "Action: failed\nStatus: 5.1.1\n",
                                             "");
    REQUIRE(sisimai(parse(mixed)).size() == 1);
    CHECK(sisimai(parse(mixed))[0]["recipient"] == "gone@example.com");
}

TEST_CASE("ses: a notification for each type of bounce") {
    const Report report = parse(bounce);
    const std::vector<Json> all = ses(report);
    REQUIRE(all.size() == 2);
    const Json& permanent = all[0];
    CHECK(permanent["notificationType"] == "Bounce");
    CHECK(permanent["bounce"]["bounceType"] == "Permanent");
    CHECK(permanent["bounce"]["bounceSubType"] == "General");
    CHECK(permanent["bounce"]["timestamp"] == "2012-02-02T19:01:20.000Z");
    CHECK(permanent["bounce"]["reportingMTA"] == "dns; mta.example.net");
    CHECK(permanent["bounce"]["remoteMtaIp"] == "192.0.2.7");
    const Json& recipients = permanent["bounce"]["bouncedRecipients"];
    REQUIRE(recipients.size() == 2);
    CHECK(recipients[0] == Json::parse(R"({"emailAddress": "gone@example.com", "action": "failed", "status": "5.1.1",
                                           "diagnosticCode": "smtp; 550 5.1.1 No such user here"})"));
    CHECK(recipients[1]["emailAddress"] == "nobody@example.com");
    CHECK(permanent["mail"]["messageId"] == "m1@example.net");
    CHECK(permanent["mail"]["source"] == "ann@example.net");
    CHECK(permanent["mail"]["timestamp"] == "2012-02-02T18:00:00.000Z");
    CHECK(permanent["mail"]["destination"] == Json::parse(R"(["sales@example.com"])"));
    CHECK(permanent["mail"]["headersTruncated"] == false);
    CHECK(permanent["mail"]["headers"][0] == Json::parse(R"({"name": "From", "value": "\"Ann Example\" <ann@example.net>"})"));
    CHECK(permanent["mail"]["commonHeaders"]["from"][0] == "Ann Example <ann@example.net>");
    CHECK(permanent["mail"]["commonHeaders"]["subject"] == "Minutes");
    CHECK(permanent["mail"]["commonHeaders"]["messageId"] == "<m1@example.net>");
    const Json& transient = all[1];
    CHECK(transient["bounce"]["bounceType"] == "Transient");
    CHECK(transient["bounce"]["bounceSubType"] == "MailboxFull");
    CHECK(transient["bounce"]["bouncedRecipients"][0]["emailAddress"] == "full@example.org");
    CHECK(permanent["bounce"]["feedbackId"] == std::string(report.input.id));
    CHECK(transient["bounce"]["feedbackId"] != permanent["bounce"]["feedbackId"]);
}

TEST_CASE("ses: complaints, deliveries, and what SES does not notify of") {
    const std::vector<Json> all = ses(parse(complaint));
    REQUIRE(all.size() == 1);
    CHECK(all[0]["notificationType"] == "Complaint");
    CHECK(all[0]["complaint"]["complainedRecipients"] == Json::parse(R"([{"emailAddress": "reader@example.com"}])"));
    CHECK(all[0]["complaint"]["complaintFeedbackType"] == "abuse");
    CHECK(all[0]["complaint"]["userAgent"] == "SomeGenerator/1.0");
    CHECK(all[0]["complaint"]["timestamp"] == "2012-02-02T19:01:20.000Z");
    CHECK(all[0]["mail"]["messageId"] == "n1@example.net");

    const std::string success = parsed::report("",
                                               "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; ok@example.com\n"
                                               "Action: delivered\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 2.0.0 OK\n",
                                               "");
    REQUIRE(ses(parse(success)).size() == 1);
    CHECK(ses(parse(success))[0]["notificationType"] == "Delivery");
    CHECK(ses(parse(success))[0]["delivery"]["recipients"] == Json::parse(R"(["ok@example.com"])"));

    const std::string delay = parsed::report("",
                                             "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; a@example.com\n"
                                             "Action: delayed\nStatus: 4.4.1\n",
                                             "");
    CHECK(ses(parse(delay)).empty());
    CHECK(ses(parse("From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n")).empty());
}

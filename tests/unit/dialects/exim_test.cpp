#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::describe_recipients;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header =
    "X-Failed-Recipients: ann@example.org\nFrom: Mail Delivery System <Mailer-Daemon@mta.example.net>\n"
    "Subject: Mail delivery failed: returning message to sender\n";
constexpr std::string_view warning_header = "From: Mail Delivery System <Mailer-Daemon@mta.example.net>\n"
                                            "Subject: Warning: message 1xVXEv-00002S-1A delayed 24 hours\n";

const std::string introduction = "This message was created automatically by mail delivery software.\n\n"
                                 "A message that you sent could not be delivered to one or more of its\n"
                                 "recipients. This is a permanent error. The following address(es) failed:\n\n";
const std::string warning = "This message was created automatically by mail delivery software.\n"
                            "A message that you sent has not yet been delivered to one or more of its\n"
                            "recipients after more than 24 hours on the queue on mta.example.net.\n\n"
                            "The message identifier is:     1xVXEv-00002S-1A\n"
                            "The subject of the message is: Quarterly figures\n\n"
                            "The address to which the message has not yet been delivered is:\n\n";
const std::string warning_end = "\nNo action is required on your part. Delivery attempts will continue for\n"
                                "some time, and this warning may be repeated at intervals if the message\n"
                                "remains undelivered.\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply folded at its colon",
         header,
         introduction
             + "  ann@example.org\n"
               "    host mx1.example.org [192.0.2.25]\n"
               "    SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n"
               "    550 5.1.1 <ann@example.org>: Recipient address rejected:\n"
               "    User unknown in virtual mailbox table\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown in virtual mailbox table | remote rcpt "
          "mx1.example.org[192.0.2.25] | ann@example.org | RCPT TO:<ann@example.org>"}},
        {"several lines, at the end of the message",
         header,
         introduction
             + "  ann@example.org\n"
               "    host mx1.example.org [192.0.2.25]\n"
               "    SMTP error from remote mail server after pipelined end of data:\n"
               "    550-5.7.1 Delivery not authorized\n"
               "    550-5.7.1 Sender is not permitted.\n"
               "    550 5.7.1 Go away\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Delivery not authorized Sender is not permitted. Go away | remote end_of_data mx1.example.org[192.0.2.25] | "
          "ann@example.org | end of data"}},
        {"several lines without enhanced codes",
         header,
         introduction
             + "  ann@example.org\n"
               "    host mx1.example.org [192.0.2.25]\n"
               "    SMTP error from remote mail server after initial connection:\n"
               "    550-192.0.2.222 blocked by policy\n"
               "    550 Error - Blocked for abuse\n",
         {"ann@example.org failed"},
         {"550 - 192.0.2.222 blocked by policy Error - Blocked for abuse | remote banner mx1.example.org[192.0.2.25] | "
          "ann@example.org | "
          "initial connection"}},
        {"two recipients; an older version names the host in front of the reply",
         header,
         introduction
             + "  ann@example.org\n"
               "    SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n"
               "    host mx.example.org [192.0.2.53]: 550 5.1.1 <ann@example.org>... User Unknown\n"
               "  bea@example.org\n"
               "    SMTP error from remote mail server after MAIL FROM:<bob@example.net> SIZE=1024:\n"
               "    host mx.example.org [2001:db8::53]: 554 5.7.1 Reverse DNS failed.\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"550 5.1.1 <ann@example.org>... User Unknown | remote rcpt mx.example.org[192.0.2.53] | ann@example.org | RCPT "
          "TO:<ann@example.org>",
          "554 5.7.1 Reverse DNS failed. | remote mail mx.example.org[2001:db8::53] | bea@example.org | MAIL "
          "FROM:<bob@example.net> SIZE=1024"}},
        {"the oldest version breaks lines at every colon",
         header,
         "This message was created automatically by mail delivery software.\n\n"
         "A message that you sent could not be delivered to all of its recipients.\n"
         "The following address(es) failed:\n\n"
         "  ann@example.org:\n"
         "    SMTP error from remote mailer after RCPT TO:\n"
         "    <ann@example.org>:\n"
         "    host mailhost1.example.org [192.0.2.33]:\n"
         "    553 5.1.1 unknown or illegal user:\n"
         "    ann@example.org\n",
         {"ann@example.org failed"},
         {"553 5.1.1 unknown or illegal user: ann@example.org | remote rcpt mailhost1.example.org[192.0.2.33] | ann@example.org "
          "| "
          "RCPT TO: <ann@example.org>"}},
        {"what was written to is the alias",
         header,
         introduction
             + "  ann@example.org\n"
               "    (generated from team@example.net)\n"
               "    host mx1.example.org [192.0.2.25]\n"
               "    SMTP error from remote mail server after EHLO mta.example.net:\n"
               "    550 Rejected\n"
               "  bea@example.org\n"
               "    (ultimately generated from team@example.net)\n"
               "    Unrouteable address\n",
         {"ann@example.org failed from team@example.net", "bea@example.org failed from team@example.net"},
         {"550 - Rejected | remote ehlo mx1.example.org[192.0.2.25] | ann@example.org | EHLO mta.example.net",
          "- - Unrouteable address | reporter local - | bea@example.org | -"}},
        {"no connection until the time was up: the host that was tried",
         header,
         introduction
             + "  ann@example.org\n"
               "    host mx.example.org [192.0.2.8]\n"
               "    retry timeout exceeded\n",
         {"ann@example.org failed"},
         {"- - retry timeout exceeded | reporter unknown mx.example.org[192.0.2.8] | ann@example.org | -"}},
        {"a deferral until the time was up: two statements",
         header,
         introduction
             + "  ann@example.org\n"
               "    host mx.example.org [192.0.2.3]\n"
               "    SMTP error from remote mail server after initial connection:\n"
               "    421-4.7.0 too many connections from your host\n"
               "    421 4.7.0 closing connection: retry timeout exceeded\n",
         {"ann@example.org failed"},
         {"421 4.7.0 too many connections from your host closing connection | remote banner mx.example.org[192.0.2.3] | "
          "ann@example.org | "
          "initial connection",
          "- - retry timeout exceeded | reporter local - | ann@example.org | -"}},
        {"names that do not lead anywhere",
         header,
         introduction
             + "  ann@badmx.example\n"
               "    all relevant MX records point to non-existent hosts\n"
               "  bea@nullmx.example\n"
               "    an MX or SRV record indicated no SMTP service\n",
         {"ann@badmx.example failed", "bea@nullmx.example failed"},
         {"- - all relevant MX records point to non-existent hosts | reporter dns - | ann@badmx.example | -",
          "- - an MX or SRV record indicated no SMTP service | reporter dns - | bea@nullmx.example | -"}},
        {"a warning",
         warning_header,
         warning
             + "  ann@example.org\n"
               "    host mx1.example.org [192.0.2.25]\n"
               "    Delay reason: SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n"
               "    450 4.2.0 <ann@example.org>: temporarily deferred\n"
             + warning_end,
         {"ann@example.org delayed"},
         {"450 4.2.0 <ann@example.org>: temporarily deferred | remote rcpt mx1.example.org[192.0.2.25] | ann@example.org | "
          "RCPT TO:<ann@example.org>"}},
        {"a warning that tells the host in log style",
         warning_header,
         warning
             + "  ann@example.org\n"
               "    Delay reason: H=mx.example.org [192.0.2.25]: SMTP error from remote mail server after RCPT "
               "TO:<ann@example.org>:\n"
               "    451 Over-quota\n"
             + warning_end,
         {"ann@example.org delayed"},
         {"451 - Over-quota | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT TO:<ann@example.org>"}},
        {"a program's output belongs to the address that it was run for",
         header,
         introduction
             + "  pipe to |/bin/list post\n"
               "    generated by ann@example.org\n"
               "    local delivery failed\n\n"
               "The following text was generated during the delivery attempt:\n\n"
               "------ pipe to |/bin/list post\n"
               "       generated by ann@example.org ------\n\n"
               "the list server is out of order\n"
               "  carl@example.com is not subscribed\n",
         {"ann@example.org failed"},
         {"- - local delivery failed | reporter local - | ann@example.org | -",
          "- - the list server is out of order carl@example.com is not subscribed | reporter local - | ann@example.org | -"}},
        {"a bare local part; the header gives the address",
         header,
         introduction
             + "  ann\n"
               "    Unknown user\n",
         {"ann@example.org failed"},
         {"- - Unknown user | reporter local - | ann@example.org | -"}},
        {"a provider's rewording: the announcement broken, addresses at the margin",
         header,
         "This message was created automatically by mail delivery software.\n\n"
         "A message that you sent could not be delivered to one or more of\n"
         "its recipients. This is a permanent error. The following addresses\n"
         "failed:\n\n"
         "ann@example.org:\n"
         "  quota exceeded\n",
         {"ann@example.org failed"},
         {"- - quota exceeded | reporter local - | ann@example.org | -"}},
        {"LMTP, on one line",
         header,
         introduction
             + "  ann@example.org\n"
               "    LMTP error after end of data: 550 Number 2 fails\n",
         {"ann@example.org failed"},
         {"550 - Number 2 fails | remote end_of_data - | ann@example.org | end of data"}},
        {"bytes outside ASCII are printed as octal numbers",
         header,
         introduction
             + "  ann-\\347\\224\\250@example.org\n"
               "    custom text; write to office@example.net\n",
         {"ann-\xe7\x94\xa8@example.org failed"},
         {"- - custom text; write to office@example.net | reporter local - | ann-\xe7\x94\xa8@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("exim: every kind of entry") {
    for (const DialectCase& row : cases()) check_case("exim", row);
}

TEST_CASE("exim: a warning names the queue") {
    const Words words(warning + "  ann@example.org\n" + warning_end, warning_header);
    CHECK(words.facts.action == dsnparse::Action::delayed);
    CHECK(words.facts.reporting_mta == "mta.example.net");
    CHECK(words.facts.queue_id == "1xVXEv-00002S-1A");
    CHECK(describe_recipients(words.facts) == std::vector<std::string>{"ann@example.org delayed"});
    CHECK(words.facts.replies.empty());
}

TEST_CASE("exim: a reason and that the time was up") {
    const Words words(introduction
                          + "  save to /var/mail/ann\n"
                            "    generated by ann@example.org\n"
                            "    mailbox is full: retry timeout exceeded\n",
                      header);
    CHECK(words.replies() == std::vector<std::string>{"- - mailbox is full | reporter local - | ann@example.org | -"});
    REQUIRE(words.facts.recipients.size() == 1);
    CHECK(words.facts.recipients[0].reason == "mailbox is full");
}

TEST_CASE("exim: a frozen message waits") {
    const Words words("Message 1xVXEv-00002S-1A has been frozen.\n"
                      "The sender is <bob@example.net>.\n\n"
                      "The following address(es) have yet to be delivered:\n\n"
                      "  ann@example.org: host is on hold\n"
                      "  bea@example.org\n",
                      "From: Mail Delivery System <Mailer-Daemon@mta.example.net>\nSubject: Message frozen\n");
    CHECK(words.facts.mta == "exim");
    CHECK(words.facts.queue_id == "1xVXEv-00002S-1A");
    CHECK(describe_recipients(words.facts) == std::vector<std::string>{"ann@example.org delayed", "bea@example.org delayed"});
    CHECK(words.replies() == std::vector<std::string>{"- - host is on hold | reporter local - | ann@example.org | -"});
}

TEST_CASE("exim: a success") {
    const Words words("This message was created automatically by mail delivery software.\n"
                      " ----- The following addresses had successful delivery notifications -----\n\n"
                      "<ann@example.org> (relayed to non-DSN-aware mailer)\n\n",
                      "From: Mail Delivery System <Mailer-Daemon@mta.example.net>\nSubject: Delivery Status Notification\n");
    CHECK(words.facts.mta == "exim");
    CHECK(describe_recipients(words.facts) == std::vector<std::string>{"ann@example.org relayed"});
}

TEST_CASE("exim: a message that never had a recipient to fail") {
    const Words words(
        "A message that you sent was rejected by the local scanning code that\n"
        "checks incoming messages on this system. The following error was given:\n\n"
        "  this message isn't wanted\n\n",
        "From: Mail Delivery System <Mailer-Daemon@mta.example.net>\nSubject: Mail failure - rejected by local scanning code\n");
    CHECK(words.facts.mta == "exim");
    CHECK(words.facts.action == dsnparse::Action::failed);
    CHECK(words.facts.recipients.empty());
    REQUIRE(words.facts.replies.size() == 1);
    CHECK(words.facts.replies[0].reply.text.ends_with("this message isn't wanted"));
}

TEST_CASE("exim: an address that is none") {
    const Words words(
        "A message that you sent contained one or more recipient addresses that were\n"
        "incorrectly constructed:\n\n"
        "  ann@example.org <bea@example.net>: malformed address: <bea@example.net> may not follow ann@example.org\n\n"
        "This address has been ignored. The other addresses in the message were\n"
        "syntactically valid and have been passed on for an attempt at delivery.\n",
        "From: Mail Delivery System <Mailer-Daemon@mta.example.net>\nSubject: Mail failure - malformed recipient address\n");
    REQUIRE(words.facts.recipients.size() == 1);
    CHECK(words.facts.recipients[0].address == "bea@example.net");
    CHECK(words.facts.recipients[0].reason == "malformed address: <bea@example.net> may not follow ann@example.org");
}

TEST_CASE("exim: where a site's own words name nobody, the header does") {
    const Words words("Sorry, that did not work.\n", header);
    CHECK(words.facts.mta == "exim");
    CHECK(describe_recipients(words.facts) == std::vector<std::string>{"ann@example.org failed"});
    CHECK(words.facts.recipients[0].evidence.where == "report_header");
}

TEST_CASE("exim: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

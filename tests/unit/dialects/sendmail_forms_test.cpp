#include "support/dialect_case.hpp"
#include "support/sendmail_texts.hpp"

using dsnparse::Action;
using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;
using namespace dsnparse::testing::sendmail;

namespace {

/// What Sendmail found itself, and what became of local mail.
const std::vector<DialectCase>& own_words() {
    static const std::vector<DialectCase> rows{
        {"host unknown",
         returned,
         failed + "<ann@example.org>\n    (reason: 550 Host unknown)\n" + session
             + "550 5.1.2 <ann@example.org>... Host unknown (Name server: example.org: host not found)\n",
         {"ann@example.org failed"},
         {"550 5.1.2 <ann@example.org>... Host unknown (Name server: example.org: host not found) | reporter dns - | "
          "ann@example.org | -"}},
        {"version 5: the code of the cause stands behind the names",
         returned,
         session
             + "550 example.org (smtp)... 550 Host unknown\n554 <ann@example.org>... 550 Host unknown (Authoritative answer from "
               "name server)\n250 example.net (smtp)... 250 Deferred\n",
         {"ann@example.org failed"},
         {"550 - Host unknown | reporter dns - | ann@example.org | -",
          "550 - Host unknown (Authoritative answer from name server) | reporter dns - | ann@example.org | -",
          "250 - example.net (smtp)... 250 Deferred | reporter local - | - | -"}},
        {"null MX: only the reason says so",
         returned,
         failed + "<ann@example.org>\n    (reason: 556 Host does not accept mail: MX 0 .)\n" + session
             + "554 5.0.0 Service unavailable\n",
         {"ann@example.org failed"},
         {"554 5.0.0 Service unavailable | reporter local - | - | -",
          "556 - Host does not accept mail: MX 0 . | reporter dns - | ann@example.org | -"}},
        {"connection timed out, given up",
         returned,
         failed + "<ann@example.org>\n" + session
             + "<ann@example.org>... Deferred: Connection timed out with mx.example.org.\nMessage could not be delivered for 5 "
               "days\n"
               "Message will be deleted from queue\n",
         {"ann@example.org failed"},
         {"- - <ann@example.org>... Deferred: Connection timed out with mx.example.org. | reporter connect mx.example.org | "
          "ann@example.org | "
          "-",
          "- - Message could not be delivered for 5 days | reporter local - | - | -"}},
        {"the connection was lost: the cause stands in front of the deferral",
         returned,
         failed + "<ann@example.org>\n    (reason: 451 4.4.1 reply: read error from mx.example.org.)\n" + session
             + "451 4.4.1 reply: read error from mx.example.org.\n<ann@example.org>... Deferred\nMessage could not be delivered "
               "for 5 days\n",
         {"ann@example.org failed"},
         {"451 4.4.1 reply: read error from mx.example.org. | reporter unknown mx.example.org | ann@example.org | -",
          "- - Message could not be delivered for 5 days | reporter local - | - | -"}},
        {"a name server that does not answer: by the domain",
         returned,
         failed + "<ann@example.org>\n<bea@example.com>\n" + session
             + "451 example.com: Name server timeout\nMessage could not be delivered for 5 days\n",
         {"ann@example.org failed", "bea@example.com failed"},
         {"451 - example.com: Name server timeout | reporter dns - | bea@example.com | -",
          "- - Message could not be delivered for 5 days | reporter local - | - | -"}},
        {"mail loops back",
         returned,
         failed + "<ann@example.org>\n" + session
             + "554 5.0.0 MX list for example.org. points back to mta.example.net\n554 5.3.5 Local configuration error\n",
         {"ann@example.org failed"},
         {"554 5.0.0 MX list for example.org. points back to mta.example.net | reporter local - | - | -",
          "554 5.3.5 Local configuration error | reporter local - | - | -"}},
        {"too many hops: the line names sender and recipient, and neither is new",
         returned,
         failed + "<ann@example.org>\n    (reason: 554 5.4.6 Too many hops)\n" + session
             + "554 5.4.6 Too many hops 26 (25 max): from <me@example.net> via localhost, to <ann@example.org>\n",
         {"ann@example.org failed"},
         {"554 5.4.6 Too many hops 26 (25 max): from <me@example.net> via localhost, to <ann@example.org> | reporter local - | - "
          "| -"}},
        {"a program that failed is known by its alias; what it printed is kept",
         returned,
         failed
             + "\"|/bin/sh -c 'echo out of order >&2; exit 69'\"\n    (reason: Service unavailable)\n    (expanded from: "
               "<list@mta.example.net>)\n"
             + session + "the list server is out of order\n554 5.0.0 Service unavailable\n",
         {"list@mta.example.net failed"},
         {"- - the list server is out of order | reporter local - | - | -",
          "554 5.0.0 Service unavailable | reporter local - | - | -"}},
        {"a program's own line names the program",
         returned,
         failed + "\"|/bin/filter -a\"\n    (reason: Insufficient permission)\n    (expanded from: <list@mta.example.net>)\n"
             + session + "you may not post\n550 5.0.0 \"|/bin/filter -a\"... Insufficient permission\n",
         {"list@mta.example.net failed"},
         {"- - you may not post | reporter local - | list@mta.example.net | -",
          "550 5.0.0 \"|/bin/filter -a\"... Insufficient permission | reporter local - | list@mta.example.net | -"}},
        {"a file",
         returned,
         failed + "/var/spool/dead/box\n    (reason: Can't create output)\n    (expanded from: <dead@mta.example.net>)\n"
             + session + "550 5.0.0 /var/spool/dead/box... Can't create output\n",
         {"dead@mta.example.net failed"},
         {"550 5.0.0 /var/spool/dead/box... Can't create output | reporter local - | dead@mta.example.net | -"}},
        {"expanded from an alias: what was written to",
         returned,
         failed
             + "ann@example.org\n    (reason: 550 5.1.1 <ann@example.org>: unknown)\n    (expanded from: "
               "<list@mta.example.net>)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550 5.1.1 <ann@example.org>: unknown\n"
               "550 5.1.1 ann@example.org... User unknown\n",
         {"ann@example.org failed from list@mta.example.net"},
         {"550 5.1.1 <ann@example.org>: unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>",
          "550 5.1.1 ann@example.org... User unknown | reporter local - | ann@example.org | -"}},
        {"an alias that is expanded again and again is one recipient",
         returned,
         failed
             + "<ann@example.org>\nann@example.org\n    (expanded from: <ann@example.org>)\nann@example.org\n    (expanded from: "
               "ann@example.org)\n"
             + session + "554 ann@example.org... aliasing/forwarding loop broken (11 aliases deep; 10 max)\n",
         {"ann@example.org failed"},
         {"554 - ann@example.org... aliasing/forwarding loop broken (11 aliases deep; 10 max) | reporter local - | "
          "ann@example.org | -"}},
        {"a local name",
         returned,
         failed + "ann\n    (expanded from: ann)\n" + session
             + "ann... Deferred: Connection refused by [127.0.0.1]\nMessage could not be delivered for 5 days\n",
         {"ann failed"},
         {"- - ann... Deferred: Connection refused by [127.0.0.1] | reporter connect -[127.0.0.1] | ann | -",
          "- - Message could not be delivered for 5 days | reporter local - | - | -"}},
        {"a list without a transcript: a reply is the server's, whoever it was",
         returned,
         failed + "<ann@example.org>\n    (reason: 550 5.7.1 no spam please)\n",
         {"ann@example.org failed"},
         {"550 5.7.1 no spam please | remote unknown - | ann@example.org | -"}},
        {"a reason without a code and nothing else",
         returned,
         failed + "<ann@example.org>\n    (reason: Service unavailable)\n",
         {"ann@example.org failed"},
         {"- - Service unavailable | reporter local - | ann@example.org | -"}},
    };
    return rows;
}

/// Delays, successes, old versions, and what people and mail programs do to the text.
const std::vector<DialectCase>& forms() {
    static const std::vector<DialectCase> rows{
        {"a warning has no list",
         warned,
         warning
             + "<ann@example.org>... Deferred: Connection refused by mx.example.org.\nWarning: message still undelivered after 4 "
               "hours\n"
               "Will keep trying until message is 5 days old\n",
         {"ann@example.org delayed"},
         {"- - <ann@example.org>... Deferred: Connection refused by mx.example.org. | reporter connect mx.example.org | "
          "ann@example.org | -"}},
        {"a warning with a reply: the deferral only repeats it",
         warned,
         warning
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 450 4.2.0 <ann@example.org>: "
               "greylisted\n"
               "<ann@example.org>... Deferred: 450 4.2.0 <ann@example.org>: greylisted\nWarning: message still undelivered after "
               "4 hours\n",
         {"ann@example.org delayed"},
         {"450 4.2.0 <ann@example.org>: greylisted | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"a deferral quotes a server whose session is not shown",
         warned,
         warning + "<ann@example.org>... Deferred: 452 4.2.2 Mailbox full\nWarning: message still undelivered after 4 hours\n",
         {"ann@example.org delayed"},
         {"452 4.2.2 Mailbox full | remote unknown - | ann@example.org | -"}},
        {"one failed, the other is still tried",
         returned,
         failed + "<ann@example.org>\n    (reason: 550 5.1.1 unknown)\n" + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<bea@example.org>\n<<< 450 4.2.0 later\n<bea@example.org>... "
               "Deferred: 450 4.2.0 later\n"
               ">>> RCPT To:<ann@example.org>\n<<< 550 5.1.1 unknown\n550 5.1.1 <ann@example.org>... User unknown\n",
         {"ann@example.org failed", "bea@example.org delayed"},
         {"450 4.2.0 later | remote rcpt mx.example.org | bea@example.org | RCPT To:<bea@example.org>",
          "550 5.1.1 unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>",
          "550 5.1.1 <ann@example.org>... User unknown | reporter local - | ann@example.org | -"}},
        {"transient errors have a list of their own",
         warned,
         received
             + "   ----- The following addresses had transient non-fatal errors -----\n<ann@example.org>\n    (reason: 452 4.2.2 "
               "Mailbox full)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 452 4.2.2 Mailbox full\n"
               "<ann@example.org>... Deferred: 452 4.2.2 Mailbox full\nWarning: message still undelivered after 4 hours\n",
         {"ann@example.org delayed"},
         {"452 4.2.2 Mailbox full | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"relayed",
         receipt,
         received
             + "   ----- The following addresses had successful delivery notifications -----\n<ann@example.org>  (relayed to "
               "non-DSN-aware mailer)\n"
             + session + "<ann@example.org>... relayed; expect no further notifications\n",
         {"ann@example.org relayed"},
         {}},
        {"delivered",
         receipt,
         received
             + "   ----- The following addresses had successful delivery notifications -----\n<ann@mta.example.net>  "
               "(successfully delivered to mailbox)\n"
             + session + "<ann@mta.example.net>... Successfully delivered\n",
         {"ann@mta.example.net delivered"},
         {}},
        {"failed and relayed in one report",
         returned,
         failed
             + "<ann@example.org>\n    (reason: 550 5.1.1 unknown)\n\n   ----- The following addresses had successful delivery "
               "notifications -----\n"
               "<bea@example.org>  (relayed to non-DSN-aware mailer)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550 5.1.1 unknown\n"
               "<bea@example.org>... relayed; expect no further notifications\n",
         {"ann@example.org failed", "bea@example.org relayed"},
         {"550 5.1.1 unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"version 8.6: problems with notes",
         returned,
         received
             + "   ----- The following addresses had delivery problems -----\n<ann@example.org>  (unrecoverable "
               "error)\n<bea@example.org>  (transient failure)\n"
             + session
             + "<ann@example.org>... Deferred: Connection timed out\n            with mx.example.org.\nMessage could not be "
               "delivered for 5 days\n",
         {"ann@example.org failed", "bea@example.org delayed"},
         {"- - <ann@example.org>... Deferred: Connection timed out with mx.example.org. | reporter connect mx.example.org | "
          "ann@example.org | "
          "-",
          "- - Message could not be delivered for 5 days | reporter local - | - | -"}},
        {"version 8.7: notifications with notes",
         returned,
         received
             + "   ----- The following addresses have delivery notifications -----\n<ann@example.org>  (unrecoverable error)\n"
             + session + "554 Too many hops 19 (17 max): from <me@example.net> via [192.0.2.1], to <ann@example.org>\n",
         {"ann@example.org failed"},
         {"554 - Too many hops 19 (17 max): from <me@example.net> via [192.0.2.1], to <ann@example.org> | reporter local - | - | "
          "-"}},
        {"version 5: no list; the transcript names the recipients",
         "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Returned mail: User unknown\n",
         "   ----- Transcript of session follows -----\nWhile talking to mx.example.org:\n>>> RCPT To:<ann@example.org>\n"
         "<<< 550 <ann@example.org>... User unknown\n550 <ann@example.org>... User unknown\n554 <bea@example.com>... 550 Host "
         "unknown (Authoritative answer from "
         "name server)\n\n   ----- Unsent message follows -----\nReceived: by mta.example.net (5.65/1.37) id 00001;\n\tThu, 27 "
         "Apr 1995 23:34:45 +0900\n"
         "From: me@example.net\nTo: ann@example.org\n\ntext\n",
         {"ann@example.org failed", "bea@example.com failed"},
         {"550 - <ann@example.org>... User unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>",
          "550 - <ann@example.org>... User unknown | reporter local - | ann@example.org | -",
          "550 - Host unknown (Authoritative answer from name server) | reporter dns - | "
          "bea@example.com | -"}},
        {"version 5: a host, not a recipient",
         "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Returned mail: Cannot send message for 4 "
         "days\n",
         "   ----- Transcript of session follows -----\n421 example.org (smtp)... Deferred: Connection timed out during user "
         "open with example.org\n",
         {},
         {"421 - example.org (smtp)... Deferred: Connection timed out during user open with example.org | reporter connect - | - "
          "| -"}},
        {"IDA and AIX: connected to a host with its address",
         "From: MAILER-DAEMON@mta.example.net\nSubject: Returned mail: User unknown\n",
         "   ----- Transcript of session follows -----\nWhile connected to mx.example.org [192.0.2.9] (ether):\n>>> RCPT "
         "To:<ann@example.org>\n<<< 550 unknown\n",
         {"ann@example.org failed"},
         {"550 - unknown | remote rcpt mx.example.org[192.0.2.9] | ann@example.org | RCPT To:<ann@example.org>"}},
        {"copy for the postmaster",
         notified,
         "The original message was received at Thu, 2 Feb 2012 14:01:15 -0500\nfrom localhost [127.0.0.1]\nwith id "
         "q12J1FXX000123\n\n"
         "   ----- The following addresses had permanent fatal errors -----\n<ann@example.org>\n    (reason: 550 unknown)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550 unknown\n\n   ----- Message header "
               "follows -----\n"
               "Received: from x by y; Thu, 2 Feb 2012 14:01:15 -0500\n\n   ----- Message body suppressed -----\n",
         {"ann@example.org failed"},
         {"550 - unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"pasted: rulers broken into two lines, addresses doubled, no indentation",
         pasted,
         "----- The following addresses had permanent fatal errors\n-----<ann@example.edu> <ann@example.edu>\n(reason: 554 5.7.1 "
         "Delivery not authorized)\n\n"
         "----- Transcript of session follows -----\n... while talking to mx-8.example.edu.:\n<<< 554 5.7.1 Delivery not "
         "authorized\n554 5.0.0 Service unavailable\n",
         {"ann@example.edu failed"},
         {"554 5.7.1 Delivery not authorized | remote banner mx-8.example.edu | ann@example.edu | -",
          "554 5.0.0 Service unavailable | reporter local - | ann@example.edu | -"}},
        {"pasted: the other half of a broken ruler is no address",
         pasted,
         "----- The following addresses had permanent\nfatal errors -----\n<ann@example.org>\n(reason: 550 unknown)\n\n----- "
         "Transcript of session follows\n"
         "-----\n... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550 unknown\n",
         {"ann@example.org failed"},
         {"550 - unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"pasted: only the session",
         pasted,
         "... while talking to mx.example.org.:\n>>> MAIL From:<me@example.net>\n<<< 550 5.7.1 blocked\n554 5.0.0 Service "
         "unavailable\n",
         {},
         {"550 5.7.1 blocked | remote mail mx.example.org | - | MAIL From:<me@example.net>",
          "554 5.0.0 Service unavailable | reporter local - | - | -"}},
        {"pasted: prose behind the transcript is not part of it",
         pasted,
         "----- The following addresses had permanent fatal errors -----\n<ann@example.org>\n(reason: 550 unknown)\n\n----- "
         "Transcript of session follows -----\n"
         "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550 unknown\n\nWhat does this mean? We wrote "
         "to cec@example.org before.\n"
         "554 other words\n",
         {"ann@example.org failed"},
         {"550 - unknown | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"a mail program folded the long lines",
         returned,
         failed
             + "<a.very.long.local.part.that.fills.the.line@example.org>\n    (reason: 550-5.1.1 The email account that you "
               "tried to reach does\nnot exist. Please try)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<a.very.long.local.part.that.fills.the.line@example.org>\n"
               "<<< 550-5.1.1 The email account that you tried to reach does not exist.\nPlease try\n<<< 550 5.1.1 again\n"
               "550 5.1.1 <a.very.long.local.part.that.fills.the.line@example.org>... User\nunknown\n",
         {"a.very.long.local.part.that.fills.the.line@example.org failed"},
         {"550 5.1.1 The email account that you tried to reach does not exist. Please try again | remote rcpt mx.example.org | "
          "a.very.long.local.part.that.fills.the.line@example.org | RCPT "
          "To:<a.very.long.local.part.that.fills.the.line@example.org>",
          "550 5.1.1 <a.very.long.local.part.that.fills.the.line@example.org>... User unknown | reporter local - | "
          "a.very.long.local.part.that.fills.the.line@example.org | -"}},
        {"parentheses in a reason, one of them not closed",
         returned,
         failed
             + "<ann@example.org>\n    (reason: 550 no (really (sorry)\n<bea@example.org>\n    (reason: 550 full (over quota))\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550 no (really (sorry\n>>> RCPT "
               "To:<bea@example.org>\n<<< 550 full (over quota)\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"550 - no (really (sorry | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>",
          "550 - full (over quota) | remote rcpt mx.example.org | bea@example.org | RCPT To:<bea@example.org>"}},
        {"version 8.6: all of a session in one line",
         warned,
         warning
             + "<ann@example.org>,<bea@example.org>... Deferred: Connection refused by mx.example.org.\nWill keep trying until "
               "message is 5 days old\n",
         {"ann@example.org delayed", "bea@example.org delayed"},
         {"- - <ann@example.org>,<bea@example.org>... Deferred: Connection refused by mx.example.org. | reporter connect "
          "mx.example.org | - | "
          "-"}},
        {"a gateway explains the rulers before it uses them",
         returned,
         received
             + "*** ATTENTION ***\nThe address is listed in the section\nlabeled: \"----- The following addresses had permanent "
               "fatal errors -----\".\n"
               "The line beginning with \"<<<\" describes the reason.\n\n--Postmaster\n\n"
               "   ----- The following addresses had permanent fatal errors -----\n<ann@example.org>\n    (reason: 552 ann "
               "MAILBOX FULL)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 552 ann MAILBOX FULL\n554 5.0.0 "
               "Service unavailable\n",
         {"ann@example.org failed"},
         {"552 - ann MAILBOX FULL | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>",
          "554 5.0.0 Service unavailable | reporter local - | ann@example.org | -"}},
        {"a gateway in Sendmail's manner",
         "From: Mailer Daemon <postmaster@example.net>\nSubject: Undeliverable: hello\n",
         "The original message was rejected at Wed, 15 Sep 2010 22:24:10 +0000\n\n----- The following addresses had permanent "
         "fatal errors -----\n\n"
         "<ann@example.org>\n   send: RCPT TO:<ann@example.org>\n   recv: 550 User unknown\n",
         {"ann@example.org failed"},
         {"550 - User unknown | remote rcpt - | ann@example.org | RCPT TO:<ann@example.org>"}},
    };
    return rows;
}

} // namespace

TEST_CASE("sendmail: its own words") {
    for (const DialectCase& row : own_words()) check_case("sendmail", row);
}

TEST_CASE("sendmail: delays, successes, versions and damage") {
    for (const DialectCase& row : forms()) check_case("sendmail", row);
}

TEST_CASE("sendmail: what the report announces") {
    CHECK_FALSE(Words(own_words()[0].text, returned).facts.transcript);
    CHECK(Words(forms()[0].text, warned).facts.action == Action::delayed);
    CHECK(Words(forms()[3].text, returned).facts.action == Action::failed);
    CHECK(Words(forms()[5].text, receipt).facts.action == Action::relayed);
    CHECK(Words(forms()[6].text, receipt).facts.action == Action::delivered);
    CHECK(Words(forms()[11].text, forms()[11].header).facts.action == Action::failed);
}

TEST_CASE("sendmail: the domain, where version 5 names nobody") {
    const Words words(session + "421 example.com (smtp)... Deferred: Connection timed out during user open with example.com\n",
                      returned);
    CHECK(words.facts.recipients.empty());
    REQUIRE(words.facts.domains.size() == 1);
    CHECK(words.facts.domains[0] == "example.com");
    CHECK(Words(own_words()[1].text, returned).facts.domains.empty());
}

TEST_CASE("sendmail: queue id, reason and aliases") {
    CHECK(Words(forms()[13].text, notified).facts.queue_id == "q12J1FXX000123");
    const Words words(own_words()[11].text, returned);
    const auto* recipient = words.recipient("ann@example.org");
    REQUIRE(recipient != nullptr);
    CHECK(recipient->reason == "550 5.1.1 <ann@example.org>: unknown");
    REQUIRE(recipient->expanded_from.size() == 1);
    CHECK(recipient->expanded_from[0] == "list@mta.example.net");
}

TEST_CASE("sendmail: damaged forms") {
    check_hostile(forms()[8]);
    check_hostile(forms()[14]);
}

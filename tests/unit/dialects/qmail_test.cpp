#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON@mta.example.net\nSubject: failure notice\n";

const std::string introduction = "Hi. This is the qmail-send program at mta.example.net.\n"
                                 "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
                                 "This is a permanent error; I've given up. Sorry it didn't work out.\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"single refusal",
         header,
         introduction
             + "<ann@example.org>:\n"
               "192.0.2.25 does not like recipient.\n"
               "Remote host said: 550 5.1.1 <ann@example.org>: User unknown\n"
               "Giving up on 192.0.2.25.\n\n"
               "--- Below this line is a copy of the message.\n\n"
               "Return-Path: <bob@example.net>\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: User unknown | remote rcpt -[192.0.2.25] | ann@example.org | -"}},
        {"several recipients: refused, without a host, local",
         header,
         introduction
             + "<ann@example.org>:\n"
               "192.0.2.25 does not like recipient.\n"
               "Remote host said: 552 5.2.2 <ann@example.org>: mailbox is full\n"
               "Giving up on 192.0.2.25.\n\n"
               "<bea@no-such-domain.example>:\n"
               "Sorry, I couldn't find any host named no-such-domain.example. (#5.1.2)\n\n"
               "<carl@mta.example.net>:\n"
               "Sorry, no mailbox here by that name. (#5.1.1)\n\n",
         {"ann@example.org failed", "bea@no-such-domain.example failed", "carl@mta.example.net failed"},
         {"552 5.2.2 <ann@example.org>: mailbox is full | remote rcpt -[192.0.2.25] | ann@example.org | -",
          "- 5.1.2 Sorry, I couldn't find any host named no-such-domain.example. (#5.1.2) | reporter dns - | "
          "bea@no-such-domain.example | -",
          "- 5.1.1 Sorry, no mailbox here by that name. (#5.1.1) | reporter local - | carl@mta.example.net | -"}},
        {"several lines, after the message",
         header,
         introduction
             + "<ann@example.org>:\n"
               "192.0.2.1 failed after I sent the message.\n"
               "Remote host said: 550-5.7.1 Delivery not authorized\n"
               "550-5.7.1 Sender is not permitted.\n"
               "550 5.7.1 Go away\n\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Delivery not authorized Sender is not permitted. Go away | remote end_of_data -[192.0.2.1] | "
          "ann@example.org | -"}},
        {"deferred until the time was up",
         header,
         introduction
             + "<ann@example.org>:\n"
               "Connected to 192.0.2.3 but greeting failed.\n"
               "Remote host said: 421-4.7.0 too many connections from your host\n"
               "421 4.7.0 closing connection\n"
               "I'm not going to try again; this message has been in the queue too long.\n\n",
         {"ann@example.org failed"},
         {"421 4.7.0 too many connections from your host closing connection | remote banner -[192.0.2.3] | ann@example.org | -",
          "- - I'm not going to try again; this message has been in the queue too long. | reporter local - | ann@example.org | "
          "-"}},
        {"never connected: who was tried is not said",
         header,
         introduction
             + "<ann@example.org>:\n"
               "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n"
               "I'm not going to try again; this message has been in the queue too long.\n\n",
         {"ann@example.org failed"},
         {"- 4.4.1 Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) | reporter connect - | ann@example.org | -",
          "- - I'm not going to try again; this message has been in the queue too long. | reporter local - | ann@example.org | "
          "-"}},
        {"the connection died",
         header,
         introduction
             + "<ann@example.org>:\n"
               "Connected to 192.0.2.1 but connection died. Possible duplicate! (#4.4.2)\n\n",
         {"ann@example.org failed"},
         {"- 4.4.2 Connected to 192.0.2.1 but connection died. Possible duplicate! (#4.4.2) | reporter unknown -[192.0.2.1] | "
          "ann@example.org | -"}},
        {"name, sender and DATA refused",
         header,
         introduction
             + "<ann@example.org>:\nConnected to 192.0.2.6 but my name was rejected.\nRemote host said: 550 5.7.1 Helo command "
               "rejected\n\n"
               "<bea@example.org>:\nConnected to 192.0.2.7 but sender was rejected.\nRemote host said: 530 5.7.0 Must issue a "
               "STARTTLS command first\n\n"
               "<carl@example.org>:\n192.0.2.8 failed on DATA command.\nRemote host said: 552 5.3.4 too big\n\n",
         {"ann@example.org failed", "bea@example.org failed", "carl@example.org failed"},
         {"550 5.7.1 Helo command rejected | remote ehlo -[192.0.2.6] | ann@example.org | -",
          "530 5.7.0 Must issue a STARTTLS command first | remote mail -[192.0.2.7] | bea@example.org | -",
          "552 5.3.4 too big | remote data -[192.0.2.8] | carl@example.org | -"}},
        {"a patched qmail puts the envelope in front",
         header,
         introduction
             + "<ann@example.org>:\n"
               "From: <bob@example.net> RCPT: <ann@example.org> 192.0.2.25 does not like recipient.\n"
               "Remote host said: 550 5.1.1 no\n"
               "Giving up on 192.0.2.25.\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 no | remote rcpt -[192.0.2.25] | ann@example.org | -"}},
        {"a reason of several lines, and no code in its numbers",
         header,
         "Your mail message to the following address(es) could not be delivered.\n\n"
         "<ann@example.org>:\n"
         "Error 01550: User's Disk Quota Exceeded.\n"
         "Your message totalled 250 Kbytes.\n\n",
         {"ann@example.org failed"},
         {"- - Error 01550: User's Disk Quota Exceeded. Your message totalled 250 Kbytes. | reporter local - | ann@example.org | "
          "-"}},
        {"brackets around the status, where no words are qmail's",
         "From: MAILER-DAEMON@example.net\nSubject: failure delivery\n",
         "The mailer at example.net could not deliver your message.\n\n<ann@example.org>:\n"
         "Resources temporarily unavailable, please try again later [#4.1.9].\n/I'm not going to try again; this message has "
         "been "
         "in the queue too long.\n\n",
         {"ann@example.org failed"},
         {"- 4.1.9 Resources temporarily unavailable, please try again later [#4.1.9]. /I'm not going to try again; this message "
          "has been in "
          "the queue too long. | reporter local - | ann@example.org | "
          "-"}},
        {"no reason at all", header, introduction + "<ann@example.org>:\n\n", {"ann@example.org failed"}, {}},
    };
    return rows;
}

} // namespace

TEST_CASE("qmail: every kind of paragraph") {
    for (const DialectCase& row : cases()) check_case("qmail", row);
}

TEST_CASE("qmail: the host that introduces itself reports") {
    const Words words(cases()[0].text);
    CHECK(words.facts.reporting_mta == "mta.example.net");
    CHECK(words.facts.action == dsnparse::Action::failed);
}

TEST_CASE("qmail: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

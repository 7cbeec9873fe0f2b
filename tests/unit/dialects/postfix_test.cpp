#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header =
    "From: Mail Delivery System <MAILER-DAEMON@mta.example.net>\nSubject: Undelivered Mail Returned to Sender\n";
constexpr std::string_view copy_header =
    "From: Mail Delivery System <MAILER-DAEMON@mta.example.net>\nSubject: Postmaster Copy: Undelivered Mail\n";
constexpr std::string_view delay_header =
    "From: Mail Delivery System <MAILER-DAEMON@mta.example.net>\nSubject: Delayed Mail (still being retried)\n";
constexpr std::string_view success_header =
    "From: Mail Delivery System <MAILER-DAEMON@mta.example.net>\nSubject: Successful Mail Delivery Report\n";

const std::string introduction = "This is the mail system at host mta.example.net.\n\n"
                                 "I'm sorry to have to inform you that your message could not\n"
                                 "be delivered to one or more recipients. It's attached below.\n\n"
                                 "For further assistance, please send mail to <postmaster@example.net>\n\n"
                                 "                   The mail system\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"folded in the middle of the reply and of the command",
         header,
         introduction
             + "<ann@example.org>: host mx1.example.org[192.0.2.25] said: 550\n"
               "    5.1.1 <ann@example.org>: Recipient address rejected: User unknown (in\n"
               "    reply to RCPT TO command)\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown | remote rcpt mx1.example.org[192.0.2.25] | "
          "ann@example.org | "
          "RCPT TO"}},
        {"several lines that were folded into one",
         header,
         introduction
             + "<ann@example.org>: host\n"
               "    mx1.example.org[2001:db8::25] said: 550-5.7.1\n"
               "    Delivery not authorized 550-5.7.1 Sender is not permitted. 550 5.7.1 Go\n"
               "    away (in reply to end of DATA command)\n\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Delivery not authorized Sender is not permitted. Go away | remote end_of_data mx1.example.org[2001:db8::25] "
          "| "
          "ann@example.org | end of DATA"}},
        {"pasted: the indentation is gone, and so is a blank line",
         header,
         introduction
             + "<ann@example.org>: host mx1.example.org[192.0.2.25] said: 550\n"
               "5.1.1 <ann@example.org>: User unknown (in reply to RCPT TO\n"
               "command)\n"
               "<bea@example.org>: temporary failure\n\n"
               "Have a nice day\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"550 5.1.1 <ann@example.org>: User unknown | remote rcpt mx1.example.org[192.0.2.25] | ann@example.org | RCPT TO",
          "- - temporary failure | reporter local - | bea@example.org | -"}},
        {"several recipients, one of them through an alias",
         header,
         introduction
             + "<ann@example.org>: host mx.example.org[192.0.2.2] refused to talk to me: 554\n"
               "    5.7.1 You are not allowed to connect\n\n"
               "<bea@example.org> (expanded from <team@example.net>): host\n"
               "    mx1.example.org[192.0.2.25] said: 552 5.2.2 mailbox is full (in reply to\n"
               "    RCPT TO command)\n\n"
               "<carl@mta.example.net>: unknown user: \"carl\"\n\n",
         {"ann@example.org failed", "bea@example.org failed from team@example.net", "carl@mta.example.net failed"},
         {"554 5.7.1 You are not allowed to connect | remote unknown mx.example.org[192.0.2.2] | ann@example.org | -",
          "552 5.2.2 mailbox is full | remote rcpt mx1.example.org[192.0.2.25] | bea@example.org | RCPT TO",
          "- - unknown user: \"carl\" | reporter local - | carl@mta.example.net | -"}},
        {"one address by two ways stays two recipients",
         header,
         introduction
             + "<ann@example.org> (expanded from <one@example.net>): temporary failure\n\n"
               "<ann@example.org> (expanded from <two@example.net>): temporary failure\n\n",
         {"ann@example.org failed from one@example.net", "ann@example.org failed from two@example.net"},
         {"- - temporary failure | reporter local - | ann@example.org | -",
          "- - temporary failure | reporter local - | ann@example.org | -"}},
        {"a host that could not be reached",
         header,
         introduction
             + "<ann@example.org>: connect to mx.example.org[192.0.2.99]:25:\n"
               "    Connection refused\n\n"
               "<bea@example.com>: connect to example.com[192.0.2.98]: Connection\n"
               "    timed out\n\n",
         {"ann@example.org failed", "bea@example.com failed"},
         {"- - connect to mx.example.org[192.0.2.99]:25: Connection refused | reporter connect mx.example.org[192.0.2.99] | "
          "ann@example.org | -",
          "- - connect to example.com[192.0.2.98]: Connection timed out | reporter connect example.com[192.0.2.98] | "
          "bea@example.com | -"}},
        {"sessions that broke",
         header,
         introduction
             + "<ann@example.org>: lost connection with mx.example.org[192.0.2.5]\n"
               "    while receiving the initial server greeting\n\n"
               "<bea@example.org>: conversation with mx.example.org[192.0.2.5] timed out\n"
               "    while sending RCPT TO\n\n"
               "<carl@example.org>: delivery temporarily suspended: lost connection with\n"
               "    mx.example.org[192.0.2.5] while sending end of data -- message may be sent more than\n"
               "    once\n\n",
         {"ann@example.org failed", "bea@example.org failed", "carl@example.org failed"},
         {"- - lost connection with mx.example.org[192.0.2.5] while receiving the initial server greeting | reporter banner "
          "mx.example.org[192.0.2.5] | ann@example.org | -",
          "- - conversation with mx.example.org[192.0.2.5] timed out while sending RCPT TO | reporter rcpt "
          "mx.example.org[192.0.2.5] | "
          "bea@example.org | -",
          "- - lost connection with mx.example.org[192.0.2.5] while sending end of data -- message may be sent more than once | "
          "reporter "
          "end_of_data mx.example.org[192.0.2.5] | carl@example.org | -"}},
        {"names",
         header,
         introduction
             + "<ann@no-such-domain.example>: Host or domain name not found. Name service\n"
               "    error for name=no-such-domain.example type=A: Host not found\n\n"
               "<bea@nullmx.example>: Domain nullmx.example does not accept mail\n"
               "    (nullMX)\n\n"
               "<carl@self.example>: mail for self.example loops back to myself\n\n",
         {"ann@no-such-domain.example failed", "bea@nullmx.example failed", "carl@self.example failed"},
         {"- - Host or domain name not found. Name service error for name=no-such-domain.example type=A: Host not found | "
          "reporter dns - | "
          "ann@no-such-domain.example | -",
          "- - Domain nullmx.example does not accept mail (nullMX) | reporter dns - | bea@nullmx.example | -",
          "- - mail for self.example loops back to myself | reporter local - | carl@self.example | -"}},
        {"an older introduction; a program's output has numbers",
         header,
         "This is the Postfix on Example Linux 6.4 (i386) program at host mta.example.net.\n\n"
         "I'm sorry to have to inform you that the message returned\n"
         "below could not be delivered to one or more destinations.\n\n"
         "\t\t\tThe Postfix program\n\n"
         "<ann@example.org>: Command died with status 255: \"/usr/sbin/scan\". Command\n"
         "    output: 550 5.1.1 is what I would say at /usr/sbin/scan line 478.\n\n",
         {"ann@example.org failed"},
         {"- - Command died with status 255: \"/usr/sbin/scan\". Command output: 550 5.1.1 is what I would say at /usr/sbin/scan "
          "line 478. | "
          "reporter local - | ann@example.org | -"}},
        {"a server that quotes another one",
         header,
         introduction
             + "<ann@example.org>: host mx.example.org[192.0.2.25] said: 550\n"
               "    5.1.1 <ann@example.org>: Recipient address rejected: undeliverable\n"
               "    address: host mda.example.org[192.0.2.73] said: 550 unknown user (in\n"
               "    reply to RCPT TO command)\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: undeliverable address: host mda.example.org[192.0.2.73] "
          "said: 550 unknown "
          "user | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT TO"}},
        {"LMTP through a socket",
         header,
         introduction
             + "<ann@example.org>: host mta.example.net[private/dovecot-lmtp] said: 550 5.1.1\n"
               "    <ann@example.org> User doesn't exist: ann@example.org (in reply to RCPT TO command)\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org> User doesn't exist: ann@example.org | remote rcpt mta.example.net | ann@example.org | "
          "RCPT TO"}},
        {"a login that the relay refused",
         header,
         introduction
             + "<ann@example.org>: SASL authentication failed; server\n"
               "    relay.example.net[192.0.2.40] said: 535 5.7.8 Error: authentication failed\n\n",
         {"ann@example.org failed"},
         {"535 5.7.8 Error: authentication failed | remote auth relay.example.net[192.0.2.40] | ann@example.org | -"}},
        {"too large for what the server announced",
         header,
         introduction
             + "<ann@example.org>: message size 63544 exceeds size limit 2000 of server\n"
               "    mx.example.org[192.0.2.10]\n\n",
         {"ann@example.org failed"},
         {"- - message size 63544 exceeds size limit 2000 of server mx.example.org[192.0.2.10] | reporter ehlo "
          "mx.example.org[192.0.2.10] | "
          "ann@example.org | -"}},
        {"a delay",
         delay_header,
         "This is the mail system at host mta.example.net.\n\n"
         "####################################################################\n"
         "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
         "####################################################################\n\n"
         "Your message could not be delivered for more than 4 hour(s).\n"
         "It will be retried until it is 5 day(s) old.\n\n"
         "<ann@example.org>: host mx1.example.org[192.0.2.25] said: 450 4.2.0\n"
         "    <ann@example.org>: temporarily deferred (in reply to RCPT TO command)\n\n",
         {"ann@example.org delayed"},
         {"450 4.2.0 <ann@example.org>: temporarily deferred | remote rcpt mx1.example.org[192.0.2.25] | ann@example.org | RCPT "
          "TO"}},
        {"successes: relayed and into a mailbox",
         success_header,
         "This is the mail system at host mta.example.net.\n\n"
         "Your message was successfully delivered to the destination(s)\n"
         "listed below. If the message was delivered to mailbox you will\n"
         "receive no further notifications.\n\n"
         "<ann@example.org>: delivery via mx1.example.org[192.0.2.25]:25: 250\n"
         "    2.0.0 Ok: queued as 6B046A86\n\n"
         "<bob@mta.example.net>: delivery via local: delivered to mailbox\n\n",
         {"ann@example.org relayed", "bob@mta.example.net delivered"},
         {"250 2.0.0 Ok: queued as 6B046A86 | remote unknown mx1.example.org[192.0.2.25] | ann@example.org | -"}},
        {"the postmaster's copy has no introduction",
         copy_header,
         "\n<ann@example.org>: host mx.example.org[192.0.2.12] said: 530 5.7.0\n"
         "    Must issue a STARTTLS command first (in reply to MAIL FROM command)\n\n",
         {"ann@example.org failed"},
         {"530 5.7.0 Must issue a STARTTLS command first | remote mail mx.example.org[192.0.2.12] | ann@example.org | MAIL "
          "FROM"}},
        {"a success in text without a subject that announces one",
         "From: Bob <bob@example.com>\nSubject: what is this\n",
         "This is the mail system at host mta.example.net.\n\nEnclosed is the mail delivery report that you requested.\n\n"
         "<ann@example.org>: delivery via mx.example.org[192.0.2.2]:25: 250 2.1.5 Ok\n\n"
         "<bob@mta.example.net>: delivered to mailbox\n",
         {"ann@example.org relayed", "bob@mta.example.net delivered"},
         {"250 2.1.5 Ok | remote unknown mx.example.org[192.0.2.2] | ann@example.org | -"}},
    };
    return rows;
}

const std::string session = "Transcript of session follows.\n\n"
                            " Out: 220 mta.example.net ESMTP Postfix\n"
                            " In:  EHLO client.example.org\n"
                            " Out: 250-mta.example.net\n"
                            " Out: 250 DSN\n"
                            " In:  MAIL\n"
                            "     FROM:<bob@example.org>\n"
                            "     SIZE=20088\n"
                            " Out: 250 2.1.0 Ok\n"
                            " In:  RCPT TO:<ann@mta.example.net>\n"
                            " Out: 250 2.1.5 Ok\n"
                            " In:  DATA\n"
                            " Out: 354 End data with <CR><LF>.<CR><LF>\n"
                            " Out: 451 4.3.0 Error: queue file write error\n"
                            " In:  QUIT\n"
                            " Out: 221 2.0.0 Bye\n\n\n"
                            "For other details, see the local mail logfile\n";
constexpr std::string_view session_header = "From: Mail Delivery System <MAILER-DAEMON@mta.example.net>\n"
                                            "Subject: Postfix SMTP server: errors from client.example.org[192.0.2.50]\n";

} // namespace

TEST_CASE("postfix: every kind of paragraph") {
    for (const DialectCase& row : cases()) check_case("postfix", row);
}

TEST_CASE("postfix: the host that introduces itself reports") {
    const Words words(cases()[0].text);
    CHECK(words.facts.mta == "postfix");
    CHECK(words.facts.reporting_mta == "mta.example.net");
    CHECK(words.facts.action == dsnparse::Action::failed);
    CHECK(words.facts.replies[0].reply.port == std::nullopt);
}

TEST_CASE("postfix: the port that was tried") {
    const Words words(introduction
                          + "<ann@example.org>: connect to mx.example.org[192.0.2.99]:2525: Connection refused\n\n"
                            "<bea@example.com>: connect to example.com[192.0.2.98]: Connection timed out\n\n",
                      header);
    REQUIRE(words.facts.replies.size() == 2);
    CHECK(words.facts.replies[0].reply.port == 2525);
    CHECK(words.facts.replies[1].reply.port == std::nullopt);
}

TEST_CASE("postfix: a notice about a session shows what this server refused") {
    const Words words(session, session_header);
    CHECK(words.facts.mta == "postfix");
    CHECK(words.facts.transcript);
    CHECK(words.addresses() == std::vector<std::string>{"ann@mta.example.net"});
    CHECK(words.replies()
          == std::vector<std::string>{"451 4.3.0 Error: queue file write error | reporter end_of_data - | - | DATA"});
    REQUIRE(words.facts.steps.size() == 13);
    CHECK(words.facts.steps[4].step.command == "MAIL FROM:<bob@example.org> SIZE=20088");
    CHECK(words.facts.steps[4].step.direction == dsnparse::Direction::client);
    CHECK(words.facts.steps[6].recipient == "ann@mta.example.net");
    CHECK(words.facts.steps[10].step.direction == dsnparse::Direction::server);
    CHECK(words.facts.steps[10].step.code == 451);
}

TEST_CASE("postfix: a client that talks nonsense names no recipient") {
    const Words words("Transcript of session follows.\n\n"
                      " Out: 220 mta.example.net ESMTP Postfix\n"
                      " In:  GET / HTTP/1.1\n"
                      " Out: 502 5.5.2 Error: command not recognized\n",
                      session_header);
    CHECK(words.facts.recipients.empty());
}

TEST_CASE("postfix: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
    check_hostile({"session", session_header, session, {}, {}});
}

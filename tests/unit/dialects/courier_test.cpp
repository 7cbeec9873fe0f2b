#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header =
    "From: \"Courier mail server at mta.example.net\" <@mta.example.net>\nSubject: NOTICE: mail delivery status.\n";

const std::string introduction = "This is a delivery status notification from mta.example.net,\n"
                                 "running the Courier mail server, version 1.0.16.\n\n"
                                 "The original message was received on Mon, 23 Nov 2026 16:40:24 +0000\n"
                                 "from client.example.net (mta.example.net [::ffff:192.0.2.200])\n\n"
                                 "---------------------------------------------------------------------------\n\n";
const std::string failed =
    "                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n";
const std::string ending = "\n---------------------------------------------------------------------------\n\n"
                           "If your message was also sent to additional recipients, their delivery\n"
                           "status is not included in this report.\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"single reply",
         header,
         introduction + failed
             + "<ann@example.org>:\n"
               "     mx1.example.org [192.0.2.25]:\n"
               " >>> RCPT TO:<ann@example.org>\n"
               " <<< 550 5.1.1 <ann@example.org>: User unknown\n"
             + ending,
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: User unknown | remote rcpt mx1.example.org[192.0.2.25] | ann@example.org | RCPT "
          "TO:<ann@example.org>"}},
        {"several recipients, several lines, the greeting",
         header,
         introduction + failed
             + "<ann@example.org>:\n"
               "     mx.example.org [192.0.2.2]:\n"
               " >>> (initial greeting)\n"
               " <<< 554 5.7.1 You are not allowed to connect\n\n"
               "<bea@example.com>:\n"
               "     mx.example.com [192.0.2.3]:\n"
               " >>> DATA\n"
               " <<< 550-5.7.1 Delivery not authorized\n"
               " <<< 550-5.7.1 Sender is not permitted.\n"
               " <<< 550 5.7.1 Go away\n"
             + ending,
         {"ann@example.org failed", "bea@example.com failed"},
         {"554 5.7.1 You are not allowed to connect | remote banner mx.example.org[192.0.2.2] | ann@example.org | -",
          "550 5.7.1 Delivery not authorized Sender is not permitted. Go away | remote data mx.example.com[192.0.2.3] | "
          "bea@example.com | DATA"}},
        {"an older version does not indent",
         header,
         introduction + failed
             + "<ann@example.org>:\n"
               "    mx.example.org [192.0.2.25]:\n"
               ">>> MAIL FROM:<bob@example.net> SIZE=872\n"
               "<<< 550 5.7.1 no\n"
             + ending,
         {"ann@example.org failed"},
         {"550 5.7.1 no | remote mail mx.example.org[192.0.2.25] | ann@example.org | MAIL FROM:<bob@example.net> SIZE=872"}},
        {"never connected",
         header,
         introduction + failed
             + "<ann@example.org>:\n"
               " <<< Connection refused\n"
             + ending,
         {"ann@example.org failed"},
         {"- - Connection refused | reporter connect - | ann@example.org | -"}},
        {"broken off in mid-session",
         header,
         introduction + failed
             + "<ann@example.org>:\n"
               "     mx1.example.org [192.0.2.25]:\n"
               " <<< Network connection shut down by the remote mail server\n"
             + ending,
         {"ann@example.org failed"},
         {"- - Network connection shut down by the remote mail server | reporter unknown mx1.example.org[192.0.2.25] | "
          "ann@example.org | -"}},
        {"a code that Courier itself made up",
         header,
         introduction + failed
             + "<ann@example.org>:\n"
               "     mx1.example.org [192.0.2.25]:\n"
               " <<< 553-The recipient's mail server does not support E-mail\n"
               " <<< 553 Unable to deliver Unicode E-mail to a non-Unicode mail server.\n"
             + ending,
         {"ann@example.org failed"},
         {"553 - The recipient's mail server does not support E-mail Unable to deliver Unicode E-mail to a non-Unicode mail "
          "server. | "
          "reporter local - | ann@example.org | -"}},
        {"a name that is not found, and a program",
         header,
         introduction + failed
             + "<ann@no-such-domain.example>:\n"
               " <<< No such domain.\n\n"
               "<list@mta.example.net>:\n"
               " <<< the list server is out of order\n"
             + ending,
         {"ann@no-such-domain.example failed", "list@mta.example.net failed"},
         {"- - No such domain. | reporter dns - | ann@no-such-domain.example | -",
          "- - the list server is out of order | reporter local - | list@mta.example.net | -"}},
        {"a delay",
         header,
         introduction
             + "                     DELAYS IN DELIVERING YOUR MESSAGE\n\n"
               "   * Network congestion or failure.\n\n"
               "This is an advisory notice for\nthe following addresses only:\n\n"
               "<ann@example.org>:\n"
               "     mx1.example.org [192.0.2.25]:\n"
               " >>> RCPT TO:<ann@example.org>\n"
               " <<< 450 4.2.0 <ann@example.org>: temporarily deferred\n"
             + ending,
         {"ann@example.org delayed"},
         {"450 4.2.0 <ann@example.org>: temporarily deferred | remote rcpt mx1.example.org[192.0.2.25] | ann@example.org | "
          "RCPT TO:<ann@example.org>"}},
        {"relayed: what accepts the message answers its end",
         header,
         introduction
             + "                   MESSAGE DELIVERED TO A MAIL GATEWAY\n\n"
               "<ann@example.org>:\n"
               "     mx1.example.org [192.0.2.25]:\n"
               " >>> DATA\n"
               " <<< 250 2.0.0 Ok: queued as 6B046C78\n"
             + ending,
         {"ann@example.org relayed"},
         {"250 2.0.0 Ok: queued as 6B046C78 | remote end_of_data mx1.example.org[192.0.2.25] | ann@example.org | DATA"}},
    };
    return rows;
}

} // namespace

TEST_CASE("courier: every kind of paragraph") {
    for (const DialectCase& row : cases()) check_case("courier", row);
}

TEST_CASE("courier: the session is shown line by line") {
    const Words words(cases()[1].text, header);
    CHECK(words.facts.transcript);
    CHECK(words.facts.reporting_mta == "mta.example.net");
    REQUIRE(words.facts.steps.size() == 5);
    CHECK(words.facts.steps[0].step.direction == dsnparse::Direction::server);
    CHECK(words.facts.steps[0].step.code == 554);
    CHECK(words.facts.steps[1].step.direction == dsnparse::Direction::client);
    CHECK(words.facts.steps[1].step.command == "DATA");
    CHECK(words.facts.steps[1].step.host == "mx.example.com");
    CHECK(words.facts.steps[1].recipient == "bea@example.com");
    CHECK(words.facts.steps[4].step.text == "Go away");
}

TEST_CASE("courier: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

#include "support/dialect_case.hpp"
#include "support/sendmail_texts.hpp"

using dsnparse::Direction;
using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::lines;
using dsnparse::testing::Words;
using namespace dsnparse::testing::sendmail;

namespace {

/// Refusals by a server, and whose they are.
const std::vector<DialectCase>& refusals() {
    static const std::vector<DialectCase> rows{
        {"RCPT refused; Sendmail's own line contradicts the server and never has its host",
         returned,
         failed + "<ann@example.org>\n    (reason: 550 5.7.1 <ann@example.org>: Relay access denied)\n" + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n"
               "<<< 550 5.7.1 <ann@example.org>: Relay access denied\n550 5.1.1 <ann@example.org>... User unknown\n",
         {"ann@example.org failed"},
         {"550 5.7.1 <ann@example.org>: Relay access denied | remote rcpt mx.example.org | ann@example.org | RCPT "
          "To:<ann@example.org>",
          "550 5.1.1 <ann@example.org>... User unknown | reporter local - | ann@example.org | -"}},
        {"a reply of several lines is one reply",
         returned,
         failed + "<ann@example.org>\n    (reason: 550-5.1.1 The account does not exist.)\n" + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 550-5.1.1 The account does not exist.\n"
               "<<< 550-5.1.1 Please check\n<<< 550 5.1.1 and try again.\n550 5.1.1 <ann@example.org>... User unknown\n",
         {"ann@example.org failed"},
         {"550 5.1.1 The account does not exist. Please check and try again. | remote rcpt mx.example.org | ann@example.org | "
          "RCPT To:<ann@example.org>",
          "550 5.1.1 <ann@example.org>... User unknown | reporter local - | ann@example.org | -"}},
        {"pipelining: DATA stands in front of the replies to RCPT",
         returned,
         failed
             + "<ann@example.org>\n    (reason: 550 5.1.1 <ann@example.org>... User Unknown)\n<bea@example.org>\n"
               "    (reason: 550 5.2.1 <bea@example.org>... Disabled)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> DATA\n<<< 550 5.2.1 <bea@example.org>... Disabled\n"
               "550 5.1.1 <bea@example.org>... User unknown\n<<< 550 5.1.1 <ann@example.org>... User Unknown\n"
               "550 5.1.1 <ann@example.org>... User unknown\n<<< 503 5.0.0 Need RCPT (recipient)\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"550 5.2.1 <bea@example.org>... Disabled | remote rcpt mx.example.org | bea@example.org | DATA",
          "550 5.1.1 <bea@example.org>... User unknown | reporter local - | bea@example.org | -",
          "550 5.1.1 <ann@example.org>... User Unknown | remote rcpt mx.example.org | ann@example.org | DATA",
          "550 5.1.1 <ann@example.org>... User unknown | reporter local - | ann@example.org | -",
          "503 5.0.0 Need RCPT (recipient) | remote data mx.example.org | - | DATA"}},
        {"pipelining, and Sendmail's own line names nobody: the reason ties",
         returned,
         failed
             + "<ann@example.org>\n    (reason: 554 Delivery error: no such account)\n<bea@example.com>\n    (reason: 550 Host "
               "unknown)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> DATA\n<<< 554 Delivery error: no such account\n554 5.0.0 Service "
               "unavailable\n"
               "<<< 554 5.5.1 Error: no valid recipients\n550 5.1.2 <bea@example.com>... Host unknown (Name server: example.com: "
               "host not found)\n",
         {"ann@example.org failed", "bea@example.com failed"},
         {"554 - Delivery error: no such account | remote rcpt mx.example.org | ann@example.org | DATA",
          "554 5.0.0 Service unavailable | reporter local - | ann@example.org | -",
          "554 5.5.1 Error: no valid recipients | remote data mx.example.org | - | DATA",
          "550 5.1.2 <bea@example.com>... Host unknown (Name server: example.com: host not found) | reporter dns - | "
          "bea@example.com | -"}},
        {"after the dot: the reason of all says that it was all",
         returned,
         failed
             + "<ann@example.org>\n    (reason: 554 5.7.1 Content rejected)\n<bea@example.org>\n    (reason: 554 5.7.1 Content "
               "rejected)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> DATA\n<<< 554 5.7.1 Content rejected\n554 5.0.0 Service unavailable\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"554 5.7.1 Content rejected | remote end_of_data mx.example.org | - | DATA",
          "554 5.0.0 Service unavailable | reporter local - | - | -"}},
        {"DATA itself leaves no reason",
         returned,
         failed + "<ann@example.org>\n" + session
             + "... while talking to mx.example.org.:\n>>> DATA\n<<< 552 5.3.4 Message too large\n554 5.0.0 Service "
               "unavailable\n",
         {"ann@example.org failed"},
         {"552 5.3.4 Message too large | remote data mx.example.org | - | DATA",
          "554 5.0.0 Service unavailable | reporter local - | - | -"}},
        {"the greeting of three servers",
         returned,
         failed + "<ann@example.edu>\n    (reason: 554 5.7.1 Delivery not authorized)\n" + session
             + "... while talking to mx-8.example.edu.:\n<<< 554 5.7.1 Delivery not authorized\n... while talking to "
               "mx-1.example.edu.:\n"
               "<<< 554 5.7.1 Delivery not authorized\n... while talking to mx-6.example.edu.:\n<<< 554 5.7.1 Delivery not "
               "authorized\n"
               "554 5.0.0 Service unavailable\n",
         {"ann@example.edu failed"},
         {"554 5.7.1 Delivery not authorized | remote banner mx-8.example.edu | ann@example.edu | -",
          "554 5.7.1 Delivery not authorized | remote banner mx-1.example.edu | ann@example.edu | -",
          "554 5.7.1 Delivery not authorized | remote banner mx-6.example.edu | ann@example.edu | -",
          "554 5.0.0 Service unavailable | reporter local - | ann@example.edu | -"}},
        {"HELO refused",
         returned,
         failed + "<ann@example.org>\n    (reason: 550 5.7.1 Helo command rejected)\n" + session
             + "... while talking to mx.example.org.:\n>>> HELO mta.example.net\n<<< 550 5.7.1 Helo command rejected\n554 5.0.0 "
               "Service unavailable\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Helo command rejected | remote ehlo mx.example.org | ann@example.org | HELO mta.example.net",
          "554 5.0.0 Service unavailable | reporter local - | ann@example.org | -"}},
        {"MAIL refused; the address in the reply is the sender's",
         returned,
         failed + "<ann@example.org>\n    (reason: 553 5.1.8 <me@example.net>... Domain of sender address does not exist)\n"
             + session
             + "... while talking to mx.example.org.:\n>>> MAIL From:<me@example.net> SIZE=800 AUTH=<>\n"
               "<<< 553 5.1.8 <me@example.net>... Domain of sender address does not exist\n501 5.6.0 Data format error\n",
         {"ann@example.org failed"},
         {"553 5.1.8 <me@example.net>... Domain of sender address does not exist | remote mail mx.example.org | ann@example.org "
          "| MAIL "
          "From:<me@example.net> SIZE=800 AUTH=<>",
          "501 5.6.0 Data format error | reporter local - | ann@example.org | -"}},
        {"a busy first server, then the one that refuses; QUIT explains nothing",
         returned,
         failed + "<ann@example.org>\n    (reason: 551 not our user)\n" + session
             + "... while talking to mx1.example.org.:\n<<< 450 busy - please try later\n>>> QUIT\n<<< 421 4.7.0 too many "
               "errors\n"
               "... while talking to mx2.example.org.:\n>>> RCPT To:<ann@example.org>\n<<< 551 not our user\n550 5.1.1 "
               "<ann@example.org>... User unknown\n",
         {"ann@example.org failed"},
         {"450 - busy - please try later | remote banner mx1.example.org | - | -",
          "421 4.7.0 too many errors | remote quit mx1.example.org | - | QUIT",
          "551 - not our user | remote rcpt mx2.example.org | ann@example.org | RCPT To:<ann@example.org>",
          "550 5.1.1 <ann@example.org>... User unknown | reporter local - | ann@example.org | -"}},
        {"several domains: what is said of one is not of the next",
         returned,
         failed
             + "<ann@example.org>\n    (reason: 554 5.7.1 Go away)\n<bea@example.com>\n    (reason: 550 Host unknown)\n"
               "<cec@example.edu>\n    (reason: 552 5.2.2 mailbox full)\n"
             + session
             + "... while talking to mx.example.org.:\n<<< 554 5.7.1 Go away\n554 5.0.0 Service unavailable\n"
               "550 5.1.2 <bea@example.com>... Host unknown (Name server: example.com: host not found)\n"
               "... while talking to mx.example.edu.:\n>>> RCPT To:<cec@example.edu>\n<<< 552 5.2.2 mailbox full\n554 5.0.0 "
               "Service unavailable\n",
         {"ann@example.org failed", "bea@example.com failed", "cec@example.edu failed"},
         {"554 5.7.1 Go away | remote banner mx.example.org | ann@example.org | -",
          "554 5.0.0 Service unavailable | reporter local - | ann@example.org | -",
          "550 5.1.2 <bea@example.com>... Host unknown (Name server: example.com: host not found) | reporter dns - | "
          "bea@example.com | -",
          "552 5.2.2 mailbox full | remote rcpt mx.example.edu | cec@example.edu | RCPT To:<cec@example.edu>",
          "554 5.0.0 Service unavailable | reporter local - | cec@example.edu | -"}},
        {"a host by its address",
         returned,
         failed + "<ann@example.org>\n" + session
             + "... while talking to 192.0.2.1:\n>>> RCPT To:<ann@example.org>\n<<< 550 5.2.1 disabled\n",
         {"ann@example.org failed"},
         {"550 5.2.1 disabled | remote rcpt -[192.0.2.1] | ann@example.org | RCPT To:<ann@example.org>"}},
        {"the command has a rewritten address, and only one recipient failed",
         returned,
         failed + "ann\n    (reason: 550 no such user)\n" + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<ann@inner.example.org>\n<<< 550 no such user here\n",
         {"ann failed"},
         {"550 - no such user here | remote rcpt mx.example.org | ann | RCPT To:<ann@inner.example.org>"}},
        {"a quoted local part",
         returned,
         failed + "<\"a b\"@example.org>\n    (reason: 550 5.1.1 <\"a b\"@example.org>: unknown)\n" + session
             + "... while talking to mx.example.org.:\n>>> RCPT To:<\"a b\"@example.org>\n<<< 550 5.1.1 <\"a b\"@example.org>: "
               "unknown\n"
               "550 5.1.1 <\"a b\"@example.org>... User unknown\n",
         {"\"a b\"@example.org failed"},
         {"550 5.1.1 <\"a b\"@example.org>: unknown | remote rcpt mx.example.org | \"a b\"@example.org | RCPT To:<\"a "
          "b\"@example.org>",
          "550 5.1.1 <\"a b\"@example.org>... User unknown | reporter local - | \"a b\"@example.org | -"}},
        {"a server's bare 421",
         returned,
         failed + "<ann@example.org>\n    (reason: )\n" + session
             + "... while talking to mx.example.org.:\n<<< 421\n<ann@example.org>... Deferred: 421\nMessage could not be "
               "delivered for 8 hours\n"
               "Message will be deleted from queue\n",
         {"ann@example.org failed"},
         {"421 - - | remote banner mx.example.org | ann@example.org | -",
          "- - Message could not be delivered for 8 hours | reporter local - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("sendmail: refusals and whose they are") {
    for (const DialectCase& row : refusals()) check_case("sendmail", row);
}

TEST_CASE("sendmail: a reply that several share is linked from each of them") {
    const Words words(refusals()[4].text, returned);
    for (std::string_view address : {"ann@example.org", "bea@example.org"})
        CHECK(lines(words.replies_of(address))
              == "554 5.7.1 Content rejected | remote end_of_data mx.example.org | - | DATA\n554 5.0.0 Service unavailable | "
                 "reporter local - | - | -\n");
}

TEST_CASE("sendmail: what only follows from a refusal is marked") {
    const Words words(refusals()[2].text, returned);
    for (const auto& fact : words.facts.replies) CHECK(fact.consequence == (fact.reply.code == 503));
    const Words quit(refusals()[9].text, returned);
    for (const auto& fact : quit.facts.replies) CHECK(fact.consequence == (fact.reply.command == "QUIT"));
}

TEST_CASE("sendmail: sessions are told apart, own lines belong to none") {
    const Words words(refusals()[6].text, returned);
    REQUIRE(words.facts.replies.size() == 4);
    CHECK(words.facts.replies[0].session != words.facts.replies[1].session);
    CHECK(words.facts.replies[1].session != words.facts.replies[2].session);
    CHECK(words.facts.replies[3].session == 0);
}

TEST_CASE("sendmail: the transcript is kept line by line") {
    const Words words(refusals()[1].text, returned);
    CHECK(words.facts.transcript);
    const auto& steps = words.facts.steps;
    REQUIRE(steps.size() == 6);
    CHECK(steps[0].step.direction == Direction::event);
    CHECK(steps[0].step.host == "mx.example.org");
    CHECK(steps[1].step.direction == Direction::client);
    CHECK(steps[1].step.command == "RCPT To:<ann@example.org>");
    CHECK(steps[1].recipient == "ann@example.org");
    for (std::size_t i = 2; i < 5; ++i) {
        CHECK(steps[i].step.direction == Direction::server);
        CHECK(steps[i].step.code == 550);
        CHECK(steps[i].step.enhanced == "5.1.1");
        CHECK(steps[i].recipient == "ann@example.org");
    }
    CHECK(steps[4].step.text == "and try again.");
    CHECK(steps[5].step.direction == Direction::event);
}

TEST_CASE("sendmail: evidence is the words where they stand") {
    const Words words(refusals()[1].text, returned);
    const auto& evidence = words.facts.replies[0].reply.evidence[0];
    CHECK(evidence.where == "transcript");
    CHECK(evidence.text == "<<< 550-5.1.1 The account does not exist.\n<<< 550-5.1.1 Please check\n<<< 550 5.1.1 and try again.");
    REQUIRE(words.facts.replies[0].reply.lines.size() == 3);
    CHECK(words.facts.replies[0].reply.lines[1] == "550-5.1.1 Please check");
    CHECK(words.facts.recipients[0].evidence.text == "ann@example.org");
}

TEST_CASE("sendmail: a reason in the middle of which Sendmail left words out still ties") {
    const std::string words_of_server(150, 'x');
    const std::string reason = "554 " + words_of_server.substr(0, 97) + "..." + words_of_server.substr(0, 20);
    const Words words(
        failed + "<ann@example.org>\n    (reason: " + reason + ")\n<bea@example.com>\n    (reason: 550 Host unknown)\n" + session
            + "... while talking to mx.example.org.:\n<<< 554 " + words_of_server + "\n554 5.0.0 Service unavailable\n",
        returned);
    REQUIRE_FALSE(words.facts.replies.empty());
    CHECK(words.facts.replies[0].recipient == "ann@example.org");
}

TEST_CASE("sendmail: damaged and endless texts") {
    check_hostile(refusals()[2]);
    const auto repeat = [](std::string_view unit, std::size_t size) {
        std::string text = "   ----- Transcript of session follows -----\n";
        while (text.size() < size) text += unit;
        return text;
    };
    constexpr std::size_t megabyte = std::size_t{1} << 20;
    for (std::string_view unit :
         {"<<<", "<<<\n", "<<< 550-\n", "<<< 550 <a@b.example>\n", "... while talking to mx.example.org.:\n",
          ">>> RCPT To:<a@example.org>\n", "<a@example.org>... Deferred\n", "550 <a@example.org>... User unknown\n",
          "(reason: 550\n", "x\n", "(((((", "<a@example.org>,",
          "----- The following addresses had permanent fatal errors -----\n<a@example.org>\n(reason: 550 x)\n"}) {
        CAPTURE(unit);
        const Words words(repeat(unit, megabyte), returned);
        CHECK(words.facts.replies.size() <= dsnparse::Limits().replies + 1);
        CHECK(words.facts.steps.size() <= dsnparse::Limits().replies + 1);
    }
    std::string one_line = session;
    while (one_line.size() < megabyte) one_line += "<a" + std::to_string(one_line.size()) + "@example.org>,";
    CHECK(Words(one_line + "<a@example.org>... Deferred: x\n", returned).facts.recipients.size()
          == dsnparse::Limits().recipients + 1);
    std::string many = failed;
    for (int i = 0; i < 6000; ++i) many += "<a" + std::to_string(i) + "@example.org>\n    (reason: 550 x)\n";
    many += session;
    for (int i = 0; i < 6000; ++i) many += "<<< 550 x\n550 <a" + std::to_string(i) + "@example.org>... User unknown\n";
    CHECK(Words(many, returned).facts.recipients.size() == dsnparse::Limits().recipients + 1);
}

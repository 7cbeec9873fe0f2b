#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON@mta.example.net\nSubject: failure notice\n";

const std::string introduction = "Hi. This is the Haraka Mailer program at mta.example.net.\n"
                                 "I'm afraid I wasn't able to deliver your message\n"
                                 "    \"Quarterly figures for <zoe@example.com>\"\n"
                                 "to the following addresses.\n"
                                 "This is a permanent error; I've given up. Sorry it didn't work out.\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply for the one recipient",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>\n"
               "Failure Reason: Error: Some recipients failed: <ann@example.org>\n\n"
               "<ann@example.org>: 550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown | remote unknown - | ann@example.org | -"}},
        {"several recipients, no detail",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>, <bea@example.org>, <carl@example.org>\n"
               "Failure Reason: Error: Some recipients failed: <ann@example.org>, <bea@example.org>, <carl@example.org>\n\n",
         {"ann@example.org failed", "bea@example.org failed", "carl@example.org failed"},
         {}},
        {"one refusal of the message, for all",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>, <bea@example.org>\n"
               "Failure Reason: Error: 554 5.7.1 <ann@example.org>: Relay access denied\n\n?\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"554 5.7.1 <ann@example.org>: Relay access denied | remote unknown - | - | -"}},
        {"a deferral until the time was up, its lines joined",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>\n"
               "Failure Reason: Error: Too many failures (Upstream error: 421 4.7.0 mx.example.org too many connections closing "
               "connection)\n\n?\n",
         {"ann@example.org failed"},
         {"421 4.7.0 mx.example.org too many connections closing connection | remote unknown - | ann@example.org | -"}},
        {"nobody could be reached",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>\n"
               "Failure Reason: Error: Too many failures (Tried all MXs)\n\n?\n",
         {"ann@example.org failed"},
         {"- - Tried all MXs | reporter connect - | ann@example.org | -"}},
        {"a name without mail",
         header,
         introduction
             + "Intended Recipients: <ann@no-such-domain.example>\n"
               "Failure Reason: Error: Nowhere to deliver mail to for domain: no-such-domain.example\n\n?\n",
         {"ann@no-such-domain.example failed"},
         {"- - Nowhere to deliver mail to for domain: no-such-domain.example | reporter dns - | ann@no-such-domain.example | -"}},
        {"a null MX, in brackets of its own",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>\n"
               "Failure Reason: Error: Domain example.org sends and receives no email (NULL MX)\n\n?\n",
         {"ann@example.org failed"},
         {"- - Domain example.org sends and receives no email (NULL MX) | reporter dns - | ann@example.org | -"}},
        {"some deferred, one reply each",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>, <bea@example.org>\n"
               "Failure Reason: Error: Too many failures (Some recipients temp failed: <ann@example.org>, <bea@example.org>)\n\n"
               "<ann@example.org>: 450 4.2.0 <ann@example.org>: temporarily deferred\n"
               "<bea@example.org>: 451 4.7.1 Try again later.\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"450 4.2.0 <ann@example.org>: temporarily deferred | remote unknown - | ann@example.org | -",
          "451 4.7.1 Try again later. | remote unknown - | bea@example.org | -"}},
        {"folded by a mail program",
         header,
         introduction
             + "Intended Recipients: <ann@example.org>,\n<bea@example.org>\n"
               "Failure Reason: Error: 554 5.7.1 <ann@example.org>: Relay\naccess denied\n\n",
         {"ann@example.org failed", "bea@example.org failed"},
         {"554 5.7.1 <ann@example.org>: Relay access denied | remote unknown - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("haraka: every kind of reason") {
    for (const DialectCase& row : cases()) check_case("haraka", row);
}

TEST_CASE("haraka: the host that introduces itself reports") {
    const Words words(cases()[0].text);
    CHECK(words.facts.reporting_mta == "mta.example.net");
    CHECK(words.facts.action == dsnparse::Action::failed);
}

TEST_CASE("haraka: without its template it says nothing, and is known by its signature") {
    const Words words("\n", "Received: (Haraka outbound); Mon, 23 Nov 2026 17:00:48 +0000\n"
                            "Received: (Haraka 44 invoked for bounce); Mon, 23 Nov 2026 17:00:48 +0000\n"
                            "To: <bob@example.net>\n");
    CHECK(words.facts.mta == "haraka");
    CHECK(words.facts.action == dsnparse::Action::failed);
    CHECK(words.facts.recipients.empty());
}

TEST_CASE("haraka: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

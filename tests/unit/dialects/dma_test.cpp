#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON <>\nSubject: Mail delivery failed\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"single reply",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n"
         "\n"
         "There was an error delivering your mail to <ann@example.org>.\n"
         "\n"
         "mx1.example.org [192.0.2.25] did not like our RCPT TO:\n"
         "550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown\n"
         "\n"
         "Message headers follow.\n"
         "\n"
         "Received: from root (uid 0)\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown | remote rcpt mx1.example.org[192.0.2.25] | "
          "ann@example.org | "
          "RCPT TO"}},
        {"several lines, after the message",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n"
         "\n"
         "There was an error delivering your mail to <ann@example.org>.\n"
         "\n"
         "mx1.example.org [2001:db8::25] did not like our final DATA:\n"
         "550-5.7.1 Delivery not authorized, message refused\n"
         "550-5.7.1 Sender bob@example.net is not permitted.\n"
         "550 5.7.1 See https://postmaster.example.org/571\n"
         "\n"
         "Original message follows.\n"
         "\n"
         "Subject: x\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Delivery not authorized, message refused Sender bob@example.net is not permitted. See "
          "https://postmaster.example.org/571 | "
          "remote end_of_data mx1.example.org[2001:db8::25] | ann@example.org | final DATA"}},
        {"greeting refused",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n\n"
         "There was an error delivering your mail to <ann@example.org>.\n\n"
         "mx.example.org [192.0.2.2] did not like our connect:\n"
         "554 5.7.1 You are not allowed to connect\n\n"
         "Message headers follow.\n\n",
         {"ann@example.org failed"},
         {"554 5.7.1 You are not allowed to connect | remote banner mx.example.org[192.0.2.2] | ann@example.org | connect"}},
        {"name not found",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n\n"
         "There was an error delivering your mail to <ann@no-such-domain.example>.\n\n"
         "DNS lookup failure: host no-such-domain.example not found\n\n"
         "Message headers follow.\n\n",
         {"ann@no-such-domain.example failed"},
         {"- - DNS lookup failure: host no-such-domain.example not found | reporter dns - | ann@no-such-domain.example | -"}},
        {"given up: nobody is named",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n\n"
         "There was an error delivering your mail to <ann@example.org>.\n\n"
         "Could not deliver for the last 432000 seconds. Giving up.\n\n"
         "Message headers follow.\n\n",
         {"ann@example.org failed"},
         {"- - Could not deliver for the last 432000 seconds. Giving up. | reporter local - | ann@example.org | -"}},
        {"a local user has no domain",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n\n"
         "There was an error delivering your mail to <ann>.\n\n"
         "unknown bounce reason\n\n"
         "Message headers follow.\n\n",
         {"ann failed"},
         {"- - unknown bounce reason | reporter local - | ann | -"}},
        {"a reply that speaks of dma",
         header,
         "This is the DragonFly Mail Agent v0.13 at mta.example.net.\n\n"
         "There was an error delivering your mail to <ann@example.org>.\n\n"
         "mx.example.org [192.0.2.2] did not like our MAIL FROM:\n"
         "550 mx.example.net [192.0.2.9] did not like our DATA: go away\n\n"
         "Message headers follow.\n\n",
         {"ann@example.org failed"},
         {"550 - mx.example.net [192.0.2.9] did not like our DATA: go away | remote mail mx.example.org[192.0.2.2] | "
          "ann@example.org | MAIL FROM"}},
    };
    return rows;
}

} // namespace

TEST_CASE("dma: every kind of reason") {
    for (const DialectCase& row : cases()) check_case("dma", row);
}

TEST_CASE("dma: the reporting host is the one that introduces itself") {
    const Words words(cases()[0].text);
    CHECK(words.facts.reporting_mta == "mta.example.net");
    CHECK(words.facts.action == dsnparse::Action::failed);
    CHECK(words.facts.vendor == "DragonFly BSD");
}

TEST_CASE("dma: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

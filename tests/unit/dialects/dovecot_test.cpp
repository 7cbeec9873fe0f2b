#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header = "From: Postmaster <postmaster@mta.example.net>\nSubject: Rejected: Quarterly figures\n"
                                    "Auto-Submitted: auto-replied (rejected)\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"over quota",
         header,
         "Your message to <bob@mta.example.net> was automatically rejected:\n"
         "Quota exceeded (mailbox for user is full)\n",
         {"bob@mta.example.net failed"},
         {"- - Quota exceeded (mailbox for user is full) | reporter local - | bob@mta.example.net | -"}},
        {"a script's reason of two lines",
         header,
         "Your message to <bob@mta.example.net> was automatically rejected:\n"
         "I do not accept mail from you.\n"
         "Go away.\n",
         {"bob@mta.example.net failed"},
         {"- - I do not accept mail from you. Go away. | reporter local - | bob@mta.example.net | -"}},
        {"a reason that starts with a code",
         header,
         "Your message to <bob@mta.example.net> was automatically rejected:\n"
         "550 5.7.1 Not from this list.\n",
         {"bob@mta.example.net failed"},
         {"550 5.7.1 Not from this list. | reporter local - | bob@mta.example.net | -"}},
        {"a reason with a number in it",
         header,
         "Your message to <bob@mta.example.net> was automatically rejected:\n"
         "Only 550 messages a day are taken; ask in 250 days.\n",
         {"bob@mta.example.net failed"},
         {"- - Only 550 messages a day are taken; ask in 250 days. | reporter local - | bob@mta.example.net | -"}},
        {"no reason at all",
         header,
         "Your message to <bob@mta.example.net> was automatically rejected:\n",
         {"bob@mta.example.net failed"},
         {}},
        {"a reason that names somebody else and another host",
         header,
         "Your message to <bob@mta.example.net> was automatically rejected:\n"
         "Write to <office@example.org>; connection refused by mx.example.com [192.0.2.7] is not my problem.\n",
         {"bob@mta.example.net failed"},
         {"- - Write to <office@example.org>; connection refused by mx.example.com [192.0.2.7] is not my problem. | reporter "
          "local - | "
          "bob@mta.example.net | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("dovecot: the reason is what follows") {
    for (const DialectCase& row : cases()) check_case("dovecot", row);
}

TEST_CASE("dovecot: a vacation notice is none of its rejections") {
    const Words words("I am away until 1 May.\n", "From: <bob@mta.example.net>\nSubject: Auto: Quarterly figures\n");
    CHECK(words.facts.mta.empty());
    CHECK(words.facts.recipients.empty());
}

TEST_CASE("dovecot: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

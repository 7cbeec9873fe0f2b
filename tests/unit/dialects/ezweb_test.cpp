#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the account is disabled",
         header,
         "The user(s) account is disabled.\n"
         "\n"
         "<u@example.org>: 550 user unknown (in reply to RCPT TO command)\n",
         {"u@example.org failed"},
         {"550 - user unknown | remote rcpt - | u@example.org | RCPT TO",
          "- - The user(s) account is disabled. | reporter local - | u@example.org | -"}},
        {"two sessions",
         header,
         "Each of the following recipients was rejected by a remote\n"
         "mail server.\n"
         "\n"
         "   Recipient: <u@example.org>\n"
         "   >>> RCPT TO:<u@example.org>\n"
         "   <<< 550 <u@example.org>: User unknown\n"
         "\n"
         "   Recipient: <v@example.org>\n"
         "   >>> RCPT TO:<v@example.org>\n"
         "   <<< 552 5.2.2 Mailbox full\n",
         {"u@example.org failed", "v@example.org failed"},
         {"550 - <u@example.org>: User unknown | remote rcpt - | u@example.org | RCPT TO:<u@example.org>",
          "552 5.2.2 Mailbox full | remote rcpt - | v@example.org | RCPT TO:<v@example.org>"}},
        {"no answer",
         header,
         "Your message was not delivered within 0 days and 1 hours.\n"
         "Remote host is not responding.\n"
         "\n"
         "<u@example.org>\n",
         {"u@example.org failed"},
         {"- - Your message was not delivered within 0 days and 1 hours. | reporter local - | u@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("ezweb: a sentence, a paragraph, a session") { check_dialect("ezweb", cases()); }

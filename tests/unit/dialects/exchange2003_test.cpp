#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"no such account, in two languages",
         header,
         "The following recipient(s) could not be reached:\n"
         "\n"
         "      u@example.org on 3/2/2026 10:01 AM\n"
         "            The account does not exist.\n"
         "            <mail.example.net #5.1.1>\n"
         "\n"
         "      v@example.org am 02.03.2026 10:01\n"
         "            Das Konto ist nicht vorhanden.\n"
         "            <mail.example.net #5.1.1>\n",
         {"u@example.org failed", "v@example.org failed"},
         {"- - The account does not exist. | reporter local - | u@example.org | -",
          "- - Das Konto ist nicht vorhanden. | reporter local - | v@example.org | -"}},
        {"the reply of a server, folded",
         header,
         "      u@example.org on 3/2/2026 10:01 AM\n"
         "            There was a SMTP communication problem with the recipient's email server.\n"
         "            <mail.example.net #5.5.0 smtp;552 5.2.2\n"
         "            Mailbox full>\n",
         {"u@example.org failed"},
         {"552 5.2.2 Mailbox full | remote unknown - | u@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("exchange2003: the verdict in angle brackets") { check_dialect("exchange2003", cases()); }

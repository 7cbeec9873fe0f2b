#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two recipients",
         header,
         "This message was created automatically by the mail system (ecelerity).\n"
         "\n"
         "A message that you sent could not be delivered to one or more of its\n"
         "recipients. This is a permanent error. The following address(es) failed:\n"
         "\n"
         ">>> u@example.org (after RCPT TO): 550 5.1.1 User unknown\n"
         ">>> v@example.org (reading BANNER): 554 no\n"
         "    service here\n",
         {"u@example.org failed", "v@example.org failed"},
         {"550 5.1.1 User unknown | remote rcpt - | u@example.org | RCPT TO",
          "554 - no service here | remote banner - | v@example.org | -"}},
        {"not connected, not yet delivered",
         header,
         "This message was created automatically by the mail system (ecelerity).\n"
         "\n"
         "A message that you sent has not yet been delivered to one or more of its\n"
         "recipients.\n"
         "\n"
         ">>> u@example.org (while not connected): timed out\n",
         {"u@example.org delayed"},
         {"- - timed out | reporter connect - | u@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("momentum: an arrow per recipient") { check_dialect("momentum", cases()); }

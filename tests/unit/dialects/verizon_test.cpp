#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"text messages",
         header,
         "Error: \n"
         "550 - Requested action not taken: no such user here\n"
         "\n"
         "Message details:\n"
         "  Subject: Minutes\n"
         "  MAIL FROM: ann@example.com\n"
         "  RCPT TO: 5550100@example.org\n"
         "  RCPT TO: 5550101@example.org\n",
         {"5550100@example.org failed", "5550101@example.org failed"},
         {"550 - Requested action not taken: no such user here | remote unknown - | 5550100@example.org | -",
          "550 - Requested action not taken: no such user here | remote unknown - | 5550101@example.org | -"}},
        {"pictures",
         header,
         "Message could not be delivered to mobile.\n"
         "Error: No valid recipients for this MM\n"
         "\n"
         "Original Message:\n"
         "From: Ann <ann@example.com>\n"
         "To: 5550100@example.org\n"
         "Subject: Minutes\n",
         {"5550100@example.org failed"},
         {"- - No valid recipients for this MM | reporter local - | 5550100@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("verizon: the refusal stands in front") { check_dialect("verizon", cases()); }

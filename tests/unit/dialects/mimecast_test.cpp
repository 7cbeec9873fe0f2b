#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: Postmaster <postmaster@example.net>\nSubject: [Postmaster] Email Delivery Failure\n";
constexpr std::string_view intro = "This is a delivery failure notification message indicating that\n"
                                   "an email you addressed to email address :\n-- ann@example.org\n\n"
                                   "could not be delivered. The problem appears to be :\n"
                                   "-- Recipient email address is possibly incorrect\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the server's words, without their code",
         header,
         std::string(intro)
             + "Additional information follows :\n-- 5.4.1 Recipient address rejected: Access denied\n\n"
               "This condition occurred after 1 attempt(s) to deliver over\na period of 0 hour(s).\n",
         {"ann@example.org failed"},
         {"- 5.4.1 Recipient address rejected: Access denied | remote unknown - | ann@example.org | -"}},
        {"no server's words",
         header,
         std::string(intro) + "Additional information follows :\n-- Connection timed out\n",
         {"ann@example.org failed"},
         {"- - Connection timed out | reporter connect - | ann@example.org | -"}},
        {"nothing follows",
         header,
         std::string(intro),
         {"ann@example.org failed"},
         {"- - Recipient email address is possibly incorrect | reporter local - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mimecast: answers behind dashes") { check_dialect("mimecast", cases()); }

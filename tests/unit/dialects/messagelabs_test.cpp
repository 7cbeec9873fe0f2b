#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: Mail Delivery System <MAILER-DAEMON@messagelabs.com>\nSubject: Mail Delivery Failure\n";
constexpr std::string_view intro = "This is the mail delivery agent at messagelabs.com.\n\n"
                                   "I was unable to deliver your message to the following addresses:\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two, each with its reason",
         header,
         std::string(intro)
             + "ann@example.org\n\nReason: 550 ann@example.org... No such user\n\n"
               "bob@example.com\n\nReason: 554 5.7.1 blocked\n see our site\n\n"
               "The message subject was: to cy@example.org\n",
         {"ann@example.org failed", "bob@example.com failed"},
         {"550 - ann@example.org... No such user | remote unknown - | ann@example.org | -",
          "554 5.7.1 blocked see our site | remote unknown - | bob@example.com | -"}},
        {"two share a reason of its own",
         header,
         std::string(intro)
             + "ann@example.org\nbob@example.org\n\nReason: Connection timed out\n\nThe message identifier was: 1\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - Connection timed out | reporter connect - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("messagelabs: reasons below addresses") { check_dialect("messagelabs", cases()); }

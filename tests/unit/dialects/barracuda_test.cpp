#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON <>\nSubject: **Message you sent blocked by our bulk email filter**\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"blocked",
         header,
         "Your message to: ann@example.org\nwas blocked by our Spam Firewall. The email you sent with the following subject has "
         "NOT "
         "BEEN DELIVERED:\n\nSubject: to bob@example.org\n",
         {"ann@example.org failed"},
         {"- - was blocked by our Spam Firewall | reporter local - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("barracuda: who did not get it") { check_dialect("barracuda", cases()); }

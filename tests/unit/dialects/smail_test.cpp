#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: <MAILER-DAEMON@example.net>\nSubject: mail failed, returning to sender\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply and its own words",
         header,
         "|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this "
         "message\n|------------------------- Failed addresses follow: ---------------------|\n"
         " <ann@example.org> ... transport smtp: 550 5.1.1 User unknown\n bob@example.com ... unknown host\n"
         "|------------------------- Message text follows: ------------------------|\n To: cy@example.org\n",
         {"ann@example.org failed", "bob@example.com failed"},
         {"550 5.1.1 User unknown | remote unknown - | ann@example.org | -",
          "- - unknown host | reporter dns - | bob@example.com | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("smail: failed addresses") { check_dialect("smail", cases()); }

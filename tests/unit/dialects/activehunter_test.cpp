#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: \"MAILER-DAEMON\" <postmaster@example.net>\nSubject: FAILURE NOTICE :\nX-AHMAILID: 1.2.3\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"one refused",
         header,
         "  ----- The following addresses had permanent fatal errors -----\n\n>>> ann@example.org <ann@example.org>\n\n"
         "  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n",
         {"ann@example.org failed"},
         {"550 5.1.1 sorry, no mailbox here by that name (#5.1.1 - chkusr) | remote unknown - | ann@example.org | -"}},
        {"two recipients, a reply of two lines, its own words",
         header,
         "  ----- The following addresses had permanent fatal errors -----\n\n>>> Ann <ann@example.org>\n>>> "
         "<bob@example.org>\n\n"
         "  ----- Transcript of session follows -----\n550-5.7.1 not\n550 5.7.1 here\nConnection refused\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 5.7.1 not here | remote unknown - | - | -", "- - Connection refused | reporter connect - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("activehunter: Sendmail's rulers with marked recipients") { check_dialect("activehunter", cases()); }

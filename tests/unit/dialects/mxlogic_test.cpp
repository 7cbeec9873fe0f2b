#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: \"Mail Delivery System\" <MAILER-DAEMON@p01.mxlogic.net>\nSubject: Mail delivery failed\n"
    "Message-ID: <mxl~1.2@p01.mxlogic.net>\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused, folded",
         header,
         "This message was created automatically by mail delivery software.\n\nA message that you have sent could not be "
         "delivered "
         "to one or more\nrecipients.  This is a permanent error.  The following address failed:\n\n"
         "  <ann@example.org>: 550 5.1.1 unknown user\n<ann@example.org>\n\nIncluded is a copy of the message header:\n",
         {"ann@example.org failed"},
         {"550 5.1.1 unknown user <ann@example.org> | remote unknown - | ann@example.org | -"}},
        {"its own words",
         header,
         "The following addresses failed:\n\n  <ann@example.org>: retry timeout exceeded\n\n  <bob@example.org>: 554 no\n\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - retry timeout exceeded | reporter local - | ann@example.org | -",
          "554 - no | remote unknown - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mxlogic: Exim's words under its own signature") { check_dialect("mxlogic", cases()); }

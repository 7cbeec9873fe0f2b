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
        {"entries in Exim's form, too",
         "From: Mail Delivery System <postmaster@example.net>\nX-MX-Bounce: mta/src/queue/bounce\nSubject: Mail delivery "
         "failed\n",
         "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to "
         "one "
         "or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ann@example.org\n"
         "    SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n    host mx.example.org [192.0.2.25]: 550 "
         "5.1.1 "
         "User unknown\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT TO:<ann@example.org>"}},
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

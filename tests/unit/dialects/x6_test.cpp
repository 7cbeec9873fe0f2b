#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: mailer-daemon\nSubject: There was an error sending your mail\n";
constexpr std::string_view intro =
    "We had trouble delivering your message. Full details follow:\n\nSubject: 'to cy@example.org'\n"
    "Date: 'Fri, 13 Mar 2026 10:00:00 +0000'\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two errors",
         header,
         std::string(intro)
             + "2 error(s):\n\nSMTP Server <mx.example.org> rejected recipient <ann@example.org> (Error following RCPT command). "
               "It "
               "responded as follows: [550 5.1.1 User unknown]\n\nThe following recipients returned permanent errors: "
               "bob@example.org. Reason: SMTP Server <192.0.2.25> refused to accept your message (DATA), with the following "
               "error "
               "message: [554 5.4.6 Hop count exceeded]\n\nThe attachment contains the original mail headers.\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 5.1.1 User unknown | remote rcpt mx.example.org | ann@example.org | RCPT",
          "554 5.4.6 Hop count exceeded | remote data -[192.0.2.25] | bob@example.org | DATA"}},
        {"temporary, for two",
         header,
         std::string(intro)
             + "1 error(s):\n\nThe following recipients returned temporary errors: ann@example.org, bob@example.org. Reason: "
               "SMTP "
               "Server <192.0.2.25> refused to accept your message (DATA), with the following error message: [451 later]\n",
         {"ann@example.org delayed", "bob@example.org delayed"},
         {"451 - later | remote data -[192.0.2.25] | - | DATA"}},
    };
    return rows;
}

} // namespace

TEST_CASE("x6: errors, one a line") { check_dialect("x6", cases()); }

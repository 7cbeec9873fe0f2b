#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@example.net\nSubject: Undeliverable Mail: \"hello\"\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused; the server is told below",
         header,
         "Your message:\n   From:    me@example.net\n   Subject: bob@example.org\n\nCould not be delivered because of\n\n"
         "550 5.1.1 User unknown\n\nThe following recipients were affected: \n    ann@example.org\n\n"
         "Additional Information\n======================\nOriginal Sender:    <me@example.net>\nSender-MTA:         <192.0.2.1>\n"
         "Remote-MTA:         <192.0.2.25>\nReporting-MTA:      <mta.example.net>\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown -[192.0.2.25] | ann@example.org | -"}},
        {"two recipients, its own words",
         header,
         "Could not be delivered because of\n\nConnection refused\n\nThe following recipients were affected:\n    "
         "ann@example.org\n"
         "    bob@example.org\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - Connection refused | reporter connect - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mailmarshal: the reason, the recipients and the additional information") { check_dialect("mailmarshal", cases()); }

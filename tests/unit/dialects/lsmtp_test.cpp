#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"LSMTP for Windows NT v1.1b\" <postmaster@example.net>\nSubject: Undelivered mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply of two lines in quotes, and its own words",
         header,
         "An error was detected while processing the enclosed message.\n\n--> Error description:\nError-for:  ann@example.org\n"
         "Error-Code: 0\nError-Text: Mailer mx.example.org said:\n            \"550-5.1.1 User\n             550 5.1.1 "
         "unknown\"\n\n"
         "Error-for:  bob@example.com\nError-Code: 3\nError-Text: No such domain.\n\nError-End:  2 errors reported.\n",
         {"ann@example.org failed", "bob@example.com failed"},
         {"550 5.1.1 User unknown | remote unknown mx.example.org | ann@example.org | -",
          "- - No such domain. | reporter dns - | bob@example.com | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("lsmtp: entries") { check_dialect("lsmtp", cases()); }

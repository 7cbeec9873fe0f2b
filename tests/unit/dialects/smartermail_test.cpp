#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"System Administrator\" <postmaster@example.net>\nSubject: Delivery Failure\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply and its own words",
         header,
         "Could not deliver message to the following recipient(s):\n\nFailed Recipient: ann@example.org\nReason: Remote host "
         "said: 550 "
         "5.1.1 unknown user\n\nFailed Recipient: bob@example.org\nReason: The domain does not exist\n\n"
         "   -- The header and top 20 lines of the message follows --\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 5.1.1 unknown user | remote unknown - | ann@example.org | -",
          "- - The domain does not exist | reporter dns - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("smartermail: failed recipients") { check_dialect("smartermail", cases()); }

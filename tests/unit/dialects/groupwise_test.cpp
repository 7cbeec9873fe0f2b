#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: \"Mail Delivery Subsystem\" <GW.GWIA@example.net>\nSubject: Message status - undeliverable\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply, its own words, and a name that is no address",
         header,
         "The message that you sent was undeliverable to the following: \n\n\tann@example.org (550 5.1.1 User unknown)\n"
         "\tbob@example.org (Connection timed out)\n\tcy (User not on post office)\n\nInformation about your message:\n"
         "\tTo: dan@example.org (Dan)\n\nPossibly truncated original message follows:\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown - | ann@example.org | -",
          "- - Connection timed out | reporter connect - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("groupwise: recipients with a reason in parentheses") { check_dialect("groupwise", cases()); }

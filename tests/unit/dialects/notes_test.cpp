#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: POSTMASTER@example.net\nSubject: Undeliverable message\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reason above its address",
         header,
         "------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nann@example.org\n\n\n"
         "------- Returned Message --------\n\nReceived: from x by y; z\n",
         {"ann@example.org failed"},
         {"- - User not listed in public Name & Address Book | reporter local - | ann@example.org | -"}},
        {"two reasons, the first in two lines and about two",
         header,
         "------- Failure Reasons  --------\n\nMail box\nis full\nann@example.org\nbob@example.org\n\n"
         "550 5.1.1 User unknown\ncy@example.com\n\n------- Returned Message --------\n",
         {"ann@example.org failed", "bob@example.org failed", "cy@example.com failed"},
         {"- - Mail box is full | reporter local - | ann@example.org | -",
          "- - Mail box is full | reporter local - | bob@example.org | -",
          "550 5.1.1 User unknown | remote unknown - | cy@example.com | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("notes: reasons and the addresses below them") { check_dialect("notes", cases()); }

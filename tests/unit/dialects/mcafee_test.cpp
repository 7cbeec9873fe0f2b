#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: <Postmaster@example.net>\nSubject: Delivery Status\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two recipients; the words are the servers'",
         header,
         "    --- The following addresses had delivery problems ---\n\n"
         "<ann@example.org>   (5.1.1 <ann@example.org>... User unknown)\n<bob@example.org>   (bob@example.org... No such user)\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- 5.1.1 <ann@example.org>... User unknown | remote unknown - | ann@example.org | -",
          "- - bob@example.org... No such user | remote unknown - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mcafee: its list") { check_dialect("mcafee", cases()); }

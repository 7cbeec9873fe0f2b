#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@example.net\nSubject: failure notice\nX-Mailer: m-FILTER\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a refusal",
         header,
         "\343\201\223\343\201\256\343\203\241\343\203\274\343\203\253\n\nann@example.org\n\n-------server message\n"
         "550 5.1.1 unknown user <ann@example.org>\n-------SMTP command\nRCPT TO\n-------original message\nTo: bob@example.org\n",
         {"ann@example.org failed"},
         {"550 5.1.1 unknown user <ann@example.org> | remote rcpt - | ann@example.org | RCPT TO"}},
        {"two recipients, a reply of two lines",
         header,
         "ann@example.org\nbob@example.org\n\n-------server message\n452-4.3.1 too\n452 4.3.1 full\n-------SMTP command\nDATA\n"
         "-------original mail info\nFrom: cy@example.net\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"452 4.3.1 too full | remote data - | - | DATA"}},
        {"no server",
         header,
         "ann@example.org\n\n-------server message\nConnection refused\n-------SMTP command\n-------original message\n",
         {"ann@example.org failed"},
         {"- - Connection refused | reporter connect - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mfilter: recipients, the reply and the command") { check_dialect("mfilter", cases()); }

#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"Mail Delivery System\" <MAILER-DAEMON@example.net>\n"
                                    "Subject: Delivery Status Notification (Failure)\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"single quotes",
         header,
         "The following message to <ann@example.org> was undeliverable.\nThe reason for the problem:\n"
         "5.1.0 - Unknown address error 550-'5.1.1 <ann@example.org>... it's not a\nuser'\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>... it's not a user | remote unknown - | ann@example.org | -"}},
        {"double quotes",
         header,
         "The following message to <ann@example.org> was undeliverable.\nThe reason for the problem:\n"
         "5.3.0 - Other mail system problem 554-\"no\"\n",
         {"ann@example.org failed"},
         {"554 - no | remote unknown - | ann@example.org | -"}},
        {"no server",
         header,
         "The following message to <ann@example.org> was undeliverable.\nThe reason for the problem:\n"
         "5.1.2 - Bad destination host 'DNS Hard Error looking up example.org (MX): NXDomain'\n",
         {"ann@example.org failed"},
         {"- - 5.1.2 - Bad destination host 'DNS Hard Error looking up example.org (MX): NXDomain' | reporter local - | "
          "ann@example.org | -"}},
        {"folded by a mail program",
         header,
         "The following message to\n<ann@example.org> was\nundeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address "
         "error\n550-'5.1.1 User unknown'\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("ironport: the reason and the reply in quotes") { check_dialect("ironport", cases()); }

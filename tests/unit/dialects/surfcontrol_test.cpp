#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: <>\nSubject: X\nX-Mailer: SurfControl E-mail Filter\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused",
         header,
         "Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts "
         "made: "
         "1\nAddressed To: ann@example.org\n\nFri, 13 Mar 2026 10:00:00 +0000\nFailed to send to identified host,\n"
         "ann@example.org: [192.0.2.25], 550 5.1.1 User unknown\n--- Message non-deliverable.\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown -[192.0.2.25] | ann@example.org | -"}},
        {"no host, no code",
         header,
         "A transcript of the attempts to send the message follows.\nAddressed To: ann@example.org\n\n"
         "Failed to send to identified host,\nann@example.org: Connection refused\n",
         {"ann@example.org failed"},
         {"- - Connection refused | reporter connect - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("surfcontrol: attempts") { check_dialect("surfcontrol", cases()); }

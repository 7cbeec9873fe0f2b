#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: Mail Delivery Subsystem <mailer-daemon@mta.example.net>\nX-Sending-Zone: bounces\n"
                                    "Subject: Delivery Status Notification (Failure)\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"failed",
         header,
         "Delivery to the following recipient failed permanently:\n    ann@example.org\n\nTechnical details of permanent "
         "failure:\n\n"
         "550 5.1.1 User unknown\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown - | ann@example.org | -"}},
        {"its own words",
         header,
         "Delivery to the following recipient failed permanently:\n    ann@example.org\n\nTechnical details of permanent "
         "failure:\n\n"
         "No MX found for example.org",
         {"ann@example.org failed"},
         {"- - No MX found for example.org | reporter dns - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("zonemta: Gmail's words under its own signature") { check_dialect("zonemta", cases()); }

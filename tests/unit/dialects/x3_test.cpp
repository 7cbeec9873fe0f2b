#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: Mail Delivery System <Mail.Delivery.System@mta.example.net>\n"
                                    "Subject: Delivery status notification\n";

std::string text(const std::string& recipients, const std::string& details) {
    const std::string ruler(76, '=');
    return ruler + "\n      This is an automatically generated Delivery Status Notification.      \n\n"
           + "Delivery to the following recipients failed permanently:\n\n" + recipients + "\n" + ruler
           + "\n                             Technical details:                             \n\n" + details + "\n" + ruler + "\n";
}

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused at RCPT",
         header,
         text("   * ann@example.org\n", "SMTP:RCPT host 192.0.2.25: 553 5.3.0 <ann@example.org>... No such user here\n"),
         {"ann@example.org failed"},
         {"553 5.3.0 <ann@example.org>... No such user here | remote rcpt -[192.0.2.25] | ann@example.org | RCPT"}},
        {"given up, spelt as it spells it",
         header,
         "      This is an automatically generated Delivery Status Notification.      \n\nDelevery to the following recipients "
         "was aborted "
         "after 5.0 hour(s):\n\n  * ann@example.org\n",
         {"ann@example.org failed"},
         {}},
        {"two recipients, and no route",
         header,
         text("   * ann@example.org\n   * bob@example.org\n", "Routing: Could not find a gateway for bob@example.org\n"),
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - Could not find a gateway for bob@example.org | reporter local - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("x3: technical details") { check_dialect("x3", cases()); }

#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: Symantec_AntiVirus_for_SMTP_Gateways@example.net\nSubject: Delivery failure notification\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"will be tried again",
         header,
         "Your message with Subject: to bob@example.org \ncould not be delivered to the following "
         "recipients:\nann@example.org\n\n"
         "Please do not resend your original message.\n\nDelivery attempts will continue to be made for 5  day(s).\n",
         {"ann@example.org delayed"},
         {}},
        {"given up",
         header,
         "Your message with Subject: hello \ncould not be delivered to the following "
         "recipients:\nann@example.org\nbob@example.org\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {}},
    };
    return rows;
}

} // namespace

TEST_CASE("symantec: delays and failures without a reason") { check_dialect("symantec", cases()); }

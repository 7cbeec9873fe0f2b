#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@example.net\nSubject: Delivery failure (bob@example.org)\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a name without a domain, and its address",
         header,
         "Your message has encountered delivery problems\nto the following recipient(s):\n\nbob\n(Was addressed to "
         "bob@example.org)\n\n"
         "Delivery failed\nUser's mailbox quota exceeded\n",
         {"bob@example.org failed"},
         {"- - User's mailbox quota exceeded | reporter local - | bob@example.org | -"}},
        {"two, one forwarded, and a reply",
         header,
         "Your message has encountered delivery problems\nto the following recipient(s):\n\nann@example.com\n(Was addressed to "
         "ann@example.org)\nbob@example.org\n\nDelivery failed\n550 5.1.1 no such user\n",
         {"ann@example.com failed from ann@example.org", "bob@example.org failed"},
         {"550 5.1.1 no such user | remote unknown - | - | -"}},
        {"a delay",
         header,
         "Your message has been delayed and is still awaiting delivery\nto the following recipient(s):\n\nann@example.org\n\n"
         "Message delayed\nYour message is delayed\nMessage for domain example.org delayed at mta.example.net.\nUnable to "
         "deliver to "
         "domain for 12 hours.\nWill continue trying for 96 hours.\nNo action is required on your part.\n\nLast attempt failed "
         "because:\nConnection refused\n",
         {"ann@example.org delayed"},
         {"- - Connection refused | reporter connect - | ann@example.org | -"}},
        {"a local user",
         header,
         "Your message has encountered delivery problems\nto local user bob.\n(Originally addressed to bob@example.org)\n\nUser "
         "not "
         "known\n\nYour message reads (in part):\n\nhello\n",
         {"bob@example.org failed"},
         {"- - User not known | reporter local - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mailsite: recipients, what they were, and the reason") { check_dialect("mailsite", cases()); }

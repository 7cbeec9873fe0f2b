#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"Delivery Subsystem\" <POSTMASTER@example.net>\nSubject: Message Delivery Failure\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two recipients: a server's reply, and its own words",
         header,
         "MailEnable: Message could not be delivered to some recipients.\n"
         "The following recipient(s) could not be reached:\n\n"
         "\tRecipient: [SMTP:ann@example.org]\n"
         "\tReason: Remote SMTP Server Returned: 550 5.1.1 mailbox unavailable\n\n"
         "\tRecipient: [SMTP:bob@example.org]\n"
         "\tReason: The domain name does not exist: no such domain\n\n"
         "Message headers follow:\n\nTo: cy@example.org\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"550 5.1.1 mailbox unavailable | remote unknown - | ann@example.org | -",
          "- - The domain name does not exist: no such domain | reporter dns - | bob@example.org | -"}},
        {"a delay, its reason folded",
         header,
         "MailEnable: Message delivery has been delayed.\n\n"
         "\tRecipient: [SMTP:ann@example.org]\n"
         "\tReason: Remote SMTP Server Returned: 451-4.7.1 greylisted,\n\t451 4.7.1 come back later\n\n",
         {"ann@example.org delayed"},
         {"451 4.7.1 greylisted, come back later | remote unknown - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mailenable: recipients with their reasons") { check_dialect("mailenable", cases()); }

#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: \"Mail Delivery Subsystem\" <MAILER-DAEMON@example.net>\nSubject: Failed to deliver message\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"all three fates, and no code without a host's",
         header,
         "Your message has been partially delivered:\n\n"
         "    ----- Delivery to the following addresses was successful -----\n"
         "<ann@example.org> (delivered to 'mx2.example.org' with code 250 (2.1.5) 'Message accepted for delivery')\n\n"
         "    ----- There was a temporary problem delivering to these addresses -----\n"
         "<bob@example.org> (connection to 'mx.example.org' failed: Connection timeout)\n\n"
         "    ----- Delivery to the following addresses failed -----\n"
         "<cy@example.org> (host 'mx.example.org' rejected command 'RCPT TO:<cy@example.org>' with code 550 (5.1.1) 'It''s not a "
         "user')\n",
         {"ann@example.org delivered", "bob@example.org delayed", "cy@example.org failed"},
         {"250 2.1.5 Message accepted for delivery | remote unknown mx2.example.org | ann@example.org | -",
          "- - connection to 'mx.example.org' failed: Connection timeout | reporter connect mx.example.org | bob@example.org | -",
          "550 5.1.1 It''s not a user | remote rcpt mx.example.org | cy@example.org | RCPT TO:<cy@example.org>"}},
        {"its own affairs",
         header,
         "Your message could not be delivered to the following recipients:\n\n<ann@example.org> (failed to lookup 'example.org': "
         "record not found)\n<bob@example.org> (TLS error from 'mx.example.com': invalid certificate)\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"- - failed to lookup 'example.org': record not found | reporter unknown example.org | ann@example.org | -",
          "- - TLS error from 'mx.example.com': invalid certificate | reporter starttls mx.example.com | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("stalwart: what became of each recipient") { check_dialect("stalwart", cases()); }

#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: <mailer-daemon@example.net>\nSubject: Message undeliverable: hello\n";
constexpr std::string_view intro = "Your message did not reach some or all of the intended recipients.\n\n"
                                   "   Sent: Fri, 13 Feb 2009 16:57:55 -0800\n   Subject: to ann@example.net\n\n"
                                   "The following recipient(s) could not be reached:\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused, with the server's address",
         header,
         std::string(intro)
             + "ann@example.org\n   Error Type: SMTP\n   Remote server (192.0.2.25) issued an error.\n"
               "   hMailServer sent: RCPT TO:<ann@example.org>\n   Remote server replied: 550 5.1.1 User unknown\n\n"
               "hMailServer\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote rcpt -[192.0.2.25] | ann@example.org | RCPT TO:<ann@example.org>"}},
        {"one refused, one whose domain has no server",
         header,
         std::string(intro)
             + "ann@example.org\n   Error Type: SMTP\n   Remote server (192.0.2.25) issued an error.\n"
               "   hMailServer sent: MAIL FROM:<bob@example.net>\n   Remote server replied: 550 not you\n\n"
               "cy@example.com\n   Error Type: SMTP\n"
               "   Error Description: No mail servers appear to exists for the recipient's address.\n"
               "   Additional information: Please check that you have not misspelled the recipient's email address.\n\n"
               "hMailServer\n",
         {"ann@example.org failed", "cy@example.com failed"},
         {"550 - not you | remote mail -[192.0.2.25] | ann@example.org | MAIL FROM:<bob@example.net>",
          "- - No mail servers appear to exists for the recipient's address. | reporter local - | cy@example.com | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("hmailserver: recipients with what was sent and replied") { check_dialect("hmailserver", cases()); }

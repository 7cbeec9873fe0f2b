#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: \"Postmaster\" <postmaster@example.net>\nSubject: Undeliverable Mail\n"
                                    "X-Mailer: <SMTP32 v8.15>\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two recipients, each with its response",
         header,
         "Unknown user: ann@example.org\n\nRCPT TO generated following response:\n"
         "553 5.3.0 <ann@example.org>... Addressee unknown\n\n"
         "Unknown user: bob@example.org\n\nAdditional RCPT TO generated following response:\n550 no such user\n\n"
         "Original message follows.\n\nTo: cy@example.org\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"553 5.3.0 <ann@example.org>... Addressee unknown | remote rcpt - | ann@example.org | RCPT TO",
          "550 - no such user | remote rcpt - | bob@example.org | RCPT TO"}},
        {"its own words, where nobody answered",
         header,
         "Unknown host: ann@example.org\n\nDelivery failed 20 attempts: bob@example.org\n\n"
         "User mailbox exceeds allowed size: cy@example.net\n\nOriginal message follows.\n",
         {"ann@example.org failed", "bob@example.org failed", "cy@example.net failed"},
         {"- - Unknown host | reporter dns - | ann@example.org | -",
          "- - Delivery failed 20 attempts | reporter local - | bob@example.org | -",
          "- - User mailbox exceeds allowed size | reporter local - | cy@example.net | -"}},
        {"no reason at all, and two blanks",
         header,
         "undeliverable  to ann@example.org\n\nOriginal message follows.\n",
         {"ann@example.org failed"},
         {}},
        {"refused after the message, in several lines; fields in front are no recipients",
         header,
         "Save to the following Address Book: \nTo: bob@example.net\n\nundeliverable to ann@example.org\n\n"
         "Body of message generated response: \n550-REJECTED - Blacklisted URL\n550 See http://lookup.example.com.\n\n",
         {"ann@example.org failed"},
         {"550 - REJECTED - Blacklisted URL See http://lookup.example.com. | remote end_of_data - | ann@example.org | Body of "
          "message"}},
        {"the other introductions",
         header,
         "undeliverable to ann@example.org\n\nServer response to MAIL FROM:\n553 sender rejected\n\n"
         "undeliverable to bob@example.org\n\nUnexpected response to EHLO/HELO:\n550 go away\n\n"
         "undeliverable to cy@example.org\n\nUnexpected connection response from server:\n554 no SMTP service here\n",
         {"ann@example.org failed", "bob@example.org failed", "cy@example.org failed"},
         {"553 - sender rejected | remote mail - | ann@example.org | MAIL FROM",
          "550 - go away | remote ehlo - | bob@example.org | EHLO",
          "554 - no SMTP service here | remote banner - | cy@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("imail: recipients and the responses to each command") { check_dialect("imail", cases()); }

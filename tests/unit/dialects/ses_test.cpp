#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: Topic <no-reply@sns.amazonaws.com>\nSubject: AWS Notification Message\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"two recipients, words behind the object",
         header,
         R"({"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"ann@example.org","action":"failed",)"
         R"("status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"},{"emailAddress":"bob@example.net",)"
         R"("diagnosticCode":"smtp; 552 Mailbox full"}],"reportingMTA":"dns; a1.example.com"},"mail":{"messageId":"1-2"}})"
         "\n\n--\nTo stop this, write to <stop@example.com>\n",
         {"ann@example.org failed", "bob@example.net failed"},
         {"550 5.1.1 user unknown | remote unknown - | ann@example.org | -",
          "552 - Mailbox full | remote unknown - | bob@example.net | -"}},
        {"a diagnostic of SES itself",
         header,
         R"({"eventType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"ann@example.org","status":"5.1.1",)"
         R"("diagnosticCode":"Amazon SES has suppressed sending to this address"}]},"mail":{}})"
         "\n",
         {"ann@example.org failed"},
         {"- - Amazon SES has suppressed sending to this address | reporter local - | ann@example.org | -"}},
        {"strings with escapes and braces; an object without recipients says nothing",
         header,
         R"({"eventType":"Delivery","mail":{"tags":{"x":"}{\"\\"}},"delivery":{"recipients":["ann@example.org"],)"
         R"("smtpResponse":"250 2.0.0 \"queued\" as 1"}})"
         "\n",
         {"ann@example.org delivered"},
         {"250 2.0.0 \"queued\" as 1 | remote unknown - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("ses: notifications") { check_dialect("ses", cases()); }

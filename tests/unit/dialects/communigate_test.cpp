#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: MAILER-DAEMON@example.net\nSubject: Undeliverable mail: hello\nMessage-ID: <receipt-1@example.net>\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a server, an account and a rule",
         header,
         "Failed to deliver to 'ann@example.org'\nSMTP module(domain mx.example.org:25) reports:\n host mx.example.org:25 says:\n"
         " 550-5.1.1 User\n 550 5.1.1 unknown\n\nFailed to deliver to '<bob@example.net>'\nLOCAL module(account bob) reports:\n"
         " account is full (quota exceeded)\n\nFailed to deliver to '<cy@example.net>'\n"
         "Messages without To: fields are not accepted here\n",
         {"ann@example.org failed", "bob@example.net failed", "cy@example.net failed"},
         {"550 5.1.1 User unknown | remote unknown mx.example.org | ann@example.org | -",
          "- - account is full (quota exceeded) | reporter local - | bob@example.net | -",
          "- - Messages without To: fields are not accepted here | reporter local - | cy@example.net | -"}},
        {"an address instead of a name",
         header,
         "Failed to deliver to 'ann@example.org'\nSMTP module(domain [192.0.2.25]) reports:\n host 192.0.2.25 says:\n 550 no\n",
         {"ann@example.org failed"},
         {"550 - no | remote unknown -[192.0.2.25] | ann@example.org | -"}},
        {"delayed: who did not answer",
         "From: MAILER-DAEMON@example.net\nSubject: WARNING. Mail Delayed: hello\n",
         "This is a warning message only.\n\nMessage delivery to 'ann@example.org' delayed\nSMTP module(domain example.org) "
         "reports:\n mx.example.org: no response\n",
         {"ann@example.org delayed"},
         {"- - mx.example.org: no response | reporter connect mx.example.org | ann@example.org | -"}},
        {"the sentence in another language, an apostrophe in it",
         "From: MAILER-DAEMON@example.net\nSubject: Ihre Mail\n",
         "Zustellung von Ann's Nachricht gescheitert:  'bob@example.org'\nLOCAL module(account bob) reports:\n account is full\n",
         {"bob@example.org failed"},
         {"- - account is full | reporter local - | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("communigate: modules and what they report") { check_dialect("communigate", cases()); }

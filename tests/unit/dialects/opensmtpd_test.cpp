#include "support/dialect_case.hpp"

using dsnparse::testing::check_case;
using dsnparse::testing::check_hostile;
using dsnparse::testing::DialectCase;
using dsnparse::testing::Words;

namespace {

constexpr std::string_view header =
    "From: Mailer Daemon <MAILER-DAEMON@mta.example.net>\nSubject: Delivery status notification: failed\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"single reply",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "ann@example.org: 550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown\n\n"
         "    Below is a copy of the original message:\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown | remote unknown - | ann@example.org | -"}},
        {"several recipients, an older introduction",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "full@example.jp: 550 5.2.2 <full@example.jp>... Mailbox Full\n"
         "gone@example.jp: 550 5.1.1 <gone@example.jp>... User Unknown\n\n"
         "    Below is a copy of the original message:\n\n",
         {"full@example.jp failed", "gone@example.jp failed"},
         {"550 5.2.2 <full@example.jp>... Mailbox Full | remote unknown - | full@example.jp | -",
          "550 5.1.1 <gone@example.jp>... User Unknown | remote unknown - | gone@example.jp | -"}},
        {"several lines that were joined",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "ann@example.org: 550-5.7.1 Delivery not authorized, message refused For help, see "
         "https://example.org/help?code=571\n\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Delivery not authorized, message refused For help, see https://example.org/help?code=571 | remote unknown - "
          "| ann@example.org | -"}},
        {"no server could be reached",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    A message is delayed for more than 4 hours for the following\n"
         "    list of recipients:\n\n"
         "ann@example.org: Network error on destination MXs\n\n"
         "    Please note that this is only a temporary failure report.\n"
         "    The message is kept in the queue for up to 7 days.\n"
         "    You DO NOT NEED to re-send the message to these recipients.\n\n",
         {"ann@example.org delayed"},
         {"- - Network error on destination MXs | reporter connect - | ann@example.org | -"}},
        {"a deferral is a delay",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    A message is delayed for more than 4 hours for the following\n"
         "    list of recipients:\n\n"
         "ann@example.org: 450 4.2.0 <ann@example.org>: temporarily deferred\n\n",
         {"ann@example.org delayed"},
         {"450 4.2.0 <ann@example.org>: temporarily deferred | remote unknown - | ann@example.org | -"}},
        {"names that are not found",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "ann@no-such-domain.example: Domain does not exist\n"
         "bea@nomx.example: No MX found for domain\n\n",
         {"ann@no-such-domain.example failed", "bea@nomx.example failed"},
         {"- - Domain does not exist | reporter dns - | ann@no-such-domain.example | -",
          "- - No MX found for domain | reporter dns - | bea@nomx.example | -"}},
        {"a code that no server gave",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "ann@self.example: 500 5.4.6 Routing loop detected: Loop detected\n\n",
         {"ann@self.example failed"},
         {"500 5.4.6 Routing loop detected: Loop detected | reporter local - | ann@self.example | -"}},
        {"a local delivery program's words",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "list@mta.example.net: \"the list server is out of order\"\n\n",
         {"list@mta.example.net failed"},
         {"- - \"the list server is out of order\" | reporter local - | list@mta.example.net | -"}},
        {"delivered: nothing behind the colon",
         header,
         "    Hi!\n\n"
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    Your message was successfully delivered to these recipients.\n\n"
         "ann@example.org: \n\n",
         {"ann@example.org delivered"},
         {}},
        {"a quoted local part and an address literal",
         header,
         "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
         "    An error has occurred while attempting to deliver a message for\n"
         "    the following list of recipients:\n\n"
         "\"a: b@c\"@example.org: 550 no\n"
         "ann@[IPv6:2001:db8::1]: 550 no\n\n",
         {"\"a: b@c\"@example.org failed", "ann@[IPv6:2001:db8::1] failed"},
         {"550 - no | remote unknown - | \"a: b@c\"@example.org | -",
          "550 - no | remote unknown - | ann@[IPv6:2001:db8::1] | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("opensmtpd: every kind of reason") {
    for (const DialectCase& row : cases()) check_case("opensmtpd", row);
}

TEST_CASE("opensmtpd: relayed is not delivered") {
    const Words words("    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
                      "    Your message was relayed to these recipients.\n\nann@example.org: \n");
    CHECK(words.facts.action == dsnparse::Action::relayed);
    CHECK(words.facts.vendor == "OpenBSD");
}

TEST_CASE("opensmtpd: hostile texts") {
    for (const DialectCase& row : cases()) check_hostile(row);
}

#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header =
    "From: <mailer-daemon@example.net>\nSubject: Mail delivery failed: returning message to sender\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"the host on a line of its own, a reply without a code",
         header,
         "This message was created automatically by mail delivery software.\n\nThis is a permanent error. The following address\n"
         "failed:\n\n\"ann@example.org\":\nSMTP error from remote server after RCPT command:\nhost: mx.example.org\n"
         "5.2.2 <ann@example.org>... Mailbox Full\n\n--- The header of the original message is following. ---\n\n",
         {"ann@example.org failed"},
         {"- 5.2.2 <ann@example.org>... Mailbox Full | remote rcpt mx.example.org | ann@example.org | RCPT"}},
        {"all on one line, two recipients",
         header,
         "The following address(es) failed:\n\nann@example.org:\nSMTP error from remote server for TEXT command, host: "
         "mx.example.org "
         "(192.0.2.25) reason: 550 5.2.0 Mail rejected. [506]\n\nbob@example.com:\nSMTP error from remote server for RCPT TO "
         "command, host: mx.example.com (192.0.2.26) reason: 550 5.1.1 No such\n user\n\n",
         {"ann@example.org failed", "bob@example.com failed"},
         {"550 5.2.0 Mail rejected. [506] | remote end_of_data mx.example.org[192.0.2.25] | ann@example.org | -",
          "550 5.1.1 No such user | remote rcpt mx.example.com[192.0.2.26] | bob@example.com | RCPT TO"}},
        {"the host without a label's colon, the address in brackets",
         header,
         "The following addresses failed:\n\n  <ann@example.org>\n\nSMTP error from remote server after RCPT command:\n"
         "host mx.example.org[192.0.2.9]:\n550 user unknown\n\nPlease write to <postmaster@example.net>\n",
         {"ann@example.org failed"},
         {"550 - user unknown | remote rcpt mx.example.org[192.0.2.9] | ann@example.org | RCPT"}},
        {"a reason of its own, and a greeting",
         header,
         "This message was created automatically by mail delivery software.\n\nThe following address "
         "failed:\n\nann@example.org\n\n"
         "For the following reason:\n\nMail size limit exceeded. For explanation visit\nhttp://help.example.net/\n\n"
         "\"bob@example.com\":\nSMTP error from remote server in greeting:\nhost: mx.example.com\n421 too many connections\n",
         {"ann@example.org failed", "bob@example.com failed"},
         {"- - Mail size limit exceeded. For explanation visit http://help.example.net/ | reporter local - | ann@example.org | -",
          "421 - too many connections | remote banner mx.example.com | bob@example.com | -"}},
        {"the limit of the system itself",
         header,
         "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to "
         "one or "
         "more of\nits recipients. This is a permanent error.\n\nThe following address failed:\n\nann@example.org\n\n"
         "For the following reason:\n\nMail size limit exceeded. For explanation visit\nhttp://www.example.net/help?ip=1\n\n"
         "--- The header of the original message is following. ---\n\nFrom: bob@example.net\n",
         {"ann@example.org failed"},
         {"- - Mail size limit exceeded. For explanation visit http://www.example.net/help?ip=1 | reporter local - | "
          "ann@example.org | "
          "-"}},
        {"delayed: the host that was tried",
         "From: Mail Delivery System <mailer-daemon@mta.example.net>\nSubject: Warning: message delayed 2 days\n",
         "This message was created automatically by mail delivery software.\n\nA message that you sent has not yet been "
         "delivered to one "
         "or more of\nits recipients after 2 days.\n\nThe message has not yet been delivered to the following addresses:\n\n"
         "  <ann@example.org>\n\nhost mx.example.org[192.0.2.25]:\nconnection to mail exchanger failed\n\n"
         "No action is required on your part.\n",
         {"ann@example.org delayed"},
         {"- - connection to mail exchanger failed | reporter connect mx.example.org[192.0.2.25] | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("gmx: United Internet's reports") { check_dialect("gmx", cases()); }

#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\n"
                                    "Subject: Delivery Status Notification (Failure)\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a reply with the server that gave it, the code twice, the state of the client",
         header,
         "Delivery to the following recipient failed permanently:\n\n     ann@example.org\n\n"
         "Technical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for "
         "the\n"
         "recipient domain example.org by mx.example.org. [192.0.2.25].\n\n"
         "The error that the other server returned was:\n550 550 5.1.1 <ann@example.org>... User\n unknown (state 14).\n\n"
         "----- Original message -----\n\nTo: ann@example.org\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>... User unknown | remote rcpt mx.example.org[192.0.2.25] | - | -"}},
        {"an IP within the reply is not its giver's",
         header,
         "Delivery to the following recipients failed permanently:\n\n     ann@example.org\n     bob@example.org\n\n"
         "Technical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the recipient\n"
         "domain. The error that the other server returned was:\n554 5.7.1 Client host [192.0.2.49] blocked (state 13).\n\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"554 5.7.1 Client host [192.0.2.49] blocked | remote mail - | - | -"}},
        {"delayed, and nobody answered",
         header,
         "THIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     ann@example.org\n\n"
         "Message will be retried for 2 more day(s)\n\nTechnical details of temporary failure:\n"
         "The recipient server did not accept our requests to connect.\n[mx.example.org. (5): Connection refused]\n\n"
         "----- Original message -----\n",
         {"ann@example.org delayed"},
         {"- - The recipient server did not accept our requests to connect. [mx.example.org. (5): Connection refused] | reporter "
          "connect mx.example.org | - | -"}},
        {"the oldest form of a reply",
         header,
         "Delivery to the following recipient failed permanently:\n\n     ann@example.org\n\n"
         "Technical details of permanent failure:\nPERM_FAILURE: SMTP Error (state 17): 554 delivery error: mailbox disabled\n\n",
         {"ann@example.org failed"},
         {"554 - delivery error: mailbox disabled | remote end_of_data - | - | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("gmail: text reports") { check_dialect("gmail", cases()); }

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
        {"today's notice: the server's reply",
         header,
         "\n** Address not found **\n\nYour message wasn't delivered to ann@example.org because the address couldn't be found, "
         "or is "
         "unable to receive mail.\n\nLearn more here: https://support.google.com/mail/?p=NoSuchUser\n\n"
         "The response from the remote server was:\n\n550 5.1.1 <ann@example.org>: User unknown\n\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: User unknown | remote unknown - | ann@example.org | -"}},
        {"today's notice: Gmail's own words, of several lines",
         header,
         "\n** Address not found **\n\nYour message wasn't delivered to ann@example.org because the domain example.org couldn't "
         "be "
         "found.\n\nThe response was:\n\nDNS Error: 123 DNS type 'mx' lookup of example.org responded with code NXDOMAIN\n"
         "Domain name not found: example.org\n\n",
         {"ann@example.org failed"},
         {"- - DNS Error: 123 DNS type 'mx' lookup of example.org responded with code NXDOMAIN Domain name not found: "
          "example.org | "
          "reporter dns - | ann@example.org | -"}},
        {"today's notice: delayed, the server that was tried",
         "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Delay)\n",
         "\n** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ann@example.org. Gmail will "
         "retry "
         "for 47 more hours. You'll be notified if the delivery fails permanently.\n\n"
         "Learn more here: https://support.google.com/mail/answer/7720\n\nThe response was:\n\n"
         "The recipient server did not accept our requests to connect. Learn more at https://support.google.com/mail/answer/7720 "
         "\n"
         "[mx.example.org 192.0.2.25: timed out]\n",
         {"ann@example.org delayed"},
         {"- - The recipient server did not accept our requests to connect. Learn more at "
          "https://support.google.com/mail/answer/7720 [mx.example.org 192.0.2.25: timed out] | reporter connect "
          "mx.example.org[192.0.2.25] | ann@example.org | -"}},
        {"today's notice: an address alias of the sender, what the client had sent",
         header,
         "\n** Message not delivered **\n\nYou're sending this from a different address or alias using the 'Send mail as' "
         "feature.\n\n"
         "Learn more here: https://support.google.com/mail/?p=CustomFromDenied\n\nThe response was:\n\n"
         "Unspecified Error (SENT_SECOND_EHLO): Smtp server does not advertise AUTH capability\n",
         {},
         {"- - Unspecified Error (SENT_SECOND_EHLO): Smtp server does not advertise AUTH capability | reporter ehlo - | - | -"}},
        {"today's notice: nothing but the sentence",
         header,
         "\n** Address not found **\n\nYour message wasn't delivered to ann@example.org because the address couldn't be "
         "found.\n\n",
         {"ann@example.org failed"},
         {"- - Your message wasn't delivered to ann@example.org because the address couldn't be found. | reporter local - | "
          "ann@example.org | -"}},
        {"today's notice in another language",
         header,
         "\n** Adresse nicht gefunden **\n\nDie Nachricht an ann@example.org kam nicht an.\n\n"
         "Weitere Informationen: https://support.google.com/mail/?p=NoSuchUser\n\nDie Antwort des Servers:\n\n"
         "550 5.1.1 User unknown, write to: \nbob@example.org\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown, write to: bob@example.org | remote unknown - | ann@example.org | -"}},
        {"today's notice as it is pasted: no header, no asterisks",
         "",
         "Address not found\nYour message wasn't delivered to ann@example.org because the address couldn't be found, or is "
         "unable to "
         "receive mail.\nLEARN MORE\nThe response from the remote server was:\n550 5.1.1 User unknown\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote unknown - | ann@example.org | -"}},
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

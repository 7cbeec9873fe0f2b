#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: MAILER-DAEMON@example.net\nSubject: Undelivered Mail Returned to Sender\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused at RCPT: the first IP is ours",
         header,
         "This is an automatically generated message from SendGrid.\n\nI'm sorry to have to tell you that your message was not "
         "able to be\n"
         "delivered to one of its intended recipients.\n\n"
         "shop:12345:<ann@example.org> : 192.0.2.1 : mx.example.org:[192.0.2.25] : 550 5.1.1 User unknown  in RCPT TO\n",
         {"ann@example.org failed"},
         {"550 5.1.1 User unknown | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT TO"}},
        {"refused by the greeting; a name that is none",
         header,
         "This is an automatically generated message from SendGrid.\n\n"
         "shop:12345:<ann@example.org> : 192.0.2.1 : mx.example.org:[192.0.2.25] : 554 192.0.2.1 blocked : see there  in "
         "Handshake\n"
         "shop:12345:<bob@example.org> : 192.0.2.1 : :[2001:db8::25] : 451 kept in store\n",
         {"ann@example.org failed", "bob@example.org failed"},
         {"554 - 192.0.2.1 blocked : see there | remote banner mx.example.org[192.0.2.25] | ann@example.org | -",
          "451 - kept in store | remote unknown -[2001:db8::25] | bob@example.org | -"}},
        {"words of its own",
         header,
         "This is an automatically generated message from SendGrid.\n\n"
         "shop:12345:<ann@example.org> : 192.0.2.1 :  : unable to get mx info: failed to get IPs from PTR record\n",
         {"ann@example.org failed"},
         {"- - unable to get mx info: failed to get IPs from PTR record | reporter local - | ann@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("sendgrid: account, our address, server and reply in one line") { check_dialect("sendgrid", cases()); }

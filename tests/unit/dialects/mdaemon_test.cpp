#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: MDaemon@example.net\nSubject: Permanent Delivery Failure\n";
constexpr std::string_view intro = "The attached message had PERMANENT fatal delivery errors!\n\n"
                                   "YOUR MESSAGE WAS NOT DELIVERED!\n\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"old: bare commands and replies",
         header,
         std::string(intro)
             + "The following addresses did NOT receive a copy of your message:\n\n> ann@example.org\n\n"
               "--- Session Transcript ---\n Attempting SMTP connection to [192.0.2.25 : 25]\n Waiting for socket connection...\n"
               " 220 mx.example.org ready\n EHLO mta.example.net\n 250-mx.example.org\n 250 SIZE 40000000\n"
               " MAIL From:<me@example.net> SIZE=1861\n 250 ok\n RCPT To:<ann@example.org>\n 552 would exceed mailbox quota\n "
               "QUIT\n"
               "--- End Transcript ---\n : Message contains [1] file attachments\n",
         {"ann@example.org failed"},
         {"552 - would exceed mailbox quota | remote rcpt -[192.0.2.25] | ann@example.org | RCPT To:<ann@example.org>"}},
        {"new: stamps and arrows; refused after the message; the name is the domain that is looked up",
         header,
         std::string(intro)
             + "Failed address: ann@example.org\n\n--- Session Transcript ---\n"
               " Fri 2026-03-13 10:00:00.123: [01234567] Attempting SMTP connection to [example.org]\n"
               " Fri 2026-03-13 10:00:00.123: [01234567] Attempting SMTP connection to [192.0.2.25:25]\n"
               " Fri 2026-03-13 10:00:01: <-- 220 mx.example.org\n Fri 2026-03-13 10:00:01: --> RCPT To:<ann@example.org>\n"
               " Fri 2026-03-13 10:00:01: <-- 250 ok\n Fri 2026-03-13 10:00:01: --> DATA\n"
               " Fri 2026-03-13 10:00:01: <-- 354 go on\n Fri 2026-03-13 10:00:02: <-- 550 5.7.1 Message rejected\n"
               "--- End Transcript ---\n",
         {"ann@example.org failed"},
         {"550 5.7.1 Message rejected | remote end_of_data -[192.0.2.25] | - | DATA"}},
        {"nobody was reached",
         header,
         std::string(intro)
             + "--- Session Transcript ---\n Fri 2026-03-13 10:00:00: *  To: ann@example.org\n"
               " Fri 2026-03-13 10:00:00: Resolving A record for [mx.example.org]...\n"
               " Fri 2026-03-13 10:00:01: *  Name server reports domain name unknown\n--- End Transcript ---\n",
         {},
         {"- - Name server reports domain name unknown | reporter local - | - | -"}},
        {"the recipient of the session, where no list names one",
         header,
         std::string(intro)
             + "--- Session Transcript ---\n Attempting SMTP connection to [mx.example.org:25]\n --> RCPT To:<ann@example.org>\n"
               " <-- 550 no\n--- End Transcript ---\n",
         {"ann@example.org failed"},
         {"550 - no | remote rcpt mx.example.org | ann@example.org | RCPT To:<ann@example.org>"}},
        {"a user of its own",
         header,
         "ann@example.net - no such user here.\n\nThere is no user by that name at this server.\n",
         {"ann@example.net failed"},
         {"- - no such user here. | reporter local - | ann@example.net | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("mdaemon: addresses and sessions, with and without stamps and arrows") { check_dialect("mdaemon", cases()); }

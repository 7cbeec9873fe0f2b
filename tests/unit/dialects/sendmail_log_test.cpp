#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"refused, in Sendmail's words; delayed",
         "",
         "Nov 24 10:12:44 mta sm-mta[4321]: 5AO9Cgjx004321: to=<ann@example.org>, ctladdr=<a@example.net> (1000/1000), "
         "delay=00:00:02, xdelay=00:00:02, mailer=esmtp, pri=120345, relay=mx.example.org. [192.0.2.25], dsn=5.1.1, stat=User "
         "unknown\n"
         "Nov 24 10:12:44 mta sm-mta[4321]: 5AO9Cgjx004321: to=<bob@example.net>,<eve@example.net>, delay=00:00:02, "
         "mailer=esmtp, relay=mx.example.net. [192.0.2.26], dsn=4.0.0, stat=Deferred: Connection timed out with "
         "mx.example.net.\n",
         {"ann@example.org failed", "bob@example.net delayed", "eve@example.net delayed"},
         {"- - User unknown | reporter unknown mx.example.org[192.0.2.25] | ann@example.org | -",
          "- - Connection timed out with mx.example.net. | reporter connect mx.example.net[192.0.2.26] | bob@example.net | -",
          "- - Connection timed out with mx.example.net. | reporter connect mx.example.net[192.0.2.26] | eve@example.net | -"}},
        {"a reply is the server's; what was sent says nothing",
         "",
         "Nov 24 10:12:44 mta sendmail[4321]: 5AO9Cgjx004321: to=ann@example.org, delay=00:00:02, mailer=esmtp, "
         "relay=mx.example.org [192.0.2.25], dsn=5.7.1, reply=550 5.7.1 Relaying denied, stat=Service unavailable\n"
         "Nov 24 10:12:45 mta sendmail[4321]: 5AO9Cgjx004321: to=<bob@example.net>, relay=mx.example.net. [192.0.2.26], "
         "dsn=4.7.1, stat=Deferred: 451 4.7.1 Greylisted\n"
         "Nov 24 10:12:46 mta sendmail[4321]: 5AO9Cgjx004321: to=<eve@example.net>, relay=mx.example.net. [192.0.2.26], "
         "dsn=2.0.0, stat=Sent (ok 77)\n",
         {"ann@example.org failed", "bob@example.net delayed", "eve@example.net relayed"},
         {"550 5.7.1 Relaying denied | remote unknown mx.example.org[192.0.2.25] | ann@example.org | -",
          "451 4.7.1 Greylisted | remote unknown mx.example.net[192.0.2.26] | bob@example.net | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("sendmail-log: one line per attempt, its end last") { check_dialect("sendmail-log", cases()); }

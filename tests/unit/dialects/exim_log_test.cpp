#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"a failure and a delay, each with its host and reply",
         "",
         "2026-11-24 10:12:43 1tF2ab-0001xy-2Z <= a@example.net H=client [192.0.2.1] P=esmtpsa S=777\n"
         "2026-11-24 10:12:44 1tF2ab-0001xy-2Z ** ann@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25] "
         "X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: SMTP error from remote mail server after RCPT TO:<ann@example.org>: 550 "
         "5.1.1 <ann@example.org>: User unknown\n"
         "2026-11-24 10:12:45 1tF2ab-0001xy-2Z == bob@example.net R=dnslookup T=remote_smtp defer (-44) H=mx.example.net "
         "[2001:db8::25]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 451 4.7.1 Greylisted\n"
         "2026-11-24 10:12:46 1tF2ab-0001xy-2Z Completed\n",
         {"ann@example.org failed", "bob@example.net delayed"},
         {"550 5.1.1 <ann@example.org>: User unknown | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT "
          "TO:<ann@example.org>",
          "451 4.7.1 Greylisted | remote rcpt mx.example.net[2001:db8::25] | bob@example.net | RCPT TO:<bob@example.net>"}},
        {"its own words; an alias; a pipe; the longer ids of today; one that arrived in the end",
         "",
         "2026-11-24 10:12:44 1tF2ab-00000001xyz-1A2B ** none@example.org <alias@example.net> R=nonlocal: Unrouteable address\n"
         "2026-11-24 10:12:44 1tF2ab-00000001xyz-1A2B ** |/usr/bin/filter <list@example.net> R=system_aliases T=address_pipe: "
         "Child process of address_pipe transport returned 127\n"
         "2026-11-24 10:12:45 1tF2ab-00000001xyz-1A2B == eve@example.net R=dnslookup T=remote_smtp defer (110): Connection timed "
         "out\n"
         "2026-11-24 10:22:45 1tF2ab-00000001xyz-1A2B => eve@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.26] "
         "C=\"250 ok\"\n",
         {"none@example.org failed from alias@example.net", "list@example.net failed", "eve@example.net relayed"},
         {"- - Unrouteable address | reporter local - | none@example.org | -",
          "- - Child process of address_pipe transport returned 127 | reporter local - | list@example.net | -",
          "- - Connection timed out | reporter connect - | eve@example.net | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("exim-log: failures, delays and deliveries") { check_dialect("exim-log", cases()); }

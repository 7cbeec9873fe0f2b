#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"bounced at RCPT, the reply in parentheses",
         "",
         "Nov 24 10:12:44 mta postfix/smtp[4711]: 4F1B220A3C: to=<ann@example.org>, relay=mx.example.org[192.0.2.25]:25, "
         "delay=1.2, delays=0.1/0.01/0.8/0.3, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 "
         "<ann@example.org>: User unknown (in reply to RCPT TO command))\n"
         "Nov 24 10:12:44 mta postfix/qmgr[812]: 4F1B220A3C: removed\n",
         {"ann@example.org failed"},
         {"550 5.1.1 <ann@example.org>: User unknown | remote rcpt mx.example.org[192.0.2.25] | ann@example.org | RCPT TO"}},
        {"an alias, a socket, a time of journald; the last attempt counts",
         "",
         "2026-11-24T10:12:44.123456+01:00 mta postfix-in/lmtp[4711]: 4F1B220A3C: to=<box@example.org>, "
         "orig_to=<alias@example.org>, relay=mail.example.org[private/lmtp], delay=0.2, dsn=4.2.0, status=deferred (host "
         "mail.example.org[private/lmtp] said: 451 4.2.0 busy (in reply to end of DATA command))\n"
         "2026-11-24T10:22:44.123456+01:00 mta postfix-in/lmtp[4712]: 4F1B220A3C: to=<box@example.org>, "
         "orig_to=<alias@example.org>, relay=mail.example.org[private/lmtp], delay=600, dsn=5.2.2, status=bounced (host "
         "mail.example.org[private/lmtp] said: 552 5.2.2 full (in reply to end of DATA command))\n",
         {"box@example.org failed from alias@example.org"},
         {"451 4.2.0 busy | remote end_of_data mail.example.org | box@example.org | end of DATA",
          "552 5.2.2 full | remote end_of_data mail.example.org | box@example.org | end of DATA"}},
        {"nobody answered: a delay; one that arrived has no reply; wrapped by a mail program",
         "",
         "Nov 24 10:12:44 mta postfix/smtp[4711]: 4F1B220A3C: to=<bob@example.org>, relay=none,\n"
         "    delay=30, dsn=4.4.1, status=deferred (connect to\n"
         "    mx.example.org[2001:db8::25]:25: Connection timed out)\n"
         "Nov 24 10:12:45 mta postfix/smtp[4711]: 4F1B220A3C: to=<eve@example.net>, relay=mx.example.net[192.0.2.26]:25, "
         "delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 77)\n",
         {"bob@example.org delayed", "eve@example.net relayed"},
         {"- - connect to mx.example.org[2001:db8::25]:25: Connection timed out | reporter connect "
          "mx.example.org[2001:db8::25] | bob@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("postfix-log: one line per recipient and attempt") { check_dialect("postfix-log", cases()); }

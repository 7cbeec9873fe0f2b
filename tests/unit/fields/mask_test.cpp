#include "fields/mask.hpp"

#include <doctest/doctest.h>

using namespace dsnparse;

namespace {

std::string masked(std::string_view text) {
    detail::Arena arena;
    std::string out;
    fields::append_masked(text, out, arena);
    return out;
}

} // namespace

TEST_CASE("what differs from mail to mail is masked, what means something stays") {
    struct Row {
        const char* text;
        const char* mask;
    };
    for (const Row& row :
         {Row{"550 5.1.1 <joe@example.org>: user unknown", "550 5.1.1 <address>: user unknown"},
          Row{"550-5.1.1 joe=example.net@lists.example.org is gone", "550-5.1.1 <address> is gone"},
          Row{"554 5.7.1 [192.0.2.7] blocked, see https://example.com/?ip=192.0.2.7.", "554 5.7.1 [<ip>] blocked, see <url>"},
          Row{"client 2001:db8::25 has no name", "client <ip> has no name"},
          Row{"ip=192.0.2.7; host=mx.example.org", "ip=<ip>; host=<host>"},
          Row{"421 4.7.0 [TSS04] deferred (S3150) id q4-2002ea00si1225584ljg.16", "421 4.7.0 [TSS04] deferred (S3150) id <id>"},
          Row{"tried 12 times in 86400 s, 550 of 551", "tried <number> times in <number> s, <number> of <number>"},
          Row{"  two\t\r\n  lines ", "two lines"}, Row{"mx.example.org said: no.", "<host> said: no."}, Row{"", ""},
          Row{"=", "="}, Row{"...", "..."}}) {
        CAPTURE(row.text);
        CHECK(masked(row.text) == row.mask);
    }
}

TEST_CASE("replies that differ only in what they are about are equal") {
    CHECK(masked("550 5.1.1 <a@example.org>: Recipient rejected (id 4N1w261vJbz1wYv9)")
          == masked("550 5.1.1 <other.name@example.com>: Recipient rejected (id 4XmZ0011Qbz9wYv1)"));
    CHECK(masked("450 4.2.1 over quota") != masked("550 4.2.1 over quota"));
}

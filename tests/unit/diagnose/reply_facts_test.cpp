#include "diagnose/reply_facts.hpp"
#include "unit/diagnose/chain.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace dsnparse;

namespace {

/// `type=value(amount)` of all facts that a reply tells, with `; ` between them.
std::string facts(std::string_view text, int code = 550) {
    testing::Chain chain("", "");
    List<Reply> replies;
    Reply reply;
    reply.code = code;
    reply.text = text;
    chain.context.arena.append(replies, reply);
    std::string out;
    for (const Fact& fact : diagnose::find_facts(chain.context, replies)) {
        if (!out.empty()) out += "; ";
        out.append(fact.type).append("=").append(fact.value);
        if (fact.amount) out += "(" + std::to_string(std::lround(*fact.amount)) + ")";
    }
    return out;
}

} // namespace

TEST_CASE("what a reply tells beside its reason") {
    struct Row {
        const char* text;
        const char* facts;
    };
    for (const Row& row : {
             Row{"message size 63544 exceeds size limit 2000 of server mx.example.org[192.0.2.10]",
                 "size_bytes=63544(63544); limit_bytes=2000(2000)"},
             Row{"Message size exceeds fixed maximum message size (10485760)", "limit_bytes=10485760(10485760)"},
             Row{"Message is too large; 40000 bytes max", "limit_bytes=40000 bytes(40000)"},
             Row{"Your message is 12.5 MB, the limit is 10MB.", "size_bytes=12.5 MB(13107200); limit_bytes=10MB(10485760)"},
             Row{"Greylisted, please try again in 5 minutes", "retry_after_s=5 minutes(300)"},
             Row{"greylisted for 300 seconds", "retry_after_s=300 seconds(300)"},
             Row{"Message expired after 5 days", ""},
             Row{"too many recipients, max 100 recipients per message", "limit_recipients=100 recipients(100)"},
             Row{"see https://example.org/a?x=1, ref id AB-123456.", "url=https://example.org/a?x=1; reference=AB-123456"},
             Row{"[TSS04] Messages from 192.0.2.192 temporarily deferred - 4.16.55.1", "provider_code=TSS04"},
             Row{"blocked (S3150) [VE1EUR01FT029.example.com]", "provider_code=S3150"},
             Row{"does not exist. q4-2002ea00si1225584ljg.16 - gsmtp", "reference=q4-2002ea00si1225584ljg.16"},
             Row{"Ticket: 4711-2026; case # 0815", "reference=4711-2026; reference=0815"},
             Row{"no id given, user id unknown", ""},
             Row{"User unknown", ""},
             Row{"", ""},
             Row{" - gsmtp", ""},
             Row{"size limit", ""},
             Row{"size 99999999999999999999999 bytes", ""},
         }) {
        CAPTURE(row.text);
        CHECK(facts(row.text) == row.facts);
    }
    CHECK(facts("see https://example.org/", 250).empty());
}

TEST_CASE("facts are bounded, whatever a reply holds") {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "id=" + std::to_string(1000 + i) + " ";
    testing::Chain chain("", "");
    List<Reply> replies;
    for (int i = 0; i < 100; ++i) {
        Reply reply;
        reply.text = text;
        chain.context.arena.append(replies, reply);
    }
    CHECK(diagnose::find_facts(chain.context, replies).size() == 50);
}

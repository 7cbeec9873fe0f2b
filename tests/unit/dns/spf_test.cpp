#include "dns/spf.hpp"

#include "fake_lookup.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

namespace {

SpfVerdict check(FakeLookup& dns, std::string_view ip, const std::string& domain = "example.test") {
    const auto address = dsnparse::fields::parse_ip_address(ip);
    SpfContext context;
    context.ip = address ? &*address : nullptr;
    context.domain = context.sender_domain = domain;
    context.helo = "mx.example.test";
    return check_spf(context, dns);
}

using Way = std::vector<std::string>;

} // namespace

TEST_CASE("spf: one record") {
    struct Row {
        std::string_view trap;
        std::string record;
        std::string_view ip;
        SpfResult result;
        Way way;
    };
    for (const Row& row : {
             Row{"ip4", "v=spf1 ip4:192.0.2.0/24 -all", "192.0.2.7", SpfResult::pass, {"ip4:192.0.2.0/24"}},
             Row{"not covered", "v=spf1 ip4:192.0.2.0/25 -all", "192.0.2.200", SpfResult::fail, {"-all"}},
             Row{"softfail", "v=spf1 ~all", "192.0.2.7", SpfResult::softfail, {"~all"}},
             Row{"neutral by a term", "v=spf1 ?all", "192.0.2.7", SpfResult::neutral, {"?all"}},
             Row{"neutral for want of terms", "v=spf1", "192.0.2.7", SpfResult::neutral, {}},
             Row{"first match counts", "v=spf1 -ip4:192.0.2.7 +all", "192.0.2.7", SpfResult::fail, {"-ip4:192.0.2.7"}},
             Row{"terms behind all", "v=spf1 -all ip4:192.0.2.7", "192.0.2.7", SpfResult::fail, {"-all"}},
             Row{"ip6", "v=spf1 ip6:2001:db8::/32 -all", "2001:db8:1::7", SpfResult::pass, {"ip6:2001:db8::/32"}},
             Row{"ip6 of all does not take IPv4", "v=spf1 ip6:::/0 -all", "192.0.2.7", SpfResult::fail, {"-all"}},
             Row{"mapped sender is IPv4", "v=spf1 ip4:192.0.2.7 -all", "::ffff:192.0.2.7", SpfResult::pass, {"ip4:192.0.2.7"}},
             Row{"a of the domain", "v=spf1 a -all", "192.0.2.80", SpfResult::pass, {"a"}},
             Row{"a of another", "v=spf1 a:www.other.test -all", "203.0.113.80", SpfResult::pass, {"a:www.other.test"}},
             Row{"a with length", "v=spf1 a/24 -all", "192.0.2.9", SpfResult::pass, {"a/24"}},
             Row{"a over IPv6", "v=spf1 a//64 -all", "2001:db8::9", SpfResult::pass, {"a//64"}},
             Row{"mx", "v=spf1 mx -all", "192.0.2.25", SpfResult::pass, {"mx"}},
             Row{"exists", "v=spf1 exists:%{ir}.list.test -all", "192.0.2.7", SpfResult::pass, {"exists:%{ir}.list.test"}},
             Row{"exists asks for A also for IPv6",
                 "v=spf1 exists:www.other.test -all",
                 "2001:db8::9",
                 SpfResult::pass,
                 {"exists:www.other.test"}},
             Row{"ptr", "v=spf1 ptr -all", "192.0.2.25", SpfResult::pass, {"ptr"}},
             Row{"ptr that does not lead back", "v=spf1 ptr -all", "192.0.2.66", SpfResult::fail, {"-all"}},
             Row{"include passes",
                 "v=spf1 include:spf.other.test -all",
                 "203.0.113.7",
                 SpfResult::pass,
                 {"include:spf.other.test", "ip4:203.0.113.0/24"}},
             Row{"fail within include is no match",
                 "v=spf1 include:spf.other.test ~all",
                 "192.0.2.7",
                 SpfResult::softfail,
                 {"~all"}},
             Row{"include with qualifier",
                 "v=spf1 ?include:spf.other.test -all",
                 "203.0.113.7",
                 SpfResult::neutral,
                 {"?include:spf.other.test", "ip4:203.0.113.0/24"}},
             Row{"redirect", "v=spf1 redirect=spf.other.test", "192.0.2.7", SpfResult::fail, {"redirect=spf.other.test", "-all"}},
             Row{"redirect behind all is not followed", "v=spf1 redirect=void.test -all", "192.0.2.7", SpfResult::fail, {"-all"}},
             Row{"capitals in a name",
                 "v=spf1 include:SPF.Other.Test -all",
                 "203.0.113.7",
                 SpfResult::pass,
                 {"include:SPF.Other.Test", "ip4:203.0.113.0/24"}},
             Row{"name that is none matches nothing", "v=spf1 a:b%%b.test -all", "192.0.2.7", SpfResult::fail, {"-all"}},
             Row{"local part is not known",
                 "v=spf1 exists:%{l}.list.test -all",
                 "192.0.2.7",
                 SpfResult::unknown,
                 {"exists:%{l}.list.test"}},
             Row{"decided before the unknown",
                 "v=spf1 ip4:192.0.2.7 exists:%{l}.list.test",
                 "192.0.2.7",
                 SpfResult::pass,
                 {"ip4:192.0.2.7"}},
             Row{"no address", "v=spf1 +all", "", SpfResult::unknown, {}},
         }) {
        CAPTURE(row.trap);
        FakeLookup dns;
        dns.txt("example.test", {"other text", row.record})
            .a("example.test", {"192.0.2.80"})
            .aaaa("example.test", {"2001:db8::80"})
            .a("www.other.test", {"203.0.113.80"})
            .mx("example.test", {{10, "mx.example.test"}})
            .a("mx.example.test", {"192.0.2.25"})
            .ptr("192.0.2.25", {"mx.badexample.test", "mx.example.test"})
            .ptr("192.0.2.66", {"www.example.test"})
            .a("www.example.test", {"192.0.2.80"})
            .a("7.2.0.192.list.test", {"127.0.0.2"})
            .txt("spf.other.test", {"v=spf1 ip4:203.0.113.0/24 -all"});
        const SpfVerdict verdict = check(dns, row.ip);
        CAPTURE(verdict.reason);
        CHECK(verdict.result == row.result);
        CHECK(verdict.way == row.way);
        CHECK(verdict.record == row.record);
    }
}

TEST_CASE("spf: records that are none or too many") {
    FakeLookup dns;
    dns.txt("two.test", {"v=spf1 -all", "v=spf1 +all"}).txt("text.test", {"hello"}).a("bare.test", {"192.0.2.1"});
    dns.txt("bad.test", {"v=spf1 +all ipv4:192.0.2.7"}).ends({"slow.test", Type::txt}, Outcome::timeout);
    CHECK(check(dns, "192.0.2.7", "two.test").result == SpfResult::permerror);
    CHECK(check(dns, "192.0.2.7", "text.test").result == SpfResult::none);
    CHECK(check(dns, "192.0.2.7", "bare.test").result == SpfResult::none);
    CHECK(check(dns, "192.0.2.7", "void.test").result == SpfResult::none);
    const SpfVerdict bad = check(dns, "192.0.2.7", "bad.test");
    CHECK(bad.result == SpfResult::permerror); // also behind what matches (section 4.6)
    CHECK(bad.reason == "the record of bad.test has a syntax error: 'ipv4:192.0.2.7' is no mechanism");
    const SpfVerdict slow = check(dns, "192.0.2.7", "slow.test");
    CHECK(slow.result == SpfResult::temperror);
    CHECK(slow.reason == "the TXT record of slow.test: no answer in 3 s");
}

TEST_CASE("spf: errors below") {
    struct Row {
        std::string_view trap;
        std::string record;
        SpfResult result;
    };
    for (const Row& row : {
             Row{"include of nothing", "v=spf1 include:void.test -all", SpfResult::permerror},
             Row{"include of a bad record", "v=spf1 include:bad.test -all", SpfResult::permerror},
             Row{"include fails for now", "v=spf1 include:slow.test -all", SpfResult::temperror},
             Row{"redirect to nothing", "v=spf1 redirect=void.test", SpfResult::permerror},
             Row{"redirect fails for now", "v=spf1 redirect=slow.test", SpfResult::temperror},
             Row{"a fails for now", "v=spf1 a:slow.test -all", SpfResult::temperror},
             Row{"mx fails for now", "v=spf1 mx:slow.test -all", SpfResult::temperror},
             Row{"a host of mx fails for now", "v=spf1 mx:slowhost.test -all", SpfResult::temperror},
             Row{"exists fails for now", "v=spf1 exists:slow.test -all", SpfResult::temperror},
             Row{"ptr fails without harm", "v=spf1 ptr -all", SpfResult::fail},
             Row{"an answer that cannot be read", "v=spf1 a:mad.test -all", SpfResult::temperror},
             Row{"itself", "v=spf1 include:example.test -all", SpfResult::permerror},
             Row{"itself by redirect", "v=spf1 redirect=example.test", SpfResult::permerror},
             Row{"eleven MX hosts", "v=spf1 mx:many.test -all", SpfResult::permerror},
             Row{"two void lookups", "v=spf1 a:v1.test a:v2.test -all", SpfResult::fail},
             Row{"three void lookups", "v=spf1 a:v1.test mx:v2.test exists:v3.test -all", SpfResult::permerror},
             Row{"ten lookups", "v=spf1 a a a a a a a a a a -all", SpfResult::fail},
             Row{"eleven lookups", "v=spf1 a a a a a a a a a a a -all", SpfResult::permerror},
             Row{"networks are no lookups", "v=spf1 a a a a a a a a a a ip4:192.0.2.1 ip6:::1 ip4:192.0.2.7 -all",
                 SpfResult::pass},
             Row{"redirect is one", "v=spf1 a a a a a a a a a a redirect=good.test", SpfResult::permerror},
             Row{"those of includes count", "v=spf1 include:five.test include:five.test -all", SpfResult::permerror},
         }) {
        CAPTURE(row.trap);
        FakeLookup dns;
        dns.txt("example.test", {row.record}).a("example.test", {"192.0.2.80"}).txt("bad.test", {"v=spf1 all:x"});
        dns.txt("good.test", {"v=spf1 +all"}).txt("five.test", {"v=spf1 a a a a a ?all"}).a("five.test", {"192.0.2.5"});
        for (const Type type : {Type::txt, Type::a, Type::mx}) dns.ends({"slow.test", type}, Outcome::timeout);
        dns.ends({"mad.test", Type::a}, Outcome::malformed).mx("slowhost.test", {{1, "slow.test"}});
        dns.ends({"7.2.0.192.in-addr.arpa", Type::ptr}, Outcome::servfail);
        std::vector<Mx> hosts;
        for (unsigned i = 0; i < 11; ++i) hosts.push_back({i, "mx" + std::to_string(i) + ".many.test"});
        dns.mx("many.test", hosts);
        const SpfVerdict verdict = check(dns, "192.0.2.7");
        CAPTURE(verdict.reason);
        CHECK(verdict.result == row.result);
    }
}

TEST_CASE("spf: what a record takes is asked at once, and never more than the limit lets be reached") {
    FakeLookup dns;
    std::string record = "v=spf1";
    for (int i = 0; i < 40; ++i) record += " a:h" + std::to_string(i) + ".example.test";
    dns.txt("example.test", {record});
    for (int i = 0; i < 40; ++i) dns.a("h" + std::to_string(i) + ".example.test", {"203.0.113.1"});
    CHECK(check(dns, "192.0.2.7").result == SpfResult::permerror);
    REQUIRE(dns.batches.size() == 2);
    CHECK(dns.batches[1].size() == 10);
}

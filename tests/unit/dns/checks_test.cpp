#include "dns/checks.hpp"

#include "dns/json.hpp"
#include "dns/text.hpp"
#include "fake_lookup.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace dsnparse::dns;

namespace {

/// The only check of that id; an empty one where there is none.
Check run_one(FakeLookup& dns, const Subject& subject, std::string_view id, const std::vector<std::string>& zones = {}) {
    for (Check& check : run_checks(subject, {zones}, dns))
        if (check.id == id) return check;
    return {};
}

/// A zone in which all is well.
void good_zone(FakeLookup& dns) {
    dns.ptr("192.0.2.7", {"mx.example.test"})
        .a("mx.example.test", {"192.0.2.7"})
        .txt("example.test", {"v=spf1 ip4:192.0.2.7 -all"})
        .txt("_dmarc.example.test", {"v=DMARC1; p=reject"})
        .mx("example.net", {{10, "in.example.net"}})
        .a("in.example.net", {"203.0.113.25"});
}

const Subject good{"192.0.2.7", "mx.example.test", "mx.example.test", "example.test", "example.net"};

} // namespace

TEST_CASE("checks: all is well") {
    FakeLookup dns;
    good_zone(dns);
    const std::vector<Check> checks = run_checks(good, {{"list.test"}}, dns);
    std::vector<std::string_view> ids;
    for (const Check& check : checks) {
        CAPTURE(check.summary);
        CHECK(check.outcome == CheckOutcome::ok);
        CHECK_FALSE(check.details.empty());
        ids.push_back(check.id);
    }
    CHECK(ids == std::vector<std::string_view>{"ptr", "fcrdns", "helo", "mx", "spf", "dmarc", "dnsbl"});
    CHECK(checks[1].summary == "192.0.2.7 has the reverse name mx.example.test, which has the address 192.0.2.7.");
    CHECK(checks[2].summary == "HELO mx.example.test has the address 192.0.2.7; it is the reverse name too.");
    // Everything that hangs on nothing goes out in one batch.
    REQUIRE_FALSE(dns.batches.empty());
    CHECK(dns.batches[0].size() == 7);
}

TEST_CASE("checks: nothing is asked of nothing") {
    FakeLookup dns;
    CHECK(run_checks({}, {{"list.test"}}, dns).empty());
    CHECK(dns.batches.empty());
}

TEST_CASE("checks: reverse names") {
    FakeLookup dns;
    dns.ptr("192.0.2.8", {"host-192-0-2-8.dyn.example.test"})
        .a("host-192-0-2-8.dyn.example.test", {"192.0.2.9"})
        .ptr("192.0.2.9", {"a.example.test", "b.example.test"})
        .a("b.example.test", {"203.0.113.1", "192.0.2.9"})
        .ends({dsnparse::fields::parse_ip_address("192.0.2.10")->reverse_name(), Type::ptr}, Outcome::servfail)
        .ptr("192.0.2.11", {"slow.example.test"})
        .ends({"slow.example.test", Type::a}, Outcome::timeout)
        .ptr("2001:db8::7", {"six.example.test"})
        .aaaa("six.example.test", {"2001:db8:0::7"});
    struct Row {
        std::string ip;
        std::string_view id;
        CheckOutcome outcome;
        std::string_view words;
    };
    for (const Row& row : {
             Row{"192.0.2.1", "ptr", CheckOutcome::problem, "has no name in reverse DNS (no such name: 1.2.0.192.in-addr.arpa)"},
             Row{"192.0.2.1", "fcrdns", CheckOutcome::problem, "Nothing to confirm"},
             Row{"10.1.2.3", "ptr", CheckOutcome::unknown, "local network"},
             Row{"192.0.2.8", "ptr", CheckOutcome::ok, "has the address in it"},
             Row{"192.0.2.8", "fcrdns", CheckOutcome::problem, "host-192-0-2-8.dyn.example.test has 192.0.2.9"},
             Row{"192.0.2.9", "fcrdns", CheckOutcome::ok, "b.example.test, which has the address 192.0.2.9"},
             Row{"192.0.2.10", "ptr", CheckOutcome::unknown, "the name server failed"},
             Row{"192.0.2.10", "fcrdns", CheckOutcome::unknown, "the name server failed"},
             Row{"192.0.2.11", "fcrdns", CheckOutcome::unknown, "slow.example.test: no answer in 3 s"},
             Row{"[IPv6:2001:db8::7]", "fcrdns", CheckOutcome::ok, "2001:db8::7"},
             Row{"192.0.2", "ptr", CheckOutcome::unknown, "is no IP address"},
         }) {
        CAPTURE(row.ip);
        const Check check = run_one(dns, {row.ip, "", "", "", ""}, row.id);
        CAPTURE(check.summary);
        CHECK(check.outcome == row.outcome);
        CHECK(check.summary.find(row.words) != std::string::npos);
    }
    CHECK(run_one(dns, {"192.0.2.9", "", "C.example.test", "", ""}, "ptr").summary.find("the receiver called it c.example.test")
          != std::string::npos);
    CHECK(run_one(dns, {"192.0.2.9", "", "unknown", "", ""}, "ptr").summary.find("called it") == std::string::npos);
}

TEST_CASE("checks: HELO") {
    FakeLookup dns;
    good_zone(dns);
    dns.a("other.example.test", {"203.0.113.9"}).ends({"slow.example.test", Type::a}, Outcome::timeout);
    dns.a("second.example.test", {"192.0.2.7"});
    dns.ends({"slow6.example.test", Type::aaaa}, Outcome::servfail).a("slow6.example.test", {"203.0.113.9"});
    struct Row {
        std::string helo;
        CheckOutcome outcome;
        std::string_view words;
    };
    for (const Row& row : {
             Row{"MX.Example.Test.", CheckOutcome::ok, "it is the reverse name too"},
             Row{"second.example.test", CheckOutcome::ok, "the reverse name is another: mx.example.test"},
             Row{"other.example.test", CheckOutcome::problem, "has 203.0.113.9, but the host's address is 192.0.2.7"},
             Row{"void.example.test", CheckOutcome::problem, "no such name"},
             Row{"slow.example.test", CheckOutcome::unknown, "no answer in 3 s"},
             Row{"slow6.example.test", CheckOutcome::problem, "203.0.113.9"}, // the other family does not decide
             Row{"[192.0.2.7]", CheckOutcome::ok, "which is the host's address"},
             Row{"[192.0.2.8]", CheckOutcome::problem, "but the host's address is 192.0.2.7"},
             Row{"[IPv6:2001:db8::7]", CheckOutcome::problem, "but the host's address is 192.0.2.7"},
             Row{"[192.0.2]", CheckOutcome::problem, "is no address literal"},
             Row{"192.0.2.7", CheckOutcome::problem, "has to stand in brackets"},
             Row{"WIN-ABC", CheckOutcome::problem, "not a fully-qualified name"},
             Row{"my mailer", CheckOutcome::unknown, "is no host name"},
             Row{"evil\x1b[31m", CheckOutcome::unknown, "evil\\027[31m"},
             Row{std::string("a\0b.test", 8), CheckOutcome::unknown, "is no host name"},
             Row{std::string(300, 'a'), CheckOutcome::unknown, "is no host name"},
         }) {
        CAPTURE(row.helo);
        const Check check = run_one(dns, {"192.0.2.7", row.helo, "", "", ""}, "helo");
        CAPTURE(check.summary);
        CHECK(check.outcome == row.outcome);
        CHECK(check.summary.find(row.words) != std::string::npos);
    }
    CHECK(run_one(dns, {"", "mx.example.test", "", "", ""}, "helo").outcome == CheckOutcome::ok);
    CHECK(run_one(dns, {"", "[192.0.2.7]", "", "", ""}, "helo").outcome == CheckOutcome::unknown);
}

TEST_CASE("checks: where mail goes") {
    FakeLookup dns;
    dns.mx("null.test", {{0, ""}})
        .mx("two.test", {{10, "a.two.test"}, {20, "b.two.test"}})
        .a("b.two.test", {"192.0.2.25"})
        .mx("dead.test", {{10, "gone.test"}})
        .mx("slowhost.test", {{10, "slow.test"}})
        .aaaa("implicit.test", {"2001:db8::1"})
        .txt("bare.test", {"text"})
        .ends({"slow.test", Type::mx}, Outcome::timeout)
        .ends({"slow.test", Type::a}, Outcome::timeout)
        .ends({"slow.test", Type::aaaa}, Outcome::timeout)
        .ends({"half.test", Type::a}, Outcome::refused);
    struct Row {
        std::string domain;
        CheckOutcome outcome;
        std::string_view words;
    };
    for (const Row& row : {
             Row{"null.test", CheckOutcome::problem, "accepts no mail"},
             Row{"two.test", CheckOutcome::ok, "10 a.two.test, 20 b.two.test"},
             Row{"dead.test", CheckOutcome::problem, "no such host has an address"},
             Row{"slowhost.test", CheckOutcome::unknown, "addresses are not known"},
             Row{"implicit.test", CheckOutcome::ok, "2001:db8::1"},
             Row{"bare.test", CheckOutcome::problem, "neither an MX record nor an address"},
             Row{"void.test", CheckOutcome::problem, "no such name"},
             Row{"slow.test", CheckOutcome::unknown, "no answer in 3 s"},
             Row{"half.test", CheckOutcome::unknown, "the name server refused to answer"},
             Row{"b\xC3\xBC"
                 "cher.test",
                 CheckOutcome::unknown, "is no domain name"},
         }) {
        CAPTURE(row.domain);
        const Check check = run_one(dns, {"", "", "", "", row.domain}, "mx");
        CAPTURE(check.summary);
        CHECK(check.outcome == row.outcome);
        CHECK(check.summary.find(row.words) != std::string::npos);
    }
}

TEST_CASE("checks: policies of the sender's domain") {
    FakeLookup dns;
    good_zone(dns);
    dns.txt("soft.test", {"v=spf1 include:spf.net.test ~all"}).txt("spf.net.test", {"v=spf1 ip4:192.0.2.0/24 -all"});
    dns.ends({"slow.test", Type::txt}, Outcome::timeout).ends({"_dmarc.slow.test", Type::txt}, Outcome::refused);
    struct Row {
        std::string ip;
        std::string domain;
        std::string_view id;
        CheckOutcome outcome;
        std::string_view summary;
    };
    for (const Row& row : {
             Row{"192.0.2.9", "soft.test", "spf", CheckOutcome::ok,
                 "SPF of soft.test for 192.0.2.9: pass, by the term 'include:spf.net.test', through 'ip4:192.0.2.0/24'."},
             Row{"203.0.113.1", "soft.test", "spf", CheckOutcome::problem,
                 "SPF of soft.test for 203.0.113.1: softfail: no term allows the address; '~all' decides."},
             Row{"203.0.113.1", "void.test", "spf", CheckOutcome::problem,
                 "SPF of void.test for 203.0.113.1: none: void.test has no TXT record: no such name."},
             Row{"203.0.113.1", "slow.test", "spf", CheckOutcome::unknown,
                 "SPF of slow.test for 203.0.113.1: temperror: the TXT record of slow.test: no answer in 3 s."},
             Row{"", "example.test", "dmarc", CheckOutcome::ok, "example.test has the DMARC policy reject."},
             Row{"", "a.example.test", "dmarc", CheckOutcome::ok,
                 "a.example.test has no DMARC record of its own; that of example.test holds, with the policy reject."},
             Row{"", "void.test", "dmarc", CheckOutcome::problem, "Neither void.test nor a domain above it has a DMARC record."},
             Row{"", "slow.test", "dmarc", CheckOutcome::unknown,
                 "The DMARC record of _dmarc.slow.test is not known: the name server refused to answer."},
         }) {
        const Check check = run_one(dns, {row.ip, "", "", row.domain, ""}, row.id);
        CHECK(check.outcome == row.outcome);
        CHECK(check.summary == row.summary);
    }
}

TEST_CASE("checks: block lists") {
    FakeLookup dns;
    dns.a("7.2.0.192.list.test", {"127.0.0.2", "127.0.0.4"})
        .txt("7.2.0.192.list.test", {"see https://list.test/192.0.2.7"})
        .a("7.2.0.192.closed.test", {"127.255.255.254"})
        .ends({"7.2.0.192.slow.test", Type::a}, Outcome::timeout);
    const std::vector<Check> checks =
        run_checks({"192.0.2.7", "", "", "", ""}, {{"list.test", "CLOSED.test.", "slow.test", "clean.test", "no list"}}, dns);
    REQUIRE(checks.size() == 7);
    CHECK(checks[2].outcome == CheckOutcome::problem);
    CHECK(checks[2].summary == "192.0.2.7 is listed in list.test (127.0.0.2, 127.0.0.4): see https://list.test/192.0.2.7");
    CHECK(checks[3].outcome == CheckOutcome::unknown);
    CHECK(checks[3].subject == "192.0.2.7 in closed.test");
    CHECK(checks[4].summary == "Whether 192.0.2.7 is listed in slow.test is not known: no answer in 3 s.");
    CHECK(checks[5].outcome == CheckOutcome::ok);
    CHECK(checks[6].outcome == CheckOutcome::unknown);
}

TEST_CASE("checks: no failure of DNS is a problem of the host") {
    for (const Outcome outcome :
         {Outcome::servfail, Outcome::refused, Outcome::timeout, Outcome::no_network, Outcome::malformed}) {
        CAPTURE(to_string(outcome));
        FakeLookup dns;
        for (const char* name : {"mx.example.test", "example.test", "_dmarc.example.test", "example.net",
                                 "7.2.0.192.in-addr.arpa", "7.2.0.192.list.test"})
            for (const Type type : {Type::a, Type::aaaa, Type::ptr, Type::mx, Type::txt}) dns.ends({name, type}, outcome);
        const std::vector<Check> checks = run_checks(good, {{"list.test"}}, dns);
        CHECK(checks.size() == 7);
        for (const Check& check : checks) {
            CAPTURE(check.summary);
            CHECK(check.outcome == CheckOutcome::unknown);
        }
    }
}

TEST_CASE("checks: text keeps to the width") {
    FakeLookup dns;
    good_zone(dns);
    std::string spf = "v=spf1";
    for (int i = 0; i < 12; ++i) spf += " ip4:203.0.113." + std::to_string(i);
    dns.txt("example.test", {spf + " -all"});
    const std::string text = to_text(run_checks(good, {{"list.test"}}, dns));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        REQUIRE(end != std::string::npos);
        CAPTURE(text.substr(at, end - at));
        CHECK(end - at <= 80);
        at = end + 1;
    }
}

TEST_CASE("checks: JSON and text take what is hostile") {
    FakeLookup dns;
    good_zone(dns);
    dns.txt("7.2.0.192.list.test", {"bad \xFF\x1b[2J"}).a("7.2.0.192.list.test", {"127.0.0.2"});
    const Subject subject{"192.0.2.7", "evil\x1b[31m\xFF", "", "example.test", ""};
    const std::vector<Check> checks = run_checks(subject, {{"list.test"}}, dns);
    const auto json = to_json(subject, checks);
    CHECK(json.dump().find("\"schema\":\"dsnparse-dns-1\"") != std::string::npos); // and does not throw
    CHECK(json["subject"]["helo"] == "evil\\027[31m\\255");
    CHECK(json["subject"]["client_name"].is_null());
    CHECK(json["checks"][0]["id"] == "ptr");
    CHECK(json["checks"][0]["details"][0]["name"] == "7.2.0.192.in-addr.arpa");
    CHECK(json["checks"][0]["details"][0]["answers"][0] == "mx.example.test");
    const std::string text = to_text(checks);
    CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c != '\n' && static_cast<unsigned char>(c) < 0x20; }));
    CHECK(text.find("ptr 192.0.2.7: ok\n  192.0.2.7 has the reverse name mx.example.test.\n") == 0);
    CHECK(text.find("\ndnsbl 192.0.2.7 in list.test: problem\n  192.0.2.7 is listed in list.test") != std::string::npos);
}

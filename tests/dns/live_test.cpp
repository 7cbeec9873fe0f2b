// The checks against the name servers that with_name_server.py starts; what they say stands in zones/.
#include "dns/checks.hpp"
#include "dns/resolver.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>

using namespace dsnparse::dns;

namespace {

ResolverOptions options(const char* variable, int timeout_ms = 5000) {
    const char* server = std::getenv(variable);
    REQUIRE_MESSAGE(server != nullptr, "to be run by tests/dns/with_name_server.py");
    return {server, timeout_ms, 2};
}

ResolverOptions server() { return options("DSNPARSE_DNS_SERVER"); }

using Texts = std::vector<std::string>;

Texts records(Resolver& dns, const std::string& name, Type type) {
    const Answer& answer = dns.get({name, type});
    CHECK(to_string(answer.outcome) == "answer");
    return answer.shown_records();
}

} // namespace

TEST_CASE("live: records of every type") {
    Resolver dns(server());
    REQUIRE(dns.error().empty());
    CHECK(records(dns, "mx.example.test", Type::a) == Texts{"192.0.2.7"});
    CHECK(records(dns, "mx.example.test", Type::aaaa) == Texts{"2001:db8::7"});
    CHECK(records(dns, "example.test", Type::mx) == Texts{"10 mx.example.test", "20 mx2.example.test"});
    CHECK(records(dns, "null.example.test", Type::mx) == Texts{"0 ."});
    CHECK(records(dns, "7.2.0.192.in-addr.arpa", Type::ptr) == Texts{"mx.example.test"});
    CHECK(records(dns, "8.2.0.192.in-addr.arpa", Type::ptr).size() == 2);
    CHECK(records(dns, "_dmarc.example.test", Type::txt) == Texts{"v=DMARC1; p=quarantine; sp=reject; pct=50"});
    CHECK(records(dns, "farm.example.test", Type::a).size() == 2);
}

TEST_CASE("live: aliases are followed") {
    Resolver dns(server());
    CHECK(records(dns, "www.example.test", Type::a) == Texts{"192.0.2.7"});
    CHECK(records(dns, "33.2.0.192.in-addr.arpa", Type::ptr) == Texts{"farm.example.test"});
    for (const Type type : {Type::txt, Type::mx, Type::ptr})
        CHECK(dns.get({"www.example.test", type}).outcome == Outcome::no_data);
}

TEST_CASE("live: the strings of a TXT record are joined, also where it takes TCP") {
    Resolver dns(server());
    const Answer& spf = dns.get({"example.test", Type::txt});
    REQUIRE(spf.texts.size() == 2);
    CHECK((spf.texts[0] == "v=spf1 ip4:192.0.2.0/29 include:spf.example.test -all"
           || spf.texts[1] == "v=spf1 ip4:192.0.2.0/29 include:spf.example.test -all"));
    const Answer& longest = dns.get({"long.example.test", Type::txt});
    REQUIRE(longest.texts.size() == 1);
    CHECK(longest.texts[0].size() > 2000);
    CHECK(longest.texts[0].ends_with(" ip4:192.0.2.99 -all"));
}

TEST_CASE("live: ways of having no answer are told apart") {
    Resolver dns(server());
    CHECK(dns.get({"nothere.example.test", Type::a}).outcome == Outcome::nxdomain);
    CHECK(dns.get({"mx.example.test", Type::mx}).outcome == Outcome::no_data);
    CHECK(dns.get({"mx.lame.test", Type::a}).outcome == Outcome::servfail);
    CHECK(dns.get({"www.elsewhere.test", Type::a}).outcome == Outcome::refused);
    Resolver closed(options("DSNPARSE_DNS_CLOSED"));
    CHECK(closed.get({"example.test", Type::a}).outcome == Outcome::no_network);
    Resolver mad(options("DSNPARSE_DNS_MAD"));
    for (const Type type : {Type::a, Type::aaaa, Type::ptr, Type::mx, Type::txt})
        CHECK(mad.get({"example.test", type}).outcome == Outcome::malformed);
}

TEST_CASE("live: many questions wait together") {
    using Clock = std::chrono::steady_clock;
    Resolver dns(options("DSNPARSE_DNS_SILENT", 600));
    std::vector<Question> questions;
    for (int i = 0; i < 50; ++i) questions.push_back({"n" + std::to_string(i) + ".example.test", Type::a});
    const auto start = Clock::now();
    dns.fetch(questions);
    const auto taken = Clock::now() - start;
    for (const Question& question : questions) CHECK(dns.get(question).outcome == Outcome::timeout);
    CHECK(taken >= std::chrono::milliseconds(500));
    CHECK(taken < std::chrono::milliseconds(3000)); // one after the other would take 30 s
    CHECK(Clock::now() - start < std::chrono::milliseconds(3000)); // remembered
}

TEST_CASE("live: many answers at once") {
    Resolver dns(server());
    std::vector<Question> questions{{"mx.example.test", Type::a}};
    for (int i = 0; i < 200; ++i) questions.push_back({"n" + std::to_string(i) + ".example.test", Type::a});
    dns.fetch(questions);
    CHECK(dns.get(questions[0]).outcome == Outcome::answer);
    for (std::size_t i = 1; i < questions.size(); ++i) CHECK(dns.get(questions[i]).outcome == Outcome::nxdomain);
}

TEST_CASE("live: checks") {
    struct Row {
        std::string_view trap;
        Subject subject;
        std::string_view id;
        CheckOutcome outcome;
        std::string_view words;
    };
    Resolver dns(server());
    const CheckOptions lists{{"list.test", "closed.test", "lame.test"}};
    for (const Row& row : {
             Row{"reverse name", {"192.0.2.7", "", "", "", ""}, "ptr", CheckOutcome::ok, "has the reverse name mx.example.test."},
             Row{"none", {"192.0.2.200", "", "", "", ""}, "ptr", CheckOutcome::problem, "no such name"},
             Row{"server of the reverse zone refuses",
                 {"203.0.113.7", "", "", "", ""},
                 "ptr",
                 CheckOutcome::unknown,
                 "refused to answer"},
             Row{"generic", {"192.0.2.9", "", "", "", ""}, "ptr", CheckOutcome::ok, "has the address in it"},
             Row{"leads back",
                 {"192.0.2.7", "", "", "", ""},
                 "fcrdns",
                 CheckOutcome::ok,
                 "mx.example.test, which has the address 192.0.2.7"},
             Row{"leads back over IPv6",
                 {"2001:db8::7", "", "", "", ""},
                 "fcrdns",
                 CheckOutcome::ok,
                 "which has the address 2001:db8::7"},
             Row{"second of two", {"192.0.2.8", "", "", "", ""}, "fcrdns", CheckOutcome::ok, "mx2.example.test"},
             Row{"by RFC 2317", {"192.0.2.33", "", "", "", ""}, "fcrdns", CheckOutcome::ok, "farm.example.test"},
             Row{"does not", {"192.0.2.9", "", "", "", ""}, "fcrdns", CheckOutcome::problem, "no such name"},
             Row{"server of the name fails",
                 {"192.0.2.50", "", "", "", ""},
                 "fcrdns",
                 CheckOutcome::unknown,
                 "the name server failed"},
             Row{"HELO", {"192.0.2.7", "mx.example.test", "", "", ""}, "helo", CheckOutcome::ok, "the reverse name too"},
             Row{"HELO of another",
                 {"192.0.2.7", "wrong.example.test", "", "", ""},
                 "helo",
                 CheckOutcome::problem,
                 "203.0.113.1"},
             Row{"HELO by an alias",
                 {"192.0.2.7", "www.example.test", "", "", ""},
                 "helo",
                 CheckOutcome::ok,
                 "is another: mx.example.test"},
             Row{"MX", {"", "", "", "", "Example.Test"}, "mx", CheckOutcome::ok, "10 mx.example.test, 20 mx2.example.test"},
             Row{"null MX", {"", "", "", "", "null.example.test"}, "mx", CheckOutcome::problem, "accepts no mail"},
             Row{"implicit MX", {"", "", "", "", "implicit.example.test"}, "mx", CheckOutcome::ok, "192.0.2.7"},
             Row{"no MX",
                 {"", "", "", "", "textonly.example.test"},
                 "mx",
                 CheckOutcome::problem,
                 "neither an MX record nor an address"},
             Row{"no domain", {"", "", "", "", "void.example.test"}, "mx", CheckOutcome::problem, "no such name"},
             Row{"MX not known", {"", "", "", "", "lame.test"}, "mx", CheckOutcome::unknown, "the name server failed"},
             Row{"SPF by network", {"192.0.2.7", "", "", "example.test", ""}, "spf", CheckOutcome::ok, "'ip4:192.0.2.0/29'"},
             Row{"SPF by include",
                 {"192.0.2.34", "", "", "example.test", ""},
                 "spf",
                 CheckOutcome::ok,
                 "'include:spf.example.test', through 'a:farm.example.test'"},
             Row{"SPF fails", {"203.0.113.7", "", "", "example.test", ""}, "spf", CheckOutcome::problem, "fail: no term allows"},
             Row{"SPF twice",
                 {"192.0.2.7", "", "", "twospf.example.test", ""},
                 "spf",
                 CheckOutcome::problem,
                 "has 2 SPF records"},
             Row{"SPF not known", {"192.0.2.7", "", "", "viafail.example.test", ""}, "spf", CheckOutcome::unknown, "temperror"},
             Row{"long SPF", {"192.0.2.99", "", "", "long.example.test", ""}, "spf", CheckOutcome::ok, "'ip4:192.0.2.99'"},
             Row{"DMARC", {"", "", "", "example.test", ""}, "dmarc", CheckOutcome::ok, "policy quarantine for 50 %"},
             Row{"DMARC from above",
                 {"", "", "", "a.b.example.test", ""},
                 "dmarc",
                 CheckOutcome::ok,
                 "that of example.test holds, with the policy reject"},
             Row{"DMARC not known", {"", "", "", "lame.test", ""}, "dmarc", CheckOutcome::unknown, "the name server failed"},
         }) {
        CAPTURE(row.trap);
        bool found = false;
        for (const Check& check : run_checks(row.subject, {}, dns)) {
            if (check.id != row.id) continue;
            found = true;
            CAPTURE(check.summary);
            CHECK(to_string(check.outcome) == to_string(row.outcome));
            CHECK(check.summary.find(row.words) != std::string::npos);
        }
        CHECK(found);
    }
    const std::vector<Check> listed = run_checks({"192.0.2.9", "", "", "", ""}, lists, dns);
    REQUIRE(listed.size() == 5);
    CHECK(listed[2].outcome == CheckOutcome::problem);
    CHECK(listed[2].summary.ends_with("Seen in our traps, see https://list.test/192.0.2.9"));
    CHECK(listed[3].outcome == CheckOutcome::unknown);
    CHECK(listed[4].outcome == CheckOutcome::unknown);
    CHECK(run_checks({"192.0.2.7", "", "", "", ""}, lists, dns)[2].outcome == CheckOutcome::ok);
    CHECK(run_checks({"2001:db8::7", "", "", "", ""}, lists, dns)[2].outcome == CheckOutcome::problem);
}

#include "fake_lookup.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("lookup: each question is asked once, together with the others") {
    FakeLookup dns;
    dns.a("a.test", {"192.0.2.1"});
    dns.fetch({{"b.test", Type::a}, {"a.test", Type::a}, {"b.test", Type::a}, {"a.test", Type::mx}});
    REQUIRE(dns.batches.size() == 1);
    CHECK(dns.batches[0].size() == 3);
    CHECK(dns.get({"a.test", Type::a}).addresses.size() == 1);
    CHECK(dns.get({"a.test", Type::mx}).outcome == Outcome::no_data);
    CHECK(dns.get({"b.test", Type::a}).outcome == Outcome::nxdomain);
    CHECK(dns.batches.size() == 1);
}

TEST_CASE("lookup: what is no name is not asked") {
    FakeLookup dns;
    for (const std::string& name : {std::string(), std::string("a..test"), std::string("A.test"), std::string("a b.test"),
                                    std::string(64, 'a') + ".test", std::string("a\0.test", 7)})
        CHECK(dns.get({name, Type::a}).outcome == Outcome::malformed);
    CHECK(dns.batches.empty());
}

TEST_CASE("lookup: outcomes are told apart in words") {
    const FakeLookup dns;
    CHECK(dns.describe(Outcome::nxdomain) == "no such name");
    CHECK(dns.describe(Outcome::no_data) == "no such record");
    CHECK(dns.describe(Outcome::servfail) == "the name server failed");
    CHECK(dns.describe(Outcome::refused) == "the name server refused to answer");
    CHECK(dns.describe(Outcome::timeout) == "no answer in 3 s");
    CHECK(dns.describe(Outcome::no_network) == "no name server could be reached");
}

TEST_CASE("lookup: records in words") {
    Answer answer;
    answer.mx = {{0, ""}, {10, "mx.example.test"}};
    answer.texts = {"a\x01\xFF"};
    CHECK(answer.shown_records() == std::vector<std::string>{"0 .", "10 mx.example.test", "a\\001\\255"});
}

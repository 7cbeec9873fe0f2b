#include "diagnose/our_side.hpp"

#include <doctest/doctest.h>

using namespace dsnparse;

TEST_CASE("a domain stands for the hosts below it, a network for its addresses") {
    Options options;
    options.our_domains = {"example.org", ".example.net.", ""};
    options.trusted_nets = {"192.0.2.0/24", "nonsense"};
    const diagnose::OurSide ours(options);
    CHECK(ours.known());
    CHECK(ours.has_host("example.org"));
    CHECK(ours.has_host("MX.Example.ORG."));
    CHECK(ours.has_host("mx.example.net"));
    CHECK(!ours.has_host("notexample.org"));
    CHECK(!ours.has_host(""));
    CHECK(ours.has_address("192.0.2.9"));
    CHECK(!ours.has_address("198.51.100.1"));
    CHECK(!diagnose::OurSide(Options()).known());
}

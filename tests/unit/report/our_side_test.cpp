#include <dsnparse/parse.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

namespace {

/// A mail that went from a sender through a relay service to our server.
const std::string mail =
    "Received: from relay.example.com (relay.example.com [198.51.100.5]) by mx.example.org (Postfix) with ESMTP id 3; Mon, 2 Mar "
    "2020 10:20:03 +0000\n"
    "Received: from mta.example.net (mta.example.net [203.0.113.9]) by relay.example.com (Postfix) with ESMTP id 2; Mon, 2 Mar "
    "2020 "
    "10:20:02 +0000\n"
    "Received: from pc.example.net (pc.example.net [203.0.113.77]) by mta.example.net (Postfix) with ESMTPA id 1; Mon, 2 Mar "
    "2020 "
    "10:20:01 +0000\n"
    "From: a@example.net\nSubject: x\n\nbody\n";

std::string_view edge_ip(const Report& report) {
    return report.edge.best ? report.edge.candidates[*report.edge.best].ip : std::string_view("none");
}

} // namespace

TEST_CASE("the caller says where our side ends") {
    const Report inferred = trace(mail);
    CHECK(edge_ip(inferred) == "198.51.100.5");
    REQUIRE(inferred.hops.size() == 3);
    CHECK(inferred.hops[2].trust == Trust::boundary);
    CHECK(inferred.hops[1].trust == Trust::untrusted);

    Options with_domains;
    with_domains.our_domains = {"example.org", "example.com"};
    const Report domains = trace(mail, with_domains);
    CHECK(edge_ip(domains) == "203.0.113.9");
    CHECK(domains.hops[2].trust == Trust::trusted);
    CHECK(domains.hops[1].trust == Trust::boundary);
    CHECK(domains.hops[0].trust == Trust::untrusted);

    Options with_net;
    with_net.our_domains = {"example.org", "relay.example.com"};
    with_net.trusted_nets = {"203.0.113.0/28"};
    const Report net = trace(mail, with_net);
    CHECK(net.hops[1].trust == Trust::trusted);

    Options stranger;
    stranger.our_domains = {"example.edu"};
    for (const Hop& hop : trace(mail, stranger).hops) CHECK(hop.trust == Trust::unknown);
}

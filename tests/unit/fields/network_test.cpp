#include "fields/network.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

TEST_CASE("a network holds the addresses below its prefix") {
    struct Row {
        const char* network;
        const char* ip;
        bool inside;
    };
    for (const Row& row :
         {Row{"192.0.2.0/24", "192.0.2.255", true}, Row{"192.0.2.0/24", "192.0.3.0", false},
          Row{"192.0.2.9/24", "192.0.2.1", true}, Row{"192.0.2.128/25", "192.0.2.127", false},
          Row{"192.0.2.128/25", "192.0.2.128", true}, Row{"192.0.2.7", "192.0.2.7", true}, Row{"192.0.2.7", "192.0.2.6", false},
          Row{"0.0.0.0/0", "203.0.113.1", true}, Row{"0.0.0.0/0", "2001:db8::1", false}, Row{"::/0", "2001:db8::1", true},
          Row{"2001:db8::/32", "2001:db8:ffff::1", true}, Row{"2001:db8::/33", "2001:db8:8000::1", false},
          Row{"192.0.2.0/24", "::ffff:192.0.2.4", true}, Row{"192.0.2.0/24", "", false},
          Row{"192.0.2.0/24", "mx.example.org", false}}) {
        CAPTURE(row.network);
        CAPTURE(row.ip);
        const auto network = fields::read_network(row.network);
        REQUIRE(network.has_value());
        CHECK(network->contains(row.ip) == row.inside);
    }
}

TEST_CASE("what is no network is none") {
    for (const char* text : {"", "/", "/24", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/2 ", "192.0.2/24",
                             "2001:db8::/129", "mx.example.org", "192.0.2.0/24/1", "192.0.2.0/99999999999999999999"}) {
        CAPTURE(text);
        CHECK(!fields::read_network(text));
    }
    CHECK(!fields::read_network(std::string(5000, '1')));
}

#include "fields/ip_address.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::fields;

TEST_CASE("address: text to binary and back") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::string_view back; ///< empty: no address
    };
    for (const Row& row : {
             Row{"IPv4", "192.0.2.7", "192.0.2.7"},
             Row{"IPv6, shortened", "2001:DB8:0:0::7", "2001:db8::7"},
             Row{"IPv4 mapped into IPv6", "::ffff:192.0.2.7", "192.0.2.7"},
             Row{"a NUL behind it", std::string_view("192.0.2.7\0x", 11), ""},
             Row{"leading zero", "192.0.2.07", ""},
             Row{"three octets", "192.0.2", ""},
             Row{"brackets belong to literals", "[192.0.2.7]", ""},
             Row{"nothing", "", ""},
             Row{"longer than any", "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111", ""},
         }) {
        CAPTURE(row.trap);
        const auto address = parse_ip_address(row.text);
        CHECK(address.has_value() != row.back.empty());
        if (address) CHECK(address->text() == row.back);
    }
}

TEST_CASE("address: literals of HELO") {
    CHECK(parse_ip_literal("[192.0.2.7]") == parse_ip_address("192.0.2.7"));
    CHECK(parse_ip_literal("[IPv6:2001:db8::7]") == parse_ip_address("2001:db8::7"));
    CHECK_FALSE(parse_ip_literal("192.0.2.7"));
    CHECK_FALSE(parse_ip_literal("[mx.example.test]"));
    CHECK_FALSE(parse_ip_literal("["));
    CHECK_FALSE(parse_ip_literal("[]"));
}

TEST_CASE("address: names under which DNS keeps it") {
    CHECK(parse_ip_address("192.0.2.7")->reverse_name() == "7.2.0.192.in-addr.arpa"); // RFC 1035 section 3.5
    CHECK(parse_ip_address("4321:0:1:2:3:4:567:89ab")->reverse_name()
          == "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa"); // RFC 3596 section 2.5
}

TEST_CASE("address: networks") {
    struct Row {
        std::string_view trap;
        std::string_view address;
        std::string_view network;
        int length;
        bool within;
    };
    for (const Row& row : {
             Row{"whole octets", "192.0.2.7", "192.0.2.0", 24, true},
             Row{"next network", "192.0.3.7", "192.0.2.0", 24, false},
             Row{"bits within an octet", "192.0.2.127", "192.0.2.64", 26, true},
             Row{"first bit beyond", "192.0.2.128", "192.0.2.64", 26, false},
             Row{"all addresses", "203.0.113.9", "192.0.2.0", 0, true},
             Row{"one address", "192.0.2.7", "192.0.2.7", 32, true},
             Row{"one bit off", "192.0.2.6", "192.0.2.7", 32, false},
             Row{"families do not mix", "2001:db8::7", "0.0.0.0", 0, false},
             Row{"IPv6", "2001:db8:0:1::7", "2001:db8::", 63, true},
             Row{"IPv6, beyond", "2001:db8:0:2::7", "2001:db8::", 63, false},
             Row{"longer than the address", "192.0.2.7", "192.0.2.7", 33, false},
             Row{"no length", "192.0.2.7", "192.0.2.7", -1, false},
         }) {
        CAPTURE(row.trap);
        CHECK(parse_ip_address(row.address)->within(*parse_ip_address(row.network), row.length) == row.within);
    }
}

#include "fields/ip.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("ip scope: the registries, at both ends of each network") {
    struct Row {
        std::string_view ip;
        IpScope scope;
    };
    for (const Row& row : {
             Row{"0.0.0.0", IpScope::reserved},
             Row{"0.255.255.255", IpScope::reserved},
             Row{"1.0.0.0", IpScope::public_},
             Row{"8.8.8.8", IpScope::public_},
             Row{"9.255.255.255", IpScope::public_},
             Row{"10.0.0.0", IpScope::private_},
             Row{"10.255.255.255", IpScope::private_},
             Row{"11.0.0.0", IpScope::public_},
             Row{"100.63.255.255", IpScope::public_},
             Row{"100.64.0.0", IpScope::cgnat},
             Row{"100.127.255.255", IpScope::cgnat},
             Row{"100.128.0.0", IpScope::public_},
             Row{"127.0.0.1", IpScope::loopback},
             Row{"127.255.255.255", IpScope::loopback},
             Row{"169.254.0.1", IpScope::link_local},
             Row{"169.255.0.0", IpScope::public_},
             Row{"172.15.255.255", IpScope::public_},
             Row{"172.16.0.0", IpScope::private_},
             Row{"172.31.255.255", IpScope::private_},
             Row{"172.32.0.0", IpScope::public_},
             Row{"192.0.0.1", IpScope::reserved},
             Row{"192.0.1.1", IpScope::public_},
             Row{"192.0.2.1", IpScope::documentation},
             Row{"192.0.3.1", IpScope::public_},
             Row{"192.88.99.1", IpScope::reserved},
             Row{"192.168.0.0", IpScope::private_},
             Row{"192.169.0.0", IpScope::public_},
             Row{"198.17.255.255", IpScope::public_},
             Row{"198.18.0.0", IpScope::reserved},
             Row{"198.19.255.255", IpScope::reserved},
             Row{"198.20.0.0", IpScope::public_},
             Row{"198.51.100.1", IpScope::documentation},
             Row{"203.0.113.255", IpScope::documentation},
             Row{"223.255.255.255", IpScope::public_},
             Row{"224.0.0.0", IpScope::multicast},
             Row{"239.255.255.255", IpScope::multicast},
             Row{"240.0.0.0", IpScope::reserved},
             Row{"255.255.255.255", IpScope::reserved},
             Row{"::", IpScope::reserved},
             Row{"::1", IpScope::loopback},
             Row{"::2", IpScope::reserved},
             Row{"::ffff:10.0.0.1", IpScope::private_},
             Row{"::ffff:8.8.8.8", IpScope::public_},
             Row{"64:ff9b::808:808", IpScope::public_},
             Row{"64:ff9b::a00:1", IpScope::private_},
             Row{"64:ff9b:1::1", IpScope::reserved},
             Row{"100::1", IpScope::reserved},
             Row{"2000::1", IpScope::public_},
             Row{"2001::1", IpScope::reserved},
             Row{"2001:1ff::1", IpScope::reserved},
             Row{"2001:200::1", IpScope::public_},
             Row{"2001:20::1", IpScope::public_},
             Row{"2001:db8::1", IpScope::documentation},
             Row{"2001:db9::1", IpScope::public_},
             Row{"2002:808:808::1", IpScope::public_},
             Row{"2002:a00:1::1", IpScope::private_},
             Row{"2a00:1450::1", IpScope::public_},
             Row{"3fff::1", IpScope::documentation},
             Row{"3fff:1000::1", IpScope::public_},
             Row{"4000::1", IpScope::reserved},
             Row{"5f00::1", IpScope::reserved},
             Row{"fc00::1", IpScope::unique_local},
             Row{"fd00::1", IpScope::unique_local},
             Row{"fe80::1", IpScope::link_local},
             Row{"febf::1", IpScope::link_local},
             Row{"fec0::1", IpScope::reserved},
             Row{"ff02::1", IpScope::multicast},
             Row{"", IpScope::unknown},
             Row{"x", IpScope::unknown},
             Row{"192.0.2", IpScope::unknown},
             Row{"[192.0.2.1]", IpScope::unknown},
         }) {
        CAPTURE(row.ip);
        CHECK(ip_scope(row.ip) == row.scope);
    }
    CHECK(ip_scope(std::string_view("8.8.8.8\0", 8)) == IpScope::unknown);
}

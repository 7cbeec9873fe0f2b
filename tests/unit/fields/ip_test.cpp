#include "fields/ip.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("ip: a whole text") {
    struct Row {
        const char* text;
        const char* ip;
    };
    for (const Row& row :
         {Row{"192.0.2.1", "192.0.2.1"}, Row{"[192.0.2.1]", "192.0.2.1"}, Row{"[IPv6:2001:DB8:0:0::1]", "2001:db8::1"},
          Row{"IPv6:2001:db8::1", "2001:db8::1"}, Row{"::ffff:192.0.2.1", "192.0.2.1"}, Row{"fe80::1%eth0", "fe80::1"},
          Row{"::1", "::1"}, Row{" 192.0.2.1 ", "192.0.2.1"}, Row{"192.0.2", ""}, Row{"192.0.2.256", ""}, Row{"192.0.2.01", ""},
          Row{"1.2.3.4.5", ""}, Row{"12:30:45", ""}, Row{"mx.example.org", ""}, Row{"", ""}, Row{"[]", ""}, Row{":::", ""},
          Row{"2001:db8::1::2", ""}}) {
        detail::Arena arena;
        CAPTURE(row.text);
        CHECK(parse_ip(row.text, arena) == row.ip);
    }
}

TEST_CASE("ip: in running text") {
    struct Row {
        const char* text;
        const char* ip; ///< empty: none
        const char* stood;
    };
    for (const Row& row :
         {Row{"host mx.example.org[192.0.2.1] said", "192.0.2.1", "[192.0.2.1]"},
          Row{"from 192.0.2.1.", "192.0.2.1", "192.0.2.1"}, Row{"(192.0.2.1)", "192.0.2.1", "192.0.2.1"},
          Row{"at 192.0.2.1:25", "192.0.2.1", "192.0.2.1"}, Row{"x [IPv6:2001:db8::1]:25", "2001:db8::1", "[IPv6:2001:db8::1]"},
          Row{"from 2001:db8::1, port", "2001:db8::1", "2001:db8::1"},
          Row{"IPv6:2001:db8::1 x", "2001:db8::1", "IPv6:2001:db8::1"}, Row{"ends 2001:db8::1.", "2001:db8::1", "2001:db8::1"},
          Row{"12:30:45", "", ""}, Row{"sendmail/8.17.1.9", "", ""}, Row{"v1.2.3.4", "", ""},
          Row{"1.2.0.192.in-addr.arpa", "", ""}, Row{"dead:beef", "", ""}, Row{"id 1.2.3.4.5", "", ""},
          Row{"a@192.0.2.1", "", ""}, Row{"nothing", "", ""}, Row{"", "", ""}}) {
        detail::Arena arena;
        const std::string text = row.text;
        CAPTURE(text);
        const auto found = find_ip(text, arena);
        CHECK((found ? std::string(found->ip) : "") == row.ip);
        if (found) CHECK(text.substr(found->begin, found->end - found->begin) == row.stood);
    }
}

TEST_CASE("ip: scopes of RFC 6890") {
    struct Row {
        const char* ip;
        IpScope scope;
    };
    for (const Row& row : {Row{"8.8.8.8", IpScope::public_},
                           Row{"10.1.2.3", IpScope::private_},
                           Row{"172.16.0.1", IpScope::private_},
                           Row{"172.32.0.1", IpScope::public_},
                           Row{"192.168.1.1", IpScope::private_},
                           Row{"127.0.0.1", IpScope::loopback},
                           Row{"169.254.1.1", IpScope::link_local},
                           Row{"100.64.0.1", IpScope::cgnat},
                           Row{"100.128.0.1", IpScope::public_},
                           Row{"192.0.2.1", IpScope::documentation},
                           Row{"198.51.100.1", IpScope::documentation},
                           Row{"203.0.113.1", IpScope::documentation},
                           Row{"224.0.0.1", IpScope::multicast},
                           Row{"240.0.0.1", IpScope::reserved},
                           Row{"0.0.0.0", IpScope::reserved},
                           Row{"198.18.0.1", IpScope::reserved},
                           Row{"::1", IpScope::loopback},
                           Row{"fe80::1", IpScope::link_local},
                           Row{"fd00::1", IpScope::unique_local},
                           Row{"2001:db8::1", IpScope::documentation},
                           Row{"2a00:1450::1", IpScope::public_},
                           Row{"ff02::1", IpScope::multicast},
                           Row{"::", IpScope::reserved},
                           Row{"", IpScope::unknown},
                           Row{"x", IpScope::unknown}}) {
        CAPTURE(row.ip);
        CHECK(ip_scope(row.ip) == row.scope);
    }
}

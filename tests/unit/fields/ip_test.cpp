#include "fields/ip.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("ip: a whole text") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::string_view ip; ///< empty: none
    };
    for (const Row& row : {
             Row{"IPv4", "192.0.2.1", "192.0.2.1"},
             Row{"least and greatest", "0.0.255.255", "0.0.255.255"},
             Row{"brackets", "[192.0.2.1]", "192.0.2.1"},
             Row{"blanks", " 192.0.2.1 ", "192.0.2.1"},
             Row{"blanks in brackets", "[ 192.0.2.1 ]", "192.0.2.1"},
             Row{"IPv6 literal", "[IPv6:2001:DB8:0:0::1]", "2001:db8::1"},
             Row{"label without brackets", "IPv6:2001:db8::1", "2001:db8::1"},
             Row{"label in lower case", "[ipv6:2001:db8::1]", "2001:db8::1"},
             Row{"RFC 5952 4.1, leading zeros", "2001:0db8::0001", "2001:db8::1"},
             Row{"RFC 5952 4.2.2, one group of zeros is written", "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
             Row{"RFC 5952 4.2.3, the longest run", "2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
             Row{"RFC 5952 4.2.3, the first of two", "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
             Row{"RFC 5952 4.3, lower case", "2001:DB8::A", "2001:db8::a"},
             Row{"mapped", "::ffff:192.0.2.1", "192.0.2.1"},
             Row{"mapped, in hexadecimal", "::ffff:c000:201", "192.0.2.1"},
             Row{"zone", "fe80::1%eth0", "fe80::1"},
             Row{"zone in brackets", "[fe80::1%en-1]", "fe80::1"},
             Row{"loopback", "::1", "::1"},
             Row{"unspecified", "::", "::"},
             Row{"eight groups and a quad", "1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"},
             Row{"three octets", "192.0.2", ""},
             Row{"octet too large", "192.0.2.256", ""},
             Row{"leading zero", "192.0.2.01", ""},
             Row{"octal", "010.0.2.1", ""},
             Row{"five octets", "1.2.3.4.5", ""},
             Row{"port", "192.0.2.1:25", ""},
             Row{"full stop", "192.0.2.1.", ""},
             Row{"network", "192.0.2.0/24", ""},
             Row{"time", "12:30:45", ""},
             Row{"host", "mx.example.org", ""},
             Row{"two gaps", "2001:db8::1::2", ""},
             Row{"nine groups", "1:2:3:4:5:6:7:8:9", ""},
             Row{"five digits", "2001:db8::12345", ""},
             Row{"three colons", ":::", ""},
             Row{"bad zone", "fe80::1%a b", ""},
             Row{"zone of IPv4", "192.0.2.1%eth0", ""},
             Row{"NUL behind", {"::1\0x", 5}, ""},
             Row{"open bracket", "[192.0.2.1", ""},
             Row{"empty brackets", "[]", ""},
             Row{"label only", "IPv6:", ""},
             Row{"empty", "", ""},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        CHECK(parse_ip(row.text, arena) == row.ip);
    }
}

TEST_CASE("ip: what is normal already stays a view") {
    detail::Arena arena;
    const std::string text = "[2001:db8::1] [192.0.2.1]";
    CHECK(parse_ip(std::string_view(text).substr(0, 13), arena).data() == text.data() + 1);
    const auto found = find_ip(text, arena, 13);
    REQUIRE(found);
    CHECK(found->ip.data() == text.data() + 15);
}

TEST_CASE("ip: in running text") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::string_view ip; ///< empty: none
        std::string_view stood;
    };
    for (const Row& row : {
             Row{"beside a host", "host mx.example.org[192.0.2.1] said", "192.0.2.1", "[192.0.2.1]"},
             Row{"full stop", "from 192.0.2.1.", "192.0.2.1", "192.0.2.1"},
             Row{"full stop and more", "from 192.0.2.1. Then", "192.0.2.1", "192.0.2.1"},
             Row{"parentheses", "(192.0.2.1)", "192.0.2.1", "192.0.2.1"},
             Row{"port", "at 192.0.2.1:25", "192.0.2.1", "192.0.2.1"},
             Row{"key", "client=192.0.2.1,", "192.0.2.1", "192.0.2.1"},
             Row{"label tied on", "IP:192.0.2.1", "192.0.2.1", "192.0.2.1"},
             Row{"hexadecimal label", "Bad:192.0.2.1", "192.0.2.1", "192.0.2.1"},
             Row{"SPF mechanism", "ip4:192.0.2.1", "192.0.2.1", "192.0.2.1"},
             Row{"reply code tied on", "521-192.0.2.1 blocked", "192.0.2.1", "192.0.2.1"},
             Row{"script without spaces",
                 "\xe6\x8b\x92\xe5\x90\xa6"
                 "192.0.2.1\xe3\x80\x82",
                 "192.0.2.1", "192.0.2.1"},
             Row{"a number beside it in brackets", "[192.0.2.1      12] Our system", "192.0.2.1", "192.0.2.1"},
             Row{"bare number like a version", "seen at 8.17.1.9 today", "8.17.1.9", "8.17.1.9"},
             Row{"IPv6 literal and port", "x [IPv6:2001:db8::1]:25", "2001:db8::1", "[IPv6:2001:db8::1]"},
             Row{"IPv6", "from 2001:db8::1, port", "2001:db8::1", "2001:db8::1"},
             Row{"IPv6, label without brackets", "IPv6:2001:db8::1 x", "2001:db8::1", "IPv6:2001:db8::1"},
             Row{"IPv6, full stop", "ends 2001:db8::1.", "2001:db8::1", "2001:db8::1"},
             Row{"IPv6, colon", "2001:db8::1: refused", "2001:db8::1", "2001:db8::1"},
             Row{"IPv6, zone", "from fe80::1%eth0 x", "fe80::1", "fe80::1%eth0"},
             Row{"IPv6, another label", "ip6:2001:db8::1", "2001:db8::1", "2001:db8::1"},
             Row{"mapped", "from ::ffff:192.0.2.1)", "192.0.2.1", "::ffff:192.0.2.1"},
             Row{"mapped, label", "[IPv6:::ffff:192.0.2.1]", "192.0.2.1", "[IPv6:::ffff:192.0.2.1]"},
             Row{"loopback", "to ::1 only", "::1", "::1"},
             Row{"first of two", "192.0.2.1 192.0.2.2", "192.0.2.1", "192.0.2.1"},
             Row{"behind a time", "12:30:45 192.0.2.1", "192.0.2.1", "192.0.2.1"},
             Row{"time", "12:30:45", "", ""},
             Row{"time with a double colon", "at 12::30", "", ""},
             Row{"version behind a slash", "sendmail/8.17.1.9", "", ""},
             Row{"two versions", "(8.17.1.9/8.17.1.9)", "", ""},
             Row{"version behind a letter", "v1.2.3.4", "", ""},
             Row{"version in words", "Version: 1.2.3.4", "", ""},
             Row{"reverse name", "1.2.0.192.in-addr.arpa", "", ""},
             Row{"host name", "192.0.2.1.example.org", "", ""},
             Row{"host name with a dash", "host-192.0.2.1", "", ""},
             Row{"dash behind", "192.0.2.1-static", "", ""},
             Row{"network", "192.0.2.0/24", "", ""},
             Row{"IPv6 network", "2001:db8::/32", "", ""},
             Row{"URL", "http://192.0.2.1/", "", ""},
             Row{"five octets", "id 1.2.3.4.5", "", ""},
             Row{"eight octets", "id 1.2.3.4.5.6.7.8", "", ""},
             Row{"leading zero", "010.1.2.3", "", ""},
             Row{"octet too large", "192.0.2.550", "", ""},
             Row{"domain of an address", "a@192.0.2.1", "", ""},
             Row{"literal of an address", "a@[192.0.2.1]", "", ""},
             Row{"message id", "<2012.2.3.4@example.org>", "", ""},
             Row{"message id with dollars", "<1.2.3.4$5@example.org>", "", ""},
             Row{"hexadecimal words", "dead:beef", "", ""},
             Row{"names with double colons", "Bad::Cafe", "", ""},
             Row{"names of modules", "Mail::SpamAssassin::Plugin", "", ""},
             Row{"nine groups", "2001:db8:0:0:0:0:0:1:5", "", ""},
             Row{"fingerprint", "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD", "", ""},
             Row{"nothing", "nothing", "", ""},
             Row{"open bracket", "[192.0.2", "", ""},
             Row{"empty", "", "", ""},
         }) {
        detail::Arena arena;
        const std::string text(row.text);
        CAPTURE(row.trap);
        const auto found = find_ip(text, arena);
        CHECK((found ? std::string(found->ip) : "") == row.ip);
        if (found) CHECK(text.substr(found->begin, found->end - found->begin) == row.stood);
    }
}

TEST_CASE("ip: from a position on, and at the start only") {
    detail::Arena arena;
    const std::string text = "192.0.2.1 and 192.0.2.2";
    const auto second = find_ip(text, arena, 1);
    REQUIRE(second);
    CHECK(second->ip == "192.0.2.2");
    CHECK(!find_ip(text, arena, text.size()));
    CHECK(!find_ip(text, arena, text.size() + 5));
    REQUIRE(ip_at(text, arena));
    CHECK(ip_at(text, arena)->end == 9);
    CHECK(!ip_at("x 192.0.2.1", arena));
    CHECK(!ip_at("", arena));
}

TEST_CASE("ip: long texts") {
    detail::Arena arena;
    for (const char* unit : {"[", ":", "1:", "1.", "1.2.3.4.", "::", "[IPv6:", "a", "f:", "[::g", "1.2.3.999 "}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20) text += unit;
        CHECK(!find_ip(text, arena));
        CHECK(parse_ip(text, arena).empty());
    }
}

#include "fields/host.hpp"

#include <doctest/doctest.h>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("host: name, address and port at the start of a text") {
    struct Row {
        const char* text;
        const char* name;
        const char* ip;
        int port; ///< 0: none
        std::size_t length;
    };
    for (const Row& row :
         {Row{"mx.example.org said", "mx.example.org", "", 0, 14}, Row{"mx.example.org.: x", "mx.example.org", "", 0, 15},
          Row{"mx.example.org[192.0.2.1] said", "mx.example.org", "192.0.2.1", 0, 25},
          Row{"mx.example.org [192.0.2.1]:25 x", "mx.example.org", "192.0.2.1", 25, 29},
          Row{"mx.example.org (192.0.2.1) x", "mx.example.org", "192.0.2.1", 0, 26},
          Row{"mx.example.org:25 x", "mx.example.org", "", 25, 17}, Row{"[192.0.2.1] x", "", "192.0.2.1", 0, 11},
          Row{"192.0.2.1 x", "", "192.0.2.1", 0, 9}, Row{"192.0.2.1:25: x", "", "192.0.2.1", 25, 12},
          Row{"mx.example.org[2001:db8::1]:25", "mx.example.org", "2001:db8::1", 25, 30},
          Row{"[IPv6:2001:db8::1] x", "", "2001:db8::1", 0, 18}, Row{"mta [127.0.0.1] x", "mta", "127.0.0.1", 0, 15},
          Row{"mx.example.org (mx.example.org [192.0.2.1])", "mx.example.org", "192.0.2.1", 0, 43},
          Row{"xn--mx-abc.xn--p1ai x", "xn--mx-abc.xn--p1ai", "", 0, 19}, Row{"localhost said", "", "", 0, 0},
          Row{"e.g", "", "", 0, 0}, Row{"", "", "", 0, 0}, Row{"...", "", "", 0, 0}, Row{"version 1.2", "", "", 0, 0}}) {
        detail::Arena arena;
        CAPTURE(row.text);
        const HostRef host = read_host(row.text, arena);
        CHECK(host.name == row.name);
        CHECK(host.ip == row.ip);
        CHECK(host.port.value_or(0) == row.port);
        CHECK(host.length == row.length);
    }
}

TEST_CASE("host: what may be a name") {
    CHECK(is_host_name("mx.example.org"));
    CHECK(is_host_name("mx_1.example.org."));
    CHECK(is_host_name("a.xn--p1ai"));
    CHECK(!is_host_name("localhost"));
    CHECK(!is_host_name("192.0.2.1"));
    CHECK(!is_host_name("a..b"));
    CHECK(!is_host_name(".example.org"));
    CHECK(!is_host_name("mx.example.org2"));
    CHECK(!is_host_name("a b.org"));
    CHECK(!is_host_name(""));
}

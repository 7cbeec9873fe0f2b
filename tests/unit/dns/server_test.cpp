#include "dns/resolver.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("server: address and port") {
    struct Row {
        std::string_view text;
        std::string_view address; ///< empty: none
        unsigned port;
    };
    for (const Row& row : {
             Row{"127.0.0.1", "127.0.0.1", 53},
             Row{"127.0.0.1:5353", "127.0.0.1", 5353},
             Row{"[::1]:5353", "::1", 5353},
             Row{"[2001:db8::1]", "2001:db8::1", 53},
             Row{"2001:db8::1", "2001:db8::1", 53},
             Row{"127.0.0.1:", "", 0},
             Row{"127.0.0.1:0", "", 0},
             Row{"127.0.0.1:65536", "", 0},
             Row{"127.0.0.1:53x", "", 0},
             Row{"127.0.0.1:5353535", "", 0},
             Row{"[::1", "", 0},
             Row{"[::1]5353", "", 0},
             Row{"[::1]:", "", 0},
             Row{"[]:53", "", 0},
             Row{"[127.0.0.1]:53", "", 0},
             Row{"ns.example.test", "", 0},
             Row{"", "", 0},
             Row{":53", "", 0},
         }) {
        CAPTURE(row.text);
        const auto server = parse_server(row.text);
        CHECK(server.has_value() != row.address.empty());
        if (!server) continue;
        CHECK(server->address.text() == row.address);
        CHECK(server->port == row.port);
    }
}

TEST_CASE("server: one that is none is told, and nothing is asked") {
    Resolver resolver({"ns.example.test", 1000, 1});
    CHECK(resolver.error().find("'ns.example.test' is no name server") == 0);
    CHECK(resolver.get({"example.test", Type::a}).outcome == Outcome::no_network);
}

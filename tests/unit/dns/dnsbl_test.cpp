#include "dns/dnsbl.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("dnsbl: names") {
    CHECK(dnsbl_name(*dsnparse::fields::parse_ip_address("192.0.2.99"), "bad.example.com")
          == "99.2.0.192.bad.example.com"); // RFC 5782 section 2.1
    CHECK(dnsbl_name(*dsnparse::fields::parse_ip_address("2001:db8:1:2:3:4:567:89ab"), "ugly.example.com") // section 2.4
          == "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ugly.example.com");
}

TEST_CASE("dnsbl: what answers mean") {
    struct Row {
        std::string_view trap;
        Outcome outcome;
        std::vector<std::string_view> codes;
        Listing listing;
    };
    for (const Row& row : {
             Row{"listed", Outcome::answer, {"127.0.0.2"}, Listing::listed},
             Row{"several codes", Outcome::answer, {"127.0.0.4", "127.0.0.10"}, Listing::listed},
             Row{"bits as code", Outcome::answer, {"127.1.2.3"}, Listing::listed},
             Row{"no such name", Outcome::nxdomain, {}, Listing::not_listed},
             Row{"no A record", Outcome::no_data, {}, Listing::not_listed},
             Row{"asked through an open resolver", Outcome::answer, {"127.255.255.254"}, Listing::refused},
             Row{"asked too often", Outcome::answer, {"127.255.255.255"}, Listing::refused},
             Row{"127.0.0.1", Outcome::answer, {"127.0.0.1"}, Listing::refused},
             Row{"refusal beside a code", Outcome::answer, {"127.0.0.1", "127.0.0.2"}, Listing::listed},
             Row{"domain for sale", Outcome::answer, {"203.0.113.1"}, Listing::no_list},
             Row{"one of two outside", Outcome::answer, {"127.0.0.2", "203.0.113.1"}, Listing::no_list},
             Row{"server fails", Outcome::servfail, {}, Listing::failed},
             Row{"timeout", Outcome::timeout, {}, Listing::failed},
             Row{"answer without records", Outcome::answer, {}, Listing::failed},
         }) {
        CAPTURE(row.trap);
        Answer answer;
        answer.outcome = row.outcome;
        for (const std::string_view code : row.codes) answer.addresses.push_back(*dsnparse::fields::parse_ip_address(code));
        CHECK(judge_listing(answer) == row.listing);
    }
}

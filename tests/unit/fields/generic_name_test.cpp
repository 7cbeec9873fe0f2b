#include "fields/generic_name.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::fields;

TEST_CASE("generic name: made for any customer") {
    struct Row {
        std::string_view trap;
        std::string_view ip;
        std::string_view name;
        std::string_view sign;
    };
    const std::string_view address = "has the address in it";
    for (const Row& row : {
             Row{"octets with dashes", "203.0.113.9", "host-203-0-113-9.isp.example", address},
             Row{"octets the other way round", "203.0.113.9", "9.113.0.203.isp.example", address},
             Row{"three octets", "203.0.113.9", "a0-113-9.isp203x.example", address},
             Row{"padded octets", "203.0.113.9", "ip203000113009.isp.example", address},
             Row{"hexadecimal", "203.0.113.9", "hcb007109.isp.example", address},
             Row{"IPv6 in groups", "2001:db8::7", "2001-0db8-0000-0000-0000-0000-0000-0007.isp.example", address},
             Row{"word", "203.0.113.9", "abc.dyn.isp.example", "has the word 'dyn' in it"},
             Row{"word beside digits", "203.0.113.9", "pool17.isp.example", "has the word 'pool' in it"},
             Row{"word within a word", "203.0.113.9", "liverpool.example", ""},
             Row{"mail server", "203.0.113.9", "mx9.example.test", ""},
             Row{"one octet", "203.0.113.9", "out-9.mail113.example.test", ""},
             Row{"larger numbers", "203.0.113.9", "1203-0-113-99.example.test", ""},
             Row{"no name", "203.0.113.9", "", ""},
         }) {
        CAPTURE(row.trap);
        CHECK(generic_sign(row.name, *parse_ip_address(row.ip)) == row.sign);
    }
}

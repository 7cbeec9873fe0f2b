#include "diagnose/verp.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

TEST_CASE("verp: schemes in use, by their documented form") {
    struct Row {
        const char* address;
        const char* scheme; ///< empty: none
        const char* recipient;
        const char* token;
    };
    for (const Row& row : {
             Row{"bounces+user=example.org@list.example.net", "generic", "user@example.org", ""},
             Row{"news-bounces+user=example.org@list.example.net", "mailman", "user@example.org", ""},
             Row{"news-return-17-user=example.org@list.example.net", "generic", "user@example.org", ""},
             Row{"owner-news-user=example.org@list.example.net", "generic", "user@example.org", ""},
             Row{"prvs=1234abcdef=user@example.org", "prvs", "user@example.org", "1234abcdef"},
             Row{"prvs=user=1234abcdef@example.org", "prvs", "user@example.org", "1234abcdef"},
             Row{"btv1==123abc==user@example.org", "prvs", "user@example.org", "123abc"},
             Row{"SRS0=HHH=TT=example.org=user@forward.example.net", "srs0", "user@example.org", "HHH"},
             Row{"srs0+HHH=TT=example.org=user@forward.example.net", "srs0", "user@example.org", "HHH"},
             Row{"SRS1=GGG=first.example==HHH=TT=example.org=user@second.example", "srs1", "user@example.org", "HHH"},
             Row{"bounce+user==a==example.org==news@list.example.net", "sympa", "user@example.org", "news"},
             Row{"incoming+verp-0123456789abcdef0123456789abcdef@forum.example.net", "discourse", "",
                 "0123456789abcdef0123456789abcdef"},
             Row{"bounces+1234567-ab12-user=example.org@em.example.net", "sendgrid", "user@example.org", "1234567-ab12"},
             Row{"bounce+42-res.partner-7@example.net", "odoo", "", "42-res.partner-7"},
             Row{"msprvs1=18abc=bounces-1@example.net", "sparkpost", "", "18abc=bounces-1"},
             Row{"bounce-mc.us1_123.456@mail.example.net", "mailchimp", "", "us1_123.456"},
             Row{"0100017f1234abcd-12345678-1234-1234-1234-123456789abc-000000@eu-west-1.amazonses.com", "ses", "",
                 "0100017f1234abcd-12345678-1234-1234-1234-123456789abc-000000"},
             Row{"bounces+s3cr3t@example.net", "token", "", "s3cr3t"},
             // ordinary addresses
             Row{"user@example.org", "", "", ""},
             Row{"user+tag@example.org", "", "", ""},
             Row{"jane.doe-smith@example.org", "", "", ""},
             Row{"a=b@example.org", "", "", ""},
             Row{"x=y=z@example.org", "", "", ""},
             Row{"SRS0=broken@example.org", "", "", ""},
             Row{"prvs=@example.org", "", "", ""},
             Row{"@example.org", "", "", ""},
             Row{"", "", "", ""},
         }) {
        detail::Arena arena;
        CAPTURE(std::string(row.address));
        const Verp verp = diagnose::read_verp(row.address, arena);
        CHECK(verp.scheme == row.scheme);
        CHECK(verp.recipient == row.recipient);
        if (row.token[0] != '\0') CHECK(verp.token == row.token);
        CHECK(verp.known() == (row.scheme[0] != '\0'));
    }
    detail::Arena arena;
    for (char c : {'=', '+', '-', '@'}) static_cast<void>(diagnose::read_verp(std::string(100000, c), arena));
}

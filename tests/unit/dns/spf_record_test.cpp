#include "dns/spf_record.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("spf record: which TXT records are one") {
    CHECK(is_spf_record("v=spf1"));
    CHECK(is_spf_record("v=spf1 -all"));
    CHECK(is_spf_record("V=SPF1 -all"));
    CHECK_FALSE(is_spf_record("v=spf10 -all")); // RFC 7208 section 4.5
    CHECK_FALSE(is_spf_record("v=spf1-all"));
    CHECK_FALSE(is_spf_record(" v=spf1 -all"));
    CHECK_FALSE(is_spf_record("spf2.0/pra -all"));
    CHECK_FALSE(is_spf_record(""));
}

TEST_CASE("spf record: syntax") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        bool good;
    };
    for (const Row& row : {
             Row{"nothing behind the version", "v=spf1", true},
             Row{"blanks in rows and behind", "v=spf1  a   -all ", true},
             Row{"case", "v=spf1 IP4:192.0.2.1 -ALL", true},
             Row{"a with both lengths", "v=spf1 a:mx.example.test/24//64", true},
             Row{"a with IPv6 length only", "v=spf1 a//64", true},
             Row{"mx with length", "v=spf1 mx/30", true},
             Row{"length zero", "v=spf1 a/0", true},
             Row{"macro with a slash in it", "v=spf1 exists:%{d/}.example.test", true},
             Row{"macro at the end", "v=spf1 include:%{d2}", true},
             Row{"escapes of macros", "v=spf1 exists:a%%b%_c%-d.example.test", true},
             Row{"unknown modifier", "v=spf1 ra=postmaster x.y-z_1=%{i} -all", true},
             Row{"redirect behind all", "v=spf1 -all redirect=example.test", true},
             Row{"ptr without and with a domain", "v=spf1 ptr ptr:example.test", true},
             Row{"ip6 with length", "v=spf1 ip6:2001:db8::/32", true},
             Row{"trailing dot", "v=spf1 include:example.test.", true},
             Row{"unknown mechanism", "v=spf1 ipv4:192.0.2.1", false},
             Row{"address as a", "v=spf1 a:192.0.2.1", false},
             Row{"include without domain", "v=spf1 include -all", false},
             Row{"include with empty domain", "v=spf1 include: -all", false},
             Row{"include of one label", "v=spf1 include:localhost", false},
             Row{"exists without domain", "v=spf1 exists", false},
             Row{"all with argument", "v=spf1 -all:example.test", false},
             Row{"blank behind the colon", "v=spf1 ip4: 192.0.2.1", false},
             Row{"ip4 with an IPv6 address", "v=spf1 ip4:2001:db8::1", false},
             Row{"ip6 with an IPv4 address", "v=spf1 ip6:192.0.2.1", false},
             Row{"ip4 of three octets", "v=spf1 ip4:192.0.2/24", false},
             Row{"ip4 without address", "v=spf1 ip4", false},
             Row{"length too long", "v=spf1 ip4:192.0.2.0/33", false},
             Row{"length with a leading zero", "v=spf1 ip4:192.0.2.0/08", false},
             Row{"length missing", "v=spf1 ip4:192.0.2.0/", false},
             Row{"IPv6 length too long", "v=spf1 a//129", false},
             Row{"slash without length", "v=spf1 a/", false},
             Row{"two qualifiers", "v=spf1 --all", false},
             Row{"qualifier alone", "v=spf1 -", false},
             Row{"redirect twice", "v=spf1 redirect=a.test redirect=b.test", false},
             Row{"exp twice", "v=spf1 exp=a.test exp=b.test", false},
             Row{"empty redirect", "v=spf1 redirect=", false},
             Row{"qualifier before a modifier", "v=spf1 -redirect=a.test", false},
             Row{"unknown letter of a macro", "v=spf1 exists:%{x}.example.test", false},
             Row{"letter of explanations only", "v=spf1 exists:%{t}.example.test", false},
             Row{"macro keeps nothing", "v=spf1 exists:%{d0}.example.test", false},
             Row{"macro is not closed", "v=spf1 exists:%{d.example.test", false},
             Row{"percent at the end", "v=spf1 exists:example.test%", false},
             Row{"macro out of the blue", "v=spf1 x=%(d)", false},
             Row{"tab is no blank", "v=spf1 a\t-all", false},
             Row{"beyond ASCII", "v=spf1 a:b\xC3\xBC.test", false},
             Row{"quoted", "v=spf1 \"-all\"", false},
         }) {
        CAPTURE(row.trap);
        const SpfRecord record = parse_spf(row.text);
        CAPTURE(record.error);
        CHECK(record.error.empty() == row.good);
    }
}

TEST_CASE("spf record: terms in parts") {
    const SpfRecord record = parse_spf("v=spf1 ~a:mx.example.test/24//64 ?ip6:2001:db8::/32 +ip4:192.0.2.7 -all redirect=b.test");
    REQUIRE(record.terms.size() == 4);
    CHECK(record.terms[0].qualifier == SpfQualifier::softfail);
    CHECK(record.terms[0].mechanism == SpfMechanism::a);
    CHECK(record.terms[0].domain == "mx.example.test");
    CHECK(record.terms[0].length4 == 24);
    CHECK(record.terms[0].length6 == 64);
    CHECK(record.terms[0].text == "~a:mx.example.test/24//64");
    CHECK(record.terms[1].qualifier == SpfQualifier::neutral);
    CHECK(record.terms[1].length6 == 32);
    CHECK(record.terms[2].qualifier == SpfQualifier::pass);
    CHECK(record.terms[2].length4 == 32);
    CHECK(record.terms[3].qualifier == SpfQualifier::fail);
    CHECK(record.redirect == "b.test");
}

TEST_CASE("spf record: truncated anywhere") {
    const std::string_view whole = "v=spf1 a:%{d2r-.}.example.test/24//64 ip4:192.0.2.0/24 redirect=%{o}";
    for (std::size_t length = 6; length <= whole.size(); ++length) {
        const SpfRecord record = parse_spf(whole.substr(0, length));
        CHECK(record.terms.size() <= 2);
    }
    CHECK(parse_spf(std::string("v=spf1 ") + std::string(100000, 'a')).error.size() < 1000);
}

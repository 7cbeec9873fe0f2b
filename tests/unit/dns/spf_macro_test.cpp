#include "dns/spf_macro.hpp"

#include "dns/name.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("spf macro: the examples of RFC 7208 section 7.4") {
    const auto v4 = dsnparse::fields::parse_ip_address("192.0.2.3");
    const auto v6 = dsnparse::fields::parse_ip_address("2001:db8::cb01");
    struct Row {
        std::string_view text;
        std::string_view expanded;
        bool ip6 = false;
    };
    for (const Row& row : {
             Row{"%{o}", "email.example.com"},
             Row{"%{d}", "email.example.com"},
             Row{"%{d4}", "email.example.com"},
             Row{"%{d3}", "email.example.com"},
             Row{"%{d2}", "example.com"},
             Row{"%{d1}", "com"},
             Row{"%{dr}", "com.example.email"},
             Row{"%{d2r}", "example.email"},
             Row{"%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"},
             Row{"%{ir}.%{v}._spf.%{d2}", "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com",
                 true},
             Row{"%{D2}", "example.com"},
             Row{"a%%b%_c%-d", "a%b c%20d"},
             Row{"%{h-}", "mx.a.example.com"},
             Row{"plain", "plain"},
             Row{"", ""},
         }) {
        CAPTURE(row.text);
        SpfContext context;
        context.ip = row.ip6 ? &*v6 : &*v4;
        context.domain = context.sender_domain = "email.example.com";
        context.helo = "mx-a.example.com";
        std::string out;
        CHECK(expand_macros(row.text, context, out) == Expansion::ok);
        // `-` splits the HELO name where it is the delimiter, and parts are joined by dots.
        CHECK(out == row.expanded);
    }
}

TEST_CASE("spf macro: what is not known, and what is none") {
    std::string out = "before";
    CHECK(expand_macros("%{l}.example.test", {}, out) == Expansion::unknown);
    CHECK(expand_macros("%{s}", {}, out) == Expansion::unknown);
    CHECK(expand_macros("%{p}", {}, out) == Expansion::unknown);
    CHECK(expand_macros("%{i}", {}, out) == Expansion::unknown);
    CHECK(expand_macros("%{h}", {}, out) == Expansion::unknown);
    CHECK(expand_macros("%{l}%", {}, out) == Expansion::malformed);
    CHECK(expand_macros("%{}", {}, out) == Expansion::malformed);
    CHECK(expand_macros("%{d99999999999}", {}, out) == Expansion::malformed);
    CHECK(out == "before");
}

TEST_CASE("spf macro: too long a name loses labels in front (section 7.3)") {
    SpfContext context;
    context.domain = "example.test";
    std::string out;
    const std::string label(60, 'a');
    REQUIRE(expand_macros(label + "1." + label + "2." + label + "3." + label + "4.%{d}", context, out) == Expansion::ok);
    CHECK(out == label + "2." + label + "3." + label + "4.example.test");
}

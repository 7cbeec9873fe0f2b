#include "unit/diagnose/chain.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

using namespace dsnparse;
using dsnparse::testing::Chain;

namespace {

/// `original b.example.org trusted`, one line per hop.
std::string describe(const List<Hop>& hops) {
    std::string text;
    for (const Hop& hop : hops)
        text.append(to_string(hop.message)).append(" ").append(hop.by).append(" ").append(to_string(hop.trust)).append("\n");
    return text;
}

std::string trusts(const List<Hop>& hops) {
    std::string text;
    for (const Hop& hop : hops)
        text.append(text.empty() ? "" : " ").append(to_string(hop.trust).empty() ? "unknown" : to_string(hop.trust));
    return text;
}

} // namespace

TEST_CASE("the returned message's hops come first, each message oldest first") {
    const Chain chain("from b.example.net ([192.0.2.2]) by mx.example.org with ESMTP id 2\nfrom a.example.net ([10.0.0.1]) by "
                      "b.example.net with ESMTP id 1",
                      "from mx.example.org ([192.0.2.9]) by in.example.net with ESMTP id 4\nby mx.example.org (Postfix) id 3",
                      "mx.example.org");
    CHECK(describe(chain.hops)
          == "original b.example.net untrusted\noriginal mx.example.org boundary\n"
             "report mx.example.org untrusted\nreport in.example.net boundary\n");
    CHECK(chain.warnings().list().empty());
}

TEST_CASE("a hop's span is its whole value") {
    const Chain chain("from b.example.net\n by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000",
                      "from c.example.net by d.example.net");
    REQUIRE(chain.hops.size() == 2);
    CHECK(chain.hops[0].raw == "from b.example.net by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000");
    CHECK(chain.hops[0].span.length == chain.hops[0].raw.size() + 1);
    for (const Hop& hop : chain.hops) {
        const std::string_view lines = chain.message().substr(hop.span.offset, hop.span.length);
        CHECK(lines.substr(0, 5) == "from ");
        CHECK(hop.raw.substr(0, 12) == lines.substr(0, 12));
    }
}

TEST_CASE("delays count within one message") {
    const Chain chain("from c by d; Mon, 2 Mar 2020 10:00:00 +0000\nfrom b by c; Mon, 2 Mar 2020 10:20:00 +0000\nfrom a by b; "
                      "never\nfrom x by a; Mon, 2 Mar 2020 12:19:30 +0200",
                      "from d by e; Tue, 3 Mar 2020 10:20:30 +0000");
    REQUIRE(chain.hops.size() == 5);
    CHECK_FALSE(chain.hops[0].delay_s.has_value());
    CHECK_FALSE(chain.hops[1].delay_s.has_value());
    CHECK(chain.hops[2].delay_s == 30.0);
    CHECK(chain.hops[2].anomalies.empty());
    CHECK(chain.hops[3].delay_s == -1200.0);
    REQUIRE(chain.hops[3].anomalies.size() == 1);
    CHECK(chain.hops[3].anomalies[0] == "clock_skew");
    CHECK_FALSE(chain.hops[4].delay_s.has_value());
}

TEST_CASE("clocks may differ by a minute") {
    const Chain chain("", "from b by c; Mon, 2 Mar 2020 10:00:00 +0000\nfrom a by b; Mon, 2 Mar 2020 10:01:00 +0000");
    REQUIRE(chain.hops.size() == 2);
    CHECK(chain.hops[1].delay_s == -60.0);
    CHECK(chain.hops[1].anomalies.empty());
}

TEST_CASE("how far a chain can be trusted") {
    struct Row {
        const char* name;
        std::string_view fields; ///< of the returned message, newest first
        std::string_view reporting_mta;
        std::string_view trust; ///< oldest first
    };
    static constexpr std::array rows = {
        Row{"from outside to the reporting MTA",
            "from a.example.net (a.example.net [192.0.2.1]) by mx.example.org (Postfix) with ESMTP id 2\nfrom x ([10.0.0.1]) by "
            "a.example.net with ESMTP id 1",
            "mx.example.org", "untrusted boundary"},
        Row{"inside by a private address",
            "from filter ([10.0.0.2]) by store.example.org with ESMTP id 3\nfrom a.example.net (a.example.net [192.0.2.1]) by "
            "edge with ESMTP id 2\nfrom x by a.example.net with ESMTP id 1",
            "store.example.org", "untrusted boundary trusted"},
        Row{"inside by a resolved name",
            "from in.example.org (in.example.org [192.0.2.3]) by store.example.org (Postfix) with ESMTP id 3\nfrom a.example.net "
            "(a.example.net [192.0.2.1]) by in.example.org with ESMTP id 2",
            "store.example.org", "boundary trusted"},
        Row{"a HELO of ours proves nothing",
            "from in.example.org (a.example.net [192.0.2.1]) by mx.example.org (Postfix) with ESMTP id 3\nfrom b.example.org "
            "([192.0.2.3]) by in.example.org with ESMTP id 2",
            "mx.example.org", "untrusted boundary"},
        Row{"nor does one without a resolved name",
            "from in.example.org (unknown [192.0.2.1]) by mx.example.org (Postfix) with ESMTP id 3\nfrom b.example.org "
            "([192.0.2.3]) by in.example.org with ESMTP id 2",
            "mx.example.org", "untrusted boundary"},
        Row{"nor does a name that may be forged",
            "from in.example.org (in.example.org [192.0.2.1] (may be forged)) by mx.example.org (8.17.1/8.17.1) with ESMTP id 3",
            "mx.example.org", "boundary"},
        Row{"all inside",
            "from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP id 2\nby mx.example.org (Postfix, "
            "from userid 0) id 1",
            "mx.example.org", "trusted trusted"},
        Row{"reporting MTA not named: who wrote the newest",
            "(qmail 7 invoked from network)\nfrom unknown (HELO a.example.net) (192.0.2.1) by mx.example.org with SMTP", "",
            "boundary trusted"},
        Row{"reporting MTA named: what stands above its hop is unknown",
            "(qmail 7 invoked from network)\nfrom unknown (HELO a.example.net) (192.0.2.1) by mx.example.org with SMTP",
            "mx.example.org", "boundary unknown"},
        Row{"reporting MTA not in the chain",
            "from a.example.net (a.example.net [192.0.2.1]) by b.example.net with ESMTP id 2\nfrom x by a.example.net with ESMTP "
            "id 1",
            "mx.example.org", "unknown unknown"},
        Row{"another host of the same organisation", "from a.example.net ([192.0.2.1]) by mx7.example.co.uk with ESMTP id 2",
            "bounces.example.co.uk", "boundary"},
        Row{"co.uk is no organisation", "from a.example.net ([192.0.2.1]) by mx.other.co.uk with ESMTP id 2", "mx.example.co.uk",
            "unknown"},
        Row{"Exchange, between its own servers",
            "from A.prod.example.com (2001:db8::1) by B.prod.example.com (2001:db8::2) with Microsoft SMTP Server id "
            "15.20.1.1\nfrom out.example.net (192.0.2.1) by A.prod.example.com (2001:db8::1) with Microsoft SMTP Server id "
            "15.20.1.1 via Frontend Transport",
            "B.prod.example.com", "boundary trusted"},
        Row{"Exchange, own name from outside",
            "from A.prod.example.com (192.0.2.1) by B.prod.example.com (2001:db8::2) with Microsoft SMTP Server id 15.20.1.1 via "
            "Frontend Transport",
            "B.prod.example.com", "boundary"},
        Row{"no SMTP session, so the name is no HELO",
            "from A.prod.example.com (2001:db8::1) by B.prod.example.com with HTTPS via C.prod.example.com\nfrom out.example.net "
            "(192.0.2.1) by A.prod.example.com with ESMTP id 1",
            "B.prod.example.com", "boundary trusted"},
        Row{"webmail", "from [192.0.2.1] by web.example.com with HTTP", "web.example.com", "boundary"},
        Row{"fetched from a mailbox",
            "from pop.example.net [192.0.2.1] by home.example.org with POP3 (fetchmail-6.3) for amy@localhost\nfrom "
            "a.example.com ([192.0.2.5]) by pop.example.net with ESMTP id 1",
            "home.example.org", "boundary trusted"},
        Row{"a foreign name without an address",
            "from a.example.net by mx.example.org with ESMTP id 2\nfrom x by a.example.net with ESMTP id 1", "mx.example.org",
            "untrusted boundary"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const Chain chain(row.fields, "by x.example.com id 1", row.reporting_mta);
        REQUIRE(chain.hops.size() >= 1);
        CHECK(trusts(chain.hops) == std::string(row.trust) + " trusted");
    }
}

TEST_CASE("Limits::hops keeps the newest of each message") {
    Limits limits;
    limits.hops = 2;
    const Chain chain("from c by d\nfrom b by c\nfrom a by b", "from f by g\nfrom e by f\nfrom d by e", {}, limits);
    REQUIRE(chain.hops.size() == 4);
    CHECK(chain.hops[0].by == "c");
    CHECK(chain.hops[1].by == "d");
    CHECK(chain.hops[2].by == "f");
    CHECK(chain.hops[3].by == "g");
    CHECK(chain.warnings().has("W_LIMIT_HOPS"));
}

TEST_CASE("organisations") {
    struct Row {
        std::string_view a;
        std::string_view b;
        bool same;
    };
    static constexpr std::array rows = {
        Row{"mx.example.org", "in.example.org", true},
        Row{"mx.example.org", "EXAMPLE.org.", true},
        Row{"a.b.c.example.org", "example.org", true},
        Row{"mx.example.org", "mx.example.net", false},
        Row{"mx.a.co.uk", "mx.b.co.uk", false},
        Row{"mx.a.ne.jp", "in.a.ne.jp", true},
        Row{"co.uk", "co.uk", true},
        Row{"mta", "MTA", true},
        Row{"mta", "mx", false},
        Row{"mta", "mta.example.org", false},
        Row{"", "", false},
        Row{"", "example.org", false},
        Row{"192.0.2.4", "198.51.2.4", false},
        Row{"[192.0.2.4]", "[198.51.2.4]", false},
        Row{".", ".", true},
        Row{"..", ".", false},
        Row{".org", "a.org", false},
        Row{".co.uk", "x.co.uk", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.a);
        CAPTURE(row.b);
        CHECK(diagnose::is_same_organisation(row.a, row.b) == row.same);
        CHECK(diagnose::is_same_organisation(row.b, row.a) == row.same);
    }
}

TEST_CASE("no headers, no hops") {
    const Chain chain("", "");
    CHECK(chain.hops.empty());
}

#include "dns/dmarc.hpp"

#include "fake_lookup.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("dmarc: which TXT records are one") {
    CHECK(is_dmarc_record("v=DMARC1; p=none"));
    CHECK(is_dmarc_record("v = DMARC1;p=none"));
    CHECK(is_dmarc_record("v=DMARC1"));
    CHECK_FALSE(is_dmarc_record("p=none; v=DMARC1")); // RFC 7489 section 6.3: v comes first
    CHECK_FALSE(is_dmarc_record("v=dmarc1; p=none"));
    CHECK_FALSE(is_dmarc_record("v=DMARC12; p=none"));
    CHECK_FALSE(is_dmarc_record("v=DMARC1 p=none"));
    CHECK_FALSE(is_dmarc_record("v=spf1 -all"));
    CHECK_FALSE(is_dmarc_record(""));
}

TEST_CASE("dmarc: records") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::string_view policy;
        std::string_view below; ///< for subdomains
        unsigned percent;
        bool good;
    };
    for (const Row& row : {
             Row{"least", "v=DMARC1;p=none", "none", "none", 100, true},
             Row{"blanks and case", "v=DMARC1 ;  P = Reject ; ", "reject", "reject", 100, true},
             Row{"all tags", "v=DMARC1; p=reject; sp=quarantine; pct=25; adkim=s; aspf=r; rua=mailto:d@example.test", "reject",
                 "quarantine", 25, true},
             Row{"p is not second", "v=DMARC1; pct=50; p=quarantine", "quarantine", "quarantine", 50, true},
             Row{"unknown tags and bad percent", "v=DMARC1; p=reject; x=y; pct=101; nonsense", "reject", "reject", 100, true},
             Row{"p is missing", "v=DMARC1; rua=mailto:d@example.test", "", "", 100, false},
             Row{"p is wrong", "v=DMARC1; p=block", "", "", 100, false},
             Row{"p is empty", "v=DMARC1; p=", "", "", 100, false},
             Row{"sp is wrong", "v=DMARC1; p=none; sp=block", "none", "none", 100, false},
             Row{"colon for semicolon", "v=DMARC1; p=none: sp=none", "", "", 100, false},
         }) {
        CAPTURE(row.trap);
        const DmarcRecord record = parse_dmarc(row.text);
        CAPTURE(record.error);
        CHECK(record.policy == row.policy);
        CHECK(record.subdomain_policy == row.below);
        CHECK(record.percent == row.percent);
        CHECK(record.error.empty() == row.good);
    }
}

TEST_CASE("dmarc: where the record is looked for") {
    FakeLookup dns;
    dns.txt("_dmarc.example.test", {"v=DMARC1; p=reject; sp=none"})
        .txt("_dmarc.own.example.test", {"other", "v=DMARC1; p=quarantine"})
        .txt("_dmarc.two.test", {"v=DMARC1; p=none", "v=DMARC1; p=reject"})
        .txt("_dmarc.bad.test", {"v=DMARC1; p=block"})
        .txt("_dmarc.test", {"v=DMARC1; p=reject"})
        .ends({"_dmarc.slow.test", Type::txt}, Outcome::servfail);
    const auto find = [&dns](const std::string& domain) { return find_dmarc(domain, dns); };
    CHECK(find("example.test").record.policy == "reject");
    CHECK(find("own.example.test").record.policy == "quarantine");
    CHECK(find("a.b.example.test").domain == "example.test");
    CHECK(find("a.b.example.test").record.subdomain_policy == "none");
    CHECK(find("two.test").state == DmarcFound::State::several);
    CHECK(find("bad.test").state == DmarcFound::State::bad);
    CHECK(find("slow.test").state == DmarcFound::State::failed);
    CHECK(find("slow.test").outcome == Outcome::servfail);
    CHECK(find("a.slow.test").state == DmarcFound::State::failed);
    CHECK(find("none.test").state == DmarcFound::State::none); // two labels are left: _dmarc.test is not asked
}

TEST_CASE("dmarc: a long name takes few questions") {
    std::string domain;
    for (int i = 0; i < 100; ++i) domain += "a.";
    CHECK(dmarc_questions(domain + "test").size() == 7); // the name itself, then 7 to 2 labels
}

#include "diagnose/edge.hpp"
#include "unit/diagnose/chain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace dsnparse;
using dsnparse::testing::Chain;

namespace {

Reply refusal(std::string_view host, std::string_view quoted_ip = {}) {
    Reply reply;
    reply.code = 554;
    reply.phase = Phase::rcpt;
    reply.host = host;
    reply.quoted_client_ip = quoted_ip;
    return reply;
}

std::string describe(const EdgeCandidate& candidate) {
    std::string text(candidate.ip);
    for (std::string_view reason : candidate.reasons)
        if (reason != "documentation_range") text.append(" ").append(reason);
    return text;
}

/// `best; others` in the order of their confidence; `-` where there is no best.
std::string describe(const Edge& edge) {
    std::string text = edge.best ? describe(edge.candidates[*edge.best]) : "-";
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < edge.candidates.size(); ++i)
        if (edge.best != i) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return edge.candidates[a].confidence > edge.candidates[b].confidence; });
    for (std::size_t i : order) text += "; " + describe(edge.candidates[i]);
    return text;
}

} // namespace

TEST_CASE("which address our side handed over from") {
    struct Row {
        const char* name;
        std::string_view original; ///< Received values, newest first
        std::string_view report;
        std::string_view reporting_mta;
        std::string_view refused_by; ///< host of a reply; empty: no reply
        std::string_view quoted; ///< our address in it
        std::string_view expected;
    };
    constexpr std::string_view from_our_lan = "from pc.example.net ([10.0.0.5]) by out.example.net with ESMTP id 1";
    constexpr std::string_view our_mta_reports = "from out.example.net (out.example.net [192.0.2.25]) by store.example.net "
                                                 "(Postfix) with ESMTP id 3\nby out.example.net (Postfix) id 2";
    constexpr std::string_view taken_over =
        "from out.example.net (out.example.net [192.0.2.25]) by mx.example.org (Postfix) with ESMTPS id 2\nfrom pc.example.net "
        "([10.0.0.5]) by out.example.net with ESMTP id 1";
    constexpr std::string_view they_report = "from mx.example.org (mx.example.org [198.51.100.9]) by in.example.net (Postfix) "
                                             "with ESMTPS id 4\nby mx.example.org (Postfix) id 3";
    static constexpr std::array rows = {
        Row{"our MTA was refused: its address as the next hop saw it", from_our_lan, our_mta_reports, "out.example.net",
            "mx.example.org", "", "192.0.2.25 reporting_mta_seen_at"},
        Row{"the refusing host's word beats the chain", from_our_lan, our_mta_reports, "out.example.net", "mx.example.org",
            "203.0.113.77", "203.0.113.77 quoted_by_rejecting_host; 192.0.2.25 reporting_mta_seen_at"},
        Row{"both say the same", from_our_lan, our_mta_reports, "out.example.net", "mx.example.org", "192.0.2.25",
            "192.0.2.25 quoted_by_rejecting_host reporting_mta_seen_at"},
        Row{"a private address in a reply is no edge", from_our_lan, our_mta_reports, "out.example.net", "mx.example.org",
            "10.0.0.25", "192.0.2.25 reporting_mta_seen_at; 10.0.0.25 quoted_by_rejecting_host not_public"},
        Row{"our MTA tells its own address",
            "from pc.example.net ([10.0.0.5]) by out.example.net (192.0.2.25) with Microsoft SMTP Server id 15.2.1",
            "by out.example.net id 2", "out.example.net", "mx.example.org", "", "192.0.2.25 reporting_mta_own_address"},
        Row{"our user is no edge, our MTA is",
            "from [192.168.1.5] (dsl.example.com [203.0.113.5]) by smtp.example.net (Postfix) with ESMTPSA id 1",
            "from smtp.example.net (smtp.example.net [192.0.2.26]) by in.example.org with ESMTP id 3\nby smtp.example.net "
            "(Postfix) id 2",
            "smtp.example.net", "mx.example.com", "", "192.0.2.26 reporting_mta_seen_at; 203.0.113.5 submission_client"},
        Row{"sendmail says authenticated in a comment",
            "from [192.168.1.5] (dsl.example.com [203.0.113.5]) (authenticated bits=0) by smtp.example.net (8.17/8.17) with "
            "ESMTP id 1",
            "from smtp.example.net (smtp.example.net [192.0.2.26]) by in.example.org with ESMTP id 3", "smtp.example.net",
            "mx.example.com", "", "192.0.2.26 reporting_mta_seen_at; 203.0.113.5 submission_client"},
        Row{"they took it over and refused later: our address at their boundary", taken_over, they_report, "mx.example.org", "",
            "", "192.0.2.25 seen_by_reporting_side"},
        Row{"they forwarded it and were refused: still our address at their boundary", taken_over, they_report, "mx.example.org",
            "mx.example.com", "", "192.0.2.25 seen_by_reporting_side"},
        Row{"behind their boundary they hand it on",
            "from edge.example.org (edge.example.org [198.51.100.8]) by mx.example.org (Postfix) with ESMTP id 3\nfrom "
            "out.example.net (out.example.net [192.0.2.25]) by edge.example.org (Postfix) with ESMTP id 2\nfrom x "
            "([203.0.113.200]) by out.example.net with ESMTP id 1",
            they_report, "mx.example.org", "", "", "192.0.2.25 seen_by_reporting_side; 203.0.113.200 further_public_hop"},
        Row{"reporting MTA unnamed: who wrote the newest field", taken_over, they_report, "", "", "",
            "192.0.2.25 seen_by_reporting_side"},
        Row{"reporting MTA not in the chain",
            "from out.example.net (out.example.net [192.0.2.25]) by relay.example.com (Postfix) with ESMTP id 2", they_report,
            "mx.example.org", "", "", "192.0.2.25 last_public_hop"},
        Row{"they returned it without their own field: our last host's client is no edge",
            "from a.example.com (a.example.com [192.0.2.60]) by lists.example.net (Postfix) with ESMTP id 2", they_report,
            "mx.example.org", "", "", "-; 192.0.2.60 last_public_hop"},
        Row{"likewise, and our last host tells its address",
            "from a.example.com (192.0.2.60) by lists.example.net (192.0.2.61) with Microsoft SMTP Server id 15.2.1", they_report,
            "mx.example.org", "", "", "192.0.2.61 own_last_hop; 192.0.2.60 last_public_hop"},
        Row{"our MTA's client is no edge, though its own address is not known",
            "from web.example.com (web.example.com [192.0.2.40]) by out.example.net (Postfix) with ESMTP id 1",
            "by out.example.net (Postfix) id 2", "out.example.net", "mx.example.org", "",
            "-; 192.0.2.40 client_of_reporting_mta"},
        Row{"seen within our network before it left it", from_our_lan,
            "from gw.example.net (gw.example.net [192.0.2.80]) by in.example.org with ESMTP id 4\nfrom out.example.net "
            "(out.example.net [192.0.2.25]) by gw.example.net with ESMTP id 3",
            "out.example.net", "mx.example.com", "", "192.0.2.25 reporting_mta_seen_at; 192.0.2.80 reporting_side_seen_at"},
        Row{"no chain: the reporting MTA that another host refused", "",
            "from relay.example.com (relay.example.com [192.0.2.30]) by in.example.net with ESMTP id 3", "relay.example.com",
            "mx.example.org", "", "192.0.2.30 reporting_mta_seen_at"},
        Row{"another host of the reporting MTA's organisation", "from pc ([10.0.0.5]) by mta7.example.com with ESMTP id 1",
            "from out9.example.com (out9.example.com [192.0.2.39]) by in.example.net with ESMTP id 3", "mta7.example.com",
            "mx.example.org", "", "192.0.2.39 reporting_side_seen_at"},
        Row{"reporting MTA is an address", "from pc ([10.0.0.5]) by out.example.net with ESMTP id 1", "by out.example.net id 2",
            "[192.0.2.25]", "mx.example.org", "", "192.0.2.25 reporting_mta_name"},
        Row{"whose MTA it is cannot be told: its address first",
            "from web.example.com (web.example.com [192.0.2.40]) by relay.example.org (Postfix) with ESMTP id 1",
            "from relay.example.org (relay.example.org [198.51.100.7]) by in.example.net with ESMTP id 3", "relay.example.org",
            "mx.isp.example", "", "198.51.100.7 reporting_mta_seen_at; 192.0.2.40 seen_by_reporting_side"},
        Row{"all private", "from client.example.net (mta.example.net [127.0.0.1]) by mta.example.net (Postfix) with ESMTP id 1",
            "by mta.example.net (Postfix) id 2", "mta.example.net", "mx.example.org", "", "-; 127.0.0.1 not_public"},
        Row{"a quoted address without any chain", "", "", "", "mx.example.org", "192.0.2.25",
            "192.0.2.25 quoted_by_rejecting_host"},
        Row{"ordinary mail: the client of our boundary", "",
            "from localhost (localhost [127.0.0.1]) by in.example.net (Postfix) with LMTP id 4\nfrom out.example.org "
            "(out.example.org [198.51.100.9]) by in.example.net (Postfix) with ESMTPS id 3\nfrom x ([203.0.113.1]) by "
            "out.example.org with ESMTPSA id 2",
            "", "", "", "198.51.100.9 first_public_hop; 203.0.113.1 further_public_hop"},
        Row{"ordinary mail in our own network", "", "from pc ([10.0.0.5]) by in.example.net (Postfix) with ESMTPS id 3", "", "",
            "", "-; 10.0.0.5 not_public"},
        Row{"nothing at all", "", "", "", "", "", "-"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Chain chain(row.original, row.report, row.reporting_mta);
        List<Reply> replies;
        if (!row.refused_by.empty()) chain.context.arena.append(replies, refusal(row.refused_by, row.quoted));
        const Edge edge = diagnose::find_edge(chain.context, chain.hops, replies, chain.reporting_mta);
        CHECK(describe(edge) == row.expected);
    }
}

TEST_CASE("a report's own way is not that of the message it speaks of") {
    Chain chain("", "from mx.example.org (mx.example.org [198.51.100.9]) by in.example.net (Postfix) with ESMTPS id 3");
    for (Kind kind : {Kind::unknown, Kind::message})
        CHECK(describe(diagnose::find_edge(chain.context, chain.hops, {}, {}, kind)) == "198.51.100.9 first_public_hop");
    for (Kind kind : {Kind::bounce, Kind::delay, Kind::success, Kind::complaint, Kind::disposition, Kind::auto_reply})
        CHECK(describe(diagnose::find_edge(chain.context, chain.hops, {}, {}, kind)) == "-");
}

TEST_CASE("what an ordinary mail encloses is not asked about") {
    Chain chain("from a.example.com (a.example.com [192.0.2.60]) by b.example.com with ESMTP id 1",
                "from mx.example.org (mx.example.org [198.51.100.9]) by in.example.net (Postfix) with ESMTPS id 3");
    CHECK(describe(diagnose::find_edge(chain.context, chain.hops, {}, {}, Kind::message)) == "198.51.100.9 first_public_hop");
}

TEST_CASE("a candidate says where it comes from") {
    Chain chain("from pc.example.net ([10.0.0.5]) by out.example.net with ESMTP id 1",
                "from out.example.net (out.example.net [192.0.2.25]) by store.example.net (Postfix) with ESMTP id 3",
                "out.example.net");
    List<Reply> replies;
    Reply accepted = refusal("mx.example.org", "203.0.113.1");
    accepted.code = 250;
    chain.context.arena.append(replies, accepted);
    chain.context.arena.append(replies, refusal("mx.example.org", "192.0.2.25"));
    const Edge edge = diagnose::find_edge(chain.context, chain.hops, replies, chain.reporting_mta);
    REQUIRE(edge.candidates.size() == 1);
    const EdgeCandidate& candidate = edge.candidates[0];
    CHECK(edge.best == std::size_t{0});
    CHECK(candidate.host == "out.example.net");
    CHECK(candidate.scope == IpScope::documentation);
    CHECK(candidate.hop == std::size_t{1});
    CHECK(candidate.reply == std::size_t{1});
    CHECK(candidate.confidence > 0.9);
    CHECK(candidate.confidence <= 1);
    CHECK(std::count(candidate.reasons.begin(), candidate.reasons.end(), std::string_view("documentation_range")) == 1);
}

TEST_CASE("thousands of quoted addresses stay a short list") {
    Chain chain("", "");
    List<Reply> replies;
    for (int i = 0; i < 5000; ++i)
        chain.context.arena.append(replies, refusal("mx.example.org", chain.context.arena.copy("198.51." + std::to_string(i / 250)
                                                                                               + "." + std::to_string(i % 250))));
    const Edge edge = diagnose::find_edge(chain.context, chain.hops, replies, chain.reporting_mta);
    CHECK(edge.candidates.size() > 1);
    CHECK(edge.candidates.size() < 100);
    CHECK(edge.best.has_value());
}

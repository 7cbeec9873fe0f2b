#include "diagnose/edge.hpp"
#include "diagnose/edge_findings.hpp"
#include "unit/diagnose/chain.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

namespace {

/// `type value` of what is held against the sending edge of an ordinary mail whose only Received value this is.
std::string findings(std::string_view received) {
    testing::Chain chain("", received);
    const Edge edge = diagnose::find_edge(chain.context, chain.hops, {}, chain.reporting_mta, Kind::message);
    std::string out;
    for (const EdgeFinding& one : diagnose::judge_edge(chain.context, edge, chain.hops, {})) {
        if (!out.empty()) out += "; ";
        out.append(one.type).append(" ").append(one.value);
    }
    return out;
}

} // namespace

TEST_CASE("the sending edge judged by what its Received field shows") {
    struct Row {
        const char* received;
        const char* findings;
    };
    for (const Row& row :
         {Row{"from mta.example.net (mta.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1", ""},
          Row{"from mta.example.net (unknown [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1",
              "no_reverse_name 192.0.2.7"},
          Row{"from localhost (mta.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1",
              "helo_no_name localhost"},
          Row{"from srv.lan (mta.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1", "helo_no_name srv.lan"},
          Row{"from mail.example.com (mta.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1",
              "helo_differs mail.example.com"},
          Row{"from mta.example.net (host-192-0-2-7.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1",
              "generic_name host-192-0-2-7.example.net"},
          Row{"from x.example.net (pool7.dyn.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1",
              "generic_name pool7.dyn.example.net"},
          Row{"from [192.0.2.7] (mta.example.net [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id 1", ""}}) {
        CAPTURE(row.received);
        CHECK(findings(row.received) == row.findings);
    }
}

TEST_CASE("a refusal that says that the address has no name is believed") {
    testing::Chain chain("", "");
    List<Reply> replies;
    Reply reply;
    reply.code = 550;
    reply.text = "[2001:db8::7] does not have a PTR record";
    reply.quoted_client_ip = "2001:db8::7";
    chain.context.arena.append(replies, reply);
    const Edge edge = diagnose::find_edge(chain.context, {}, replies, chain.reporting_mta, Kind::bounce);
    const auto found = diagnose::judge_edge(chain.context, edge, {}, replies);
    REQUIRE(found.size() == 1);
    CHECK(found.begin()->type == "no_reverse_name");
    CHECK(found.begin()->value == "2001:db8::7");
}

#include "diagnose/authentication.hpp"
#include "unit/diagnose/chain.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

namespace {

std::string results(std::string_view text, int code = 550) {
    testing::Chain chain("", "");
    List<Reply> replies;
    Reply reply;
    reply.code = code;
    reply.text = text;
    chain.context.arena.append(replies, reply);
    std::string out;
    for (const Authentication& one : diagnose::find_authentication(chain.context, replies, nullptr)) {
        if (!out.empty()) out += "; ";
        out.append(one.method).append("=").append(one.result);
        if (!one.domain.empty()) out.append(" ").append(one.domain);
        CHECK(one.where == "reply");
    }
    return out;
}

} // namespace

TEST_CASE("what a refusal says about SPF, DKIM and DMARC") {
    struct Row {
        const char* text;
        const char* results;
    };
    for (const Row& row :
         {Row{"This mail is unauthenticated. DKIM = did not pass SPF [example.net] with ip: [192.0.2.1] = did not pass",
              "spf=fail example.net; dkim=fail"},
          Row{"Access denied, sending domain [EXAMPLE.NET] does not pass DMARC verification", "dmarc=fail EXAMPLE.NET"},
          Row{"rejected: SPF softfail for example.net", "spf=softfail"}, Row{"SPF PermError: too many lookups", "spf=permerror"},
          Row{"spf=pass; dkim=fail; dmarc=none", "spf=pass; dkim=fail; dmarc=none"},
          Row{"failed SPF check for domain example.net", "spf=fail example.net"}, Row{"spfx failed", ""}, Row{"User unknown", ""},
          Row{"see https://example.org/spf for help", ""}, Row{"", ""}}) {
        CAPTURE(row.text);
        CHECK(results(row.text) == row.results);
    }
    CHECK(results("spf=fail", 250).empty());
}

#include "fields/authentication_results.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

namespace {

/// `authserv method=result domain` of all, with `; ` between them.
std::string read(std::string_view value) {
    detail::Arena arena;
    List<Authentication> results;
    fields::read_authentication_results(value, arena, results, 10);
    std::string out;
    for (const Authentication& one : results) {
        if (!out.empty()) out += "; ";
        out.append(one.authserv).append(" ").append(one.method).append("=").append(one.result).append(" ").append(one.domain);
    }
    return out;
}

} // namespace

TEST_CASE("Authentication-Results: each method with the domain it speaks about") {
    struct Row {
        const char* value;
        const char* results;
    };
    for (const Row& row :
         {Row{"mx.example.org; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=user@example.net; dkim=fail reason=\"bad; sig\" "
              "header.d=example.com header.i=@mail.example.com; dmarc=none header.from=example.net",
              "mx.example.org spf=pass example.net; mx.example.org dkim=fail example.com; mx.example.org dmarc=none example.net"},
          Row{"mx.example.org 1; SPF=SoftFail smtp.helo=mta.example.net", "mx.example.org spf=softfail mta.example.net"},
          Row{"spf=fail (no server named) smtp.mailfrom=example.net; dkim=none", " spf=fail example.net;  dkim=none "},
          Row{"mx.example.org; none", ""}, Row{"mx.example.org", ""}, Row{"", ""}, Row{"mx.example.org; =pass; spf=", ""},
          Row{"mx.example.org; spf/1=pass (((", "mx.example.org spf=pass "},
          Row{"mx.example.org; ===;;;()=;dkim=pass header.d=", "mx.example.org dkim=pass "}}) {
        CAPTURE(row.value);
        CHECK(read(row.value) == row.results);
    }
}

TEST_CASE("Received-SPF") {
    const Authentication fail =
        fields::read_received_spf("Fail (mx.example.org: domain of user@example.net does not designate) receiver=mx.example.org; "
                                  "client-ip=192.0.2.1; envelope-from=\"user@example.net\"; helo=mta.example.net;");
    CHECK(fail.method == "spf");
    CHECK(fail.result == "fail");
    CHECK(fail.domain == "example.net");
    CHECK(fail.authserv == "mx.example.org");
    CHECK(fields::read_received_spf("").method.empty());
    CHECK(fields::read_received_spf("Received: x").method.empty());
    CHECK(fields::read_received_spf("pass").result == "pass");
    CHECK(fields::read_received_spf("none ;;;;==").result == "none");
}

#include "summary/summary.hpp"
#include "support/parsed.hpp"

#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using summary::Dimension;
using summary::Summary;

namespace {

Report bounce(const std::string& address, const std::string& status, const std::string& reply, const std::string& host) {
    const std::string source = "mail of " + address;
    Options options;
    options.source = source;
    return parse(parsed::report("",
                                "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; " + address
                                    + "\nAction: failed\nStatus: " + status + "\nRemote-MTA: dns; " + host
                                    + "\nDiagnostic-Code: smtp; " + reply + "\n",
                                "", "Date: Thu, 2 Feb 2012 23:30:00 -0500\n"),
                 options);
}

Summary some() {
    Summary all(2);
    all.add(bounce("a1@example.org", "5.1.1", "550 5.1.1 <a1@example.org>: User unknown", "mx.example.org"));
    all.add(bounce("a2@example.org", "5.1.1", "550 5.1.1 <a2@example.org>: User unknown", "mx.example.org"));
    all.add(bounce("b@example.com", "5.7.1",
                   "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "mx.example.com"));
    all.add(parse("From: a@example.org\nTo: b@example.net\nSubject: lunch\n\nAt noon?\n"));
    return all;
}

std::uint64_t count_of(const Summary& all, Dimension dimension, std::string_view key) {
    for (const auto* item : all.by(dimension).top(0))
        if (item->first == key) return item->second.count;
    return 0;
}

} // namespace

TEST_CASE("summary: recipients are counted by what became of them") {
    const Summary all = some();
    CHECK(all.messages() == 4);
    CHECK(all.recipients() == 3);
    CHECK(all.of_kind(Kind::bounce) == 3);
    CHECK(all.of_kind(Kind::message) == 1);
    CHECK(count_of(all, Dimension::category, "user_unknown") == 2);
    CHECK(count_of(all, Dimension::category, "ip_blocklisted") == 1);
    CHECK(count_of(all, Dimension::responsible, "sender_admin") == 1);
    CHECK(count_of(all, Dimension::host, "mx.example.org") == 2);
    CHECK(count_of(all, Dimension::status, "5.1.1") == 2);
    CHECK(count_of(all, Dimension::domain, "example.com") == 1);
    CHECK(count_of(all, Dimension::day, "2012-02-03") == 3); // 23:30 -0500 is the next day in UTC
    for (std::size_t i = 0; i < summary::dimension_count; ++i) CHECK(all.by(static_cast<Dimension>(i)).total() == 3);
}

TEST_CASE("summary: equal replies fall together, with the first one as example") {
    const Summary all = some();
    const auto templates = all.templates().top(0);
    REQUIRE(templates.size() == 2);
    CHECK(templates[0]->second.count == 2);
    CHECK(templates[0]->first.find("a1@") == std::string::npos);
    CHECK(templates[0]->first.find("User unknown") != std::string::npos);
    CHECK(templates[0]->second.payload.reply == "550 5.1.1 <a1@example.org>: User unknown");
    CHECK(templates[0]->second.payload.source == "mail of a1@example.org");
    CHECK(templates[0]->second.payload.category == "user_unknown");
    CHECK(all.undetermined() == 0);
}

TEST_CASE("summary: what cannot be told is told") {
    Summary all(2);
    all.add(bounce("a@example.org", "5.0.0", "554 flurbl gromph", "mx.example.org"));
    CHECK(all.undetermined() == 1);
    REQUIRE(all.unknown().top(0).size() == 1);
    CHECK(all.unknown().top(0)[0]->first == "554 flurbl gromph");
}

TEST_CASE("summary: text, JSON and CSV say the same") {
    const Summary all = some();
    const nlohmann::json json = nlohmann::json::parse(summary::to_json(all, 10));
    CHECK(json["schema"] == "dsnparse.summary/1");
    CHECK(json["messages"] == 4);
    CHECK(json["kinds"]["bounce"] == 3);
    CHECK(json["by"]["category"]["top"][0]["key"] == "user_unknown");
    CHECK(json["by"]["category"]["top"][0]["count"] == 2);
    CHECK(json["by"]["category"]["exact"] == true);
    CHECK(json["by"]["provider"]["total"] == 3);
    CHECK(json["suppress"].size() == 2);
    CHECK(json["suppress"][0]["address"] == "a1@example.org");
    CHECK(json["do_not_suppress"][0]["address"] == "b@example.com");
    CHECK(json["do_not_suppress"][0]["reason"] == "ip_blocklisted");
    CHECK(json["addresses_not_kept"] == 0);

    const std::string csv = summary::to_csv(all, 10);
    CHECK(csv.find("section,key,count,missed_at_most,reason,example,source\ntotal,messages,4,0,,,\n") == 0);
    CHECK(csv.find("\ncategory,user_unknown,2,0,,,\n") != std::string::npos);
    CHECK(csv.find("\nsuppress,a2@example.org,1,0,user_unknown,,\n") != std::string::npos);
    CHECK(csv.find("\ndo_not_suppress,b@example.com,1,0,ip_blocklisted,,\n") != std::string::npos);

    const std::string text = summary::to_text(all, 10);
    CHECK(text.find("4 messages: 3 bounce, 1 message\n3 recipients failed or delayed\n") == 0);
    CHECK(text.find("         2   66.7%  user_unknown\n") != std::string::npos);
    CHECK(text.find("Stop writing to: 2\n") != std::string::npos);
    CHECK(summary::to_text(all, 1).find("(1 others)") != std::string::npos);
}

TEST_CASE("summary: nothing read, nothing wrong; hostile keys stay off the terminal") {
    const Summary none(3);
    CHECK(summary::to_text(none, 10).find("0 messages\n") == 0);
    CHECK(nlohmann::json::parse(summary::to_json(none, 10))["messages"] == 0);
    Summary all(3);
    all.add(bounce("a@example.org", "5.0.0", "554 \x1b[31mred", "mx.example.org"));
    CHECK(summary::to_text(all, 10).find('\x1b') == std::string::npos);
}

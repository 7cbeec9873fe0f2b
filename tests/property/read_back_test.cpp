// A result that was kept as JSON says the same when it is read back.
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include "support/corpus.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

std::string json_of(const dsnparse::Report& report) {
    std::string json;
    dsnparse::append_json(report, json);
    return json;
}

} // namespace

TEST_CASE("over the golden corpus a Report survives its JSON") {
    for (const corpus::Message& message : corpus::golden()) {
        CAPTURE(message.name);
        dsnparse::Options options;
        options.source = message.name;
        options.index = 3;
        const dsnparse::Report report = dsnparse::parse(message.bytes, options);
        const std::string json = json_of(report);
        const auto again = dsnparse::from_json(nlohmann::ordered_json::parse(json));
        REQUIRE(again);
        CHECK(json_of(*again) == json);
        CHECK(dsnparse::explain(*again) == dsnparse::explain(report));
        CHECK(dsnparse::explain_trace(*again) == dsnparse::explain_trace(report));
    }
}

TEST_CASE("what is no result is told from one") {
    using nlohmann::ordered_json;
    CHECK_FALSE(dsnparse::from_json(ordered_json()));
    CHECK_FALSE(dsnparse::from_json(ordered_json::array({1})));
    CHECK_FALSE(dsnparse::from_json(ordered_json{{"schema", "dsnparse.result/9"}}));
    CHECK_FALSE(dsnparse::from_json(ordered_json{{"schema", 1}}));
    CHECK(dsnparse::from_json(ordered_json{{"schema", "dsnparse.result/1"}}));
}

TEST_CASE("members of a wrong type and indices that lead nowhere do no harm") {
    const std::string bytes = corpus::golden().front().bytes;
    const nlohmann::ordered_json good = dsnparse::to_json(dsnparse::parse(bytes));
    for (const auto& [key, value] : good.items()) {
        if (key == "schema") continue;
        for (const nlohmann::ordered_json& wrong : {nlohmann::ordered_json(), nlohmann::ordered_json(-5),
                                                    nlohmann::ordered_json("x"), nlohmann::ordered_json::array({3, "y"})}) {
            nlohmann::ordered_json document = good;
            document[key] = wrong;
            const auto report = dsnparse::from_json(document);
            REQUIRE(report);
            CHECK_FALSE(dsnparse::explain(*report).empty());
            CHECK_FALSE(json_of(*report).empty());
        }
    }
    nlohmann::ordered_json document = good;
    for (auto& recipient : document["recipients"]) recipient["reply"] = 99999;
    for (auto& host : document["rejecting_hosts"]) host["replies"] = {0, 77777};
    document["edge"]["best"] = 12345;
    document["facts"] = nlohmann::ordered_json::array({{{"type", "url"}, {"value", "x"}, {"amount", nullptr}, {"reply", 88888}}});
    const auto report = dsnparse::from_json(document);
    REQUIRE(report);
    CHECK_FALSE(report->edge.best);
    CHECK(report->facts.empty());
    for (const dsnparse::Recipient& recipient : report->recipients) CHECK_FALSE(recipient.reply);
    CHECK_FALSE(dsnparse::explain(*report).empty());
}

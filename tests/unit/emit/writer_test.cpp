#include "base/arena.hpp"

#include <dsnparse/json.hpp>
#include <dsnparse/write.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

namespace {

std::string line_of(const Report& report) {
    std::string line;
    append_json(report, line);
    return line;
}

} // namespace

TEST_CASE("writer: the same bytes as ordered_json, for odd texts") {
    std::string controls;
    for (int c = 0; c < 0x80; ++c) controls += static_cast<char>(c);
    for (const std::string& text :
         {std::string("plain"), std::string("quote \" backslash \\ slash /"), controls,
          std::string("\xEF\xBF\xBD \xF0\x9F\x98\x80 \xE2\x80\xA8"), std::string("a\0b", 3), std::string("\x7f")}) {
        Report report;
        report.report.subject = text;
        report.original.message_id = text;
        report.classification.summary = text;
        CHECK(line_of(report) == to_json(report).dump());
    }
}

TEST_CASE("writer: the same bytes as ordered_json, for numbers") {
    for (int hundredths = 0; hundredths <= 100; ++hundredths) {
        Report report;
        report.confidence = hundredths / 100.0;
        report.classification.confidence = 0.9 * hundredths / 100.0;
        REQUIRE(line_of(report) == to_json(report).dump());
    }
    for (double seconds : {0.0, 1.0, -1.0, 27.0, -3600.0, 86400.0, 100000.0, 1234567.0, 315360000.0, 4294967296.0, -62135596800.0,
                           253402300799.0}) {
        detail::Arena arena;
        Report report;
        Hop hop;
        hop.delay_s = seconds;
        arena.append(report.hops, hop);
        REQUIRE(line_of(report) == to_json(report).dump());
    }
}

TEST_CASE("writer: unknown is null, texts that are always there are not") {
    detail::Arena arena;
    Report report;
    arena.append(report.recipients, Recipient());
    arena.append(report.replies, Reply());
    arena.append(report.transcript, Step());
    arena.append(report.hops, Hop());
    arena.append(report.edge.candidates, EdgeCandidate());
    arena.append(report.rejecting_hosts, RejectingHost());
    arena.append(report.warnings, Warning());
    arena.append(report.correlation.message_ids, IdRef());
    arena.append(report.correlation.queue_ids, QueueId());
    arena.append(report.authentication, Authentication());
    arena.append(report.blocklists, Blocklist());
    const nlohmann::ordered_json json = to_json(report);
    CHECK(json.dump() == line_of(report));
    CHECK(json["recipients"][0]["address"].is_null());
    CHECK(json["recipients"][0]["action"].is_null());
    CHECK(json["recipients"][0]["code"].is_null());
    CHECK(json["recipients"][0]["classification"]["category"] == "undetermined");
    CHECK(json["recipients"][0]["classification"]["remedy"].is_null());
    CHECK(json["replies"][0]["text"] == "");
    CHECK(json["replies"][0]["phase"] == "unknown");
    CHECK(json["report"]["from"].is_null());
    CHECK(json["correlation"]["verp"].is_null());
    CHECK(json["input"]["index"].is_null());
    CHECK(json["kind"] == "unknown");
    CHECK(json["is_bounce"] == false);
    CHECK(json["schema"] == "dsnparse.result/1");
}

TEST_CASE("writer: appends to what is there, and lists know their index") {
    detail::Arena arena;
    Report report;
    for (int i = 0; i < 3; ++i) arena.append(report.recipients, Recipient());
    std::string line = "before";
    append_json(report, line);
    CHECK(line.substr(0, 7) == "before{");
    const nlohmann::ordered_json json = to_json(report);
    for (std::size_t i = 0; i < 3; ++i) CHECK(json["recipients"][i]["index"] == i);
}

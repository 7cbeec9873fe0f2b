#include "knowledge/kind_markers.hpp"

#include "knowledge/knowledge.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace dsnparse;
using knowledge::KindMarkers;
using knowledge::MarkerPlace;

TEST_CASE("every kind marker is found in its example") {
    const KindMarkers& markers = knowledge::kind_markers(RuleSet::builtin().compiled());
    CHECK(markers.rows().size() > 150);
    std::set<std::string> seen;
    for (const KindMarkers::Row& row : markers.rows()) {
        const std::string phrase(row.phrase);
        const std::string example(row.example);
        CAPTURE(phrase);
        CAPTURE(example);
        CHECK_MESSAGE(seen.insert(std::string(row.place) + "|" + std::string(row.says) + "|" + phrase).second, "twice");
        MarkerPlace place{};
        if (KindMarkers::place_of(row.place, place)) {
            CHECK((markers.find(place, example) & KindMarkers::meaning_of(row.says)) != 0);
            CHECK(KindMarkers({row}, *std::make_unique<std::vector<std::string>>()).find(place, example) != 0);
        } else {
            CHECK(row.place == "field");
            CHECK(example.rfind(phrase + ":", 0) == 0);
        }
    }
}

TEST_CASE("kind markers: a marker counts in its own place only, and what is unknown is an error") {
    std::vector<std::string> errors;
    const KindMarkers markers({{"subject", "report", "returned mail", "Returned mail"},
                               {"field", "auto_reply", "X-Autoreply", "X-Autoreply: yes"},
                               {"body", "report", "words", "words"},
                               {"text", "spam", "words", "words"}},
                              errors);
    CHECK(errors.size() == 2);
    CHECK(markers.find(MarkerPlace::subject, "RETURNED MAIL: user unknown") == knowledge::marks_report);
    CHECK(markers.find(MarkerPlace::from, "returned mail") == 0);
    CHECK(markers.find(MarkerPlace::text, "words") == 0);
    REQUIRE(markers.fields().size() == 1);
    CHECK(markers.fields()[0].name == "X-Autoreply");
}

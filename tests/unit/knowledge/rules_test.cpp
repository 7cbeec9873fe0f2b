#include "knowledge/compiled.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace dsnparse;
using knowledge::Question;

TEST_CASE("the built-in data files have no errors") {
    std::vector<std::string> errors;
    const auto compiled = knowledge::compile({}, {}, errors);
    for (const std::string& error : errors) FAIL_CHECK(error);
    for (const knowledge::Rule& rule : compiled->rules)
        if (rule.regex != nullptr) CHECK_MESSAGE(rule.regex->error().empty(), rule.id << ": " << rule.regex->error());
    CHECK(compiled->rules.size() >= 600);
    CHECK(compiled->categories.size() > 40);
    CHECK(compiled->statuses.size() > 70);
}

TEST_CASE("every example is won by its own rule, and no `not` is") {
    const RuleSet& rules = RuleSet::builtin();
    for (const std::string& problem : rules.lint()) FAIL_CHECK(problem);
    std::size_t examples = 0;
    for (const knowledge::Rule& rule : rules.compiled().rules) examples += rule.examples.size();
    CHECK(examples >= rules.size());
}

TEST_CASE("lint names what compiles but does not hold") {
    struct Row {
        const char* name;
        const char* rules;
        const char* says; ///< nullptr: nothing is wrong
    };
    for (const Row& row :
         {Row{"good", R"({"id": "a", "category": "expired", "text": ["purple words"], "examples": ["451 purple words"]})",
              nullptr},
          Row{"no rule knows it", R"({"id": "a", "category": "expired", "text": ["purple"], "examples": ["451 green"]})",
              "rule a: no rule knows its example \"451 green\""},
          Row{"another wins",
              R"({"id": "a", "category": "expired", "text": ["purple"], "examples": ["451 purple words"]},
                 {"id": "b", "category": "expired", "text": ["purple words"], "examples": ["451 purple words"]})",
              "rule a: its example \"451 purple words\" is won by b"},
          Row{"not is won",
              R"({"id": "a", "category": "expired", "text": ["purple"], "examples": ["451 purple"], "not": ["550 purple"]})",
              "rule a: its \"not\" matches: \"550 purple\""},
          Row{"not is kept away",
              R"({"id": "a", "category": "expired", "when": {"code": 451}, "text": ["purple"], "examples": ["451 purple"],
                  "not": ["550 purple"]})",
              nullptr}}) {
        CAPTURE(row.name);
        const RuleSet rules = RuleSet::with_overlay("{\"rules\": [" + std::string(row.rules) + "]}", "ours.json");
        REQUIRE(rules.ok());
        const std::vector<std::string> problems = rules.lint();
        REQUIRE(problems.size() == (row.says == nullptr ? 0U : 1U));
        if (row.says != nullptr) CHECK(problems[0] == "ours.json: " + std::string(row.says));
    }
}

TEST_CASE("every category of the tables is known, and has a remedy that is there") {
    const knowledge::Compiled& compiled = RuleSet::builtin().compiled();
    for (const auto& item : compiled.categories) {
        const std::string id(item.first);
        const knowledge::Category& category = item.second;
        CAPTURE(id);
        if (!category.remedy.empty()) CHECK(compiled.remedies.count(category.remedy) == 1);
        CHECK(!category.meaning.empty());
        CHECK(!category.responsible.empty());
    }
    for (const auto* table : {&compiled.statuses, &compiled.replies})
        for (const auto& item : *table) {
            const std::string code(item.first);
            const knowledge::CodeEntry& entry = item.second;
            CAPTURE(code);
            if (!entry.category.empty()) CHECK(compiled.categories.count(entry.category) == 1);
        }
    std::set<std::string> used;
    for (const auto& [id, category] : compiled.categories) used.insert(std::string(category.remedy));
    for (const knowledge::Rule& rule : compiled.rules) used.insert(rule.remedy);
    for (const auto& item : compiled.remedies) {
        const std::string id(item.first);
        CAPTURE(id);
        CHECK(used.count(id) == 1);
    }
}

TEST_CASE("a refusal of the sender's address never suppresses the recipient") {
    const knowledge::Compiled& compiled = RuleSet::builtin().compiled();
    for (std::string_view id :
         {"connect_refused", "ip_reputation", "ip_blocklisted", "ip_blocked_local", "rdns_failure", "auth_spf", "spam_content"}) {
        const knowledge::Category* category = knowledge::find_category(compiled, id);
        REQUIRE(category != nullptr);
        CHECK(category->suppress == Suppress::no);
    }
}

TEST_CASE("codes are looked up whatever their class") {
    const knowledge::Compiled& compiled = RuleSet::builtin().compiled();
    REQUIRE(knowledge::find_status_entry(compiled, "5.1.1") != nullptr);
    CHECK(knowledge::find_status_entry(compiled, "5.1.1")->category == "user_unknown");
    CHECK(knowledge::find_status_entry(compiled, "4.2.2")->category == "mailbox_full");
    CHECK(knowledge::find_status_entry(compiled, "5.999.999") == nullptr);
    CHECK(knowledge::find_status_entry(compiled, "") == nullptr);
    REQUIRE(knowledge::find_reply_entry(compiled, 550) != nullptr);
    CHECK(knowledge::find_reply_entry(compiled, 99) == nullptr);
    CHECK(knowledge::find_reply_entry(compiled, -1) == nullptr);
}

TEST_CASE("a host belongs to a provider by whole labels") {
    const knowledge::Compiled& compiled = RuleSet::builtin().compiled();
    CHECK(knowledge::provider_of(compiled, "ALT1.gmail-smtp-in.l.google.com") == "google");
    CHECK(knowledge::provider_of(compiled, "mx.notyahoodns.net") == "");
    CHECK(knowledge::provider_of(compiled, "mx.example.org") == "");
    CHECK(knowledge::provider_of(compiled, "") == "");
    CHECK(knowledge::provider_of(compiled, std::string(5000, 'a')) == "");
}

TEST_CASE("an overlay goes first; a broken one is refused with what and where") {
    const std::string good =
        R"({"rules": [{"id": "ours.vip", "category": "policy_local", "text": ["user unknown"], "examples": ["550 User unknown"]}]})";
    const RuleSet overlaid = RuleSet::with_overlay(good, "ours.json");
    CHECK(overlaid.ok());
    detail::Arena arena;
    Question question;
    question.text = "User unknown";
    question.code = 550;
    const auto match = knowledge::match(overlaid.compiled(), question, arena);
    REQUIRE(match.has_value());
    CHECK(match->rule == "ours.vip");

    struct Row {
        const char* text;
        const char* says;
    };
    for (const Row& row :
         {Row{"{", "ours.json"}, Row{"[]", "a list \"rules\" expected"}, Row{R"({"rules": [{}]})", "without an id"},
          Row{R"({"rules": [{"id": "a", "category": "nonsense", "text": ["words"], "examples": ["x"]}]})",
              "unknown category \"nonsense\""},
          Row{R"({"rules": [{"id": "a", "category": "expired", "text": ["words"], "exmples": ["x"]}]})",
              "unknown key \"exmples\""},
          Row{R"({"rules": [{"id": "a", "category": "expired", "text": ["words"]}]})", "no example"},
          Row{R"({"rules": [{"id": "a", "category": "expired", "text": ["words"], "regex": "(", "examples": ["x"]}]})",
              "bad regex"},
          Row{R"({"rules": [{"id": "a", "category": "expired", "when": {"cod": 1}, "text": ["words"], "examples": ["x"]}]})",
              "unknown condition \"cod\""}}) {
        const RuleSet rules = RuleSet::with_overlay(row.text, "ours.json");
        CAPTURE(row.text);
        CHECK(!rules.ok());
        REQUIRE(!rules.errors().empty());
        CHECK(rules.errors()[0].find(row.says) != std::string::npos);
        CHECK(rules.errors()[0].find("ours.json") != std::string::npos);
        CHECK(rules.size() == RuleSet::builtin().size());
    }
}

TEST_CASE("of one rule its longest words count, of rules alike the one whose words stand first") {
    const RuleSet rules = RuleSet::with_overlay(
        R"({"rules": [{"id": "a.two", "category": "expired", "confidence": 0.9, "text": ["zebra", "zebra crossing closed"],
                       "examples": ["450 zebra"]},
                      {"id": "b.middle", "category": "expired", "confidence": 0.9, "text": ["giraffe asleep"],
                       "examples": ["450 giraffe asleep"]},
                      {"id": "c.twin", "category": "expired", "confidence": 0.9, "text": ["giraffe awaken"],
                       "examples": ["450 giraffe awaken"]}]})",
        "ours.json");
    REQUIRE(rules.ok());
    detail::Arena arena;
    Question question;
    question.code = 450;
    const auto winner = [&](std::string_view text) {
        question.text = text;
        const auto match = knowledge::match(rules.compiled(), question, arena);
        return match ? match->rule : std::string_view();
    };
    CHECK(winner("zebra, giraffe asleep") == "b.middle");
    CHECK(winner("zebra, giraffe asleep, zebra crossing closed") == "a.two");
    CHECK(winner("giraffe awaken, giraffe asleep") == "c.twin");
    CHECK(winner("giraffe asleep, giraffe awaken") == "b.middle");
}

TEST_CASE("every block list is found by its zone, as whole labels") {
    const knowledge::Compiled& compiled = RuleSet::builtin().compiled();
    CHECK(compiled.blocklists.size() > 40);
    for (const knowledge::BlocklistEntry& entry : compiled.blocklists) {
        detail::Arena arena;
        const std::string zone(entry.zone);
        CAPTURE(zone);
        const auto found = knowledge::find_blocklists(compiled, "550 blocked using " + zone + "; go away", arena);
        REQUIRE(!found.empty());
        bool named = false;
        for (const knowledge::BlocklistEntry* item : found) named = named || item->name == entry.name;
        CHECK(named);
        CHECK(knowledge::find_blocklists(compiled, "550 notthe" + zone, arena).empty());
    }
}

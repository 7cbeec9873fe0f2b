/// \file
/// The compiled form of the data files. Internal to the knowledge layer.
#pragma once

#include "base/phrases.hpp"
#include "knowledge/kind_markers.hpp"
#include "knowledge/knowledge.hpp"
#include "knowledge/pattern.hpp"

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace dsnparse::knowledge {

/// A rule as its file gives it (docs/adding-a-rule.md).
struct Rule {
    std::string id;
    std::string category;
    std::string provider;
    std::string remedy;
    Permanence permanence = Permanence::unknown;
    double confidence = 0.9;
    std::vector<int> codes; ///< any of them; empty: any code
    std::vector<std::string> statuses; ///< any of them, `x` for any number: `5.7.x`
    std::vector<std::string> hosts; ///< any of these suffixes
    std::vector<Phase> phases;
    std::optional<bool> remote; ///< a remote server's words, or the reporter's own
    std::vector<std::string> text; ///< any of these phrases
    std::unique_ptr<Pattern> regex; ///< and this; null: none
    std::string url; ///< the page of who refuses that says more; may be empty
    std::vector<std::string> examples;
    std::vector<std::string> not_examples;
    std::string source;
    std::string file;
    bool overlay = false; ///< a user's own: goes first
};

struct RemedyText {
    std::string id;
    std::string audience;
    std::string text;
    std::vector<std::string> urls;
};

struct Compiled {
    std::string version;
    std::deque<std::string> strings; ///< what the views below point to
    std::unordered_map<std::string_view, Category> categories;
    std::unordered_map<std::string_view, ForeignReason> foreign_reasons; ///< by category
    std::unordered_map<std::string_view, std::string_view> sisimai_agents; ///< by dialect
    std::unordered_map<std::string_view, CodeEntry> statuses; ///< by `X.1.1`
    std::unordered_map<std::string_view, CodeEntry> replies; ///< by `550`
    std::unordered_map<std::string_view, std::string_view> hosts; ///< suffix to provider
    std::unordered_map<std::string_view, RemedyText> remedies;
    KindMarkers kind_markers;
    std::vector<BlocklistEntry> blocklists;
    detail::PhraseMatcher blocklist_zones; ///< phrase number i is blocklists[i]
    std::vector<Rule> rules; ///< overlay first, then by file and place
    detail::PhraseMatcher phrases; ///< all rules' phrases
    std::vector<std::uint32_t> rule_of_phrase;
};

/// Reads the data files. Problems are appended to `errors`, one line each; the rest is used.
[[nodiscard]] std::shared_ptr<Compiled> compile(std::string_view overlay, std::string_view overlay_name,
                                                std::vector<std::string>& errors);

/// A rule that answers a question, by one of its phrases.
struct Hit {
    std::uint32_t rule = 0; ///< index in Compiled::rules
    std::size_t begin = 0; ///< of the phrase in Hits::line
    std::size_t end = 0;
};

/// All rules that answer a question.
struct Hits {
    std::string_view line; ///< what was asked about, as a server says it: codes in front
    std::size_t shift = 0; ///< where Question::text begins in it
    List<Hit> hits; ///< one per rule, in no order to rely on
    const Hit* best = nullptr; ///< the one that wins; null: none hit
};

[[nodiscard]] Hits find_hits(const Compiled& compiled, const Question& question, detail::Arena& arena);

/// True if the first hit counts more than the second.
[[nodiscard]] bool goes_before(const Compiled& compiled, const Hit& first, const Hit& second);

/// Why the one hit goes before the other: a few words, `it is the surer one`.
[[nodiscard]] std::string_view why_before(const Compiled& compiled, const Hit& winner, const Hit& loser);

/// The question that an example of a rule stands for: a whole reply, `550 5.1.1 words`. `rule` gives what the words cannot
/// tell (host, phase, who speaks); null: nothing is given. Views into `text` and `arena`.
[[nodiscard]] Question question_of(std::string_view text, const Rule* rule, detail::Arena& arena);

/// What is wrong with the rules, one line each: `file: rule id: what`. Checks what compile() cannot: that every example is won
/// by its own rule, that no `not` is, that every pattern compiles. Where there is an overlay, its rules only: that it takes
/// examples away from built-in ones is what it is for.
[[nodiscard]] std::vector<std::string> lint(const Compiled& compiled);

/// True if the conditions of `rule` other than its words hold.
[[nodiscard]] bool conditions_hold(const Rule& rule, const Question& question);

} // namespace dsnparse::knowledge

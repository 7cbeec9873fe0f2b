#include "cli/rules_command.hpp"

#include "cli/complain.hpp"
#include "cli/output.hpp"
#include "cli/rules_file.hpp"
#include "emit/screen.hpp"
#include "knowledge/compiled.hpp"

#include <dsnparse/json.hpp>

#include <algorithm>
#include <cstdio>

namespace dsnparse::cli {

namespace {

using knowledge::Compiled;
using knowledge::Hit;
using knowledge::Rule;
using nlohmann::ordered_json;

std::string dump(const ordered_json& value) { return value.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n"; }

std::string two_digits(double value) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

/// Where a rule may be found.
ordered_json describe(const Rule& rule) {
    return {{"id", rule.id},
            {"category", rule.category},
            {"provider", rule.provider.empty() ? ordered_json() : ordered_json(rule.provider)},
            {"confidence", rule.confidence},
            {"file", rule.file}};
}

int lint(const RuleSet& rules, Output& output) {
    std::vector<std::string> problems = rules.errors();
    for (std::string& problem : rules.lint()) problems.push_back(std::move(problem));
    const std::vector<Rule>& all = rules.compiled().rules;
    const auto own = std::count_if(all.begin(), all.end(), [](const Rule& rule) { return rule.overlay; });
    const std::size_t checked = own > 0 ? static_cast<std::size_t>(own) : all.size();
    for (const std::string& problem : problems) {
        std::string line;
        emit::append_safe(line, problem);
        output.write(line + "\n");
    }
    output.write(std::to_string(checked) + (checked == 1 ? " rule, " : " rules, ") + std::to_string(problems.size())
                 + (problems.size() == 1 ? " problem\n" : " problems\n"));
    return problems.empty() ? exit_good : exit_negative;
}

void list(const Compiled& compiled, OutputFormat format, Output& output) {
    ordered_json items = ordered_json::array();
    std::string line;
    for (const Rule& rule : compiled.rules) {
        if (format == OutputFormat::json) {
            ordered_json item = describe(rule);
            item["text"] = rule.text;
            items.push_back(std::move(item));
            continue;
        }
        line.clear();
        emit::append_safe(line, rule.id);
        line += "  ";
        emit::append_safe(line, rule.category);
        line += "  ";
        for (std::size_t i = 0; i < rule.text.size(); ++i) {
            if (i > 0) line += " | ";
            emit::append_safe(line, rule.text[i]);
        }
        output.write(line + "\n");
    }
    if (format == OutputFormat::json) output.write(dump(items));
}

/// What one reply hits.
class Explanation {
public:
    Explanation(const Compiled& compiled, const Arguments& arguments)
        : compiled_(compiled), question_(knowledge::question_of(arguments.reply, nullptr, arena_)) {
        question_.host = arguments.host;
        for (int value = 0; value <= static_cast<int>(Phase::local); ++value)
            if (to_string(static_cast<Phase>(value)) == arguments.phase) question_.phase = static_cast<Phase>(value);
        hits_ = knowledge::find_hits(compiled, question_, arena_);
        for (const Hit& hit : hits_.hits) order_.push_back(&hit);
        std::stable_sort(order_.begin(), order_.end(),
                         [&](const Hit* a, const Hit* b) { return a == hits_.best && b != hits_.best; });
    }

    [[nodiscard]] ordered_json json() const {
        ordered_json hits = ordered_json::array();
        for (const Hit* hit : order_) {
            ordered_json item = describe(rule_of(*hit));
            item["phrase"] = phrase(*hit);
            item["won"] = hit == hits_.best;
            item["why"] = hit == hits_.best ? ordered_json() : ordered_json(why(*hit));
            hits.push_back(std::move(item));
        }
        const knowledge::CodeEntry* fallback = registry();
        return {{"code", question_.code ? ordered_json(*question_.code) : ordered_json()},
                {"status", question_.status.empty() ? ordered_json() : ordered_json(question_.status)},
                {"text", question_.text},
                {"won", hits_.best == nullptr ? ordered_json() : ordered_json(rule_of(*hits_.best).id)},
                {"hits", std::move(hits)},
                {"registry", fallback == nullptr
                                 ? ordered_json()
                                 : ordered_json{{"code", fallback->code},
                                                {"meaning", fallback->name},
                                                {"category", fallback->category.empty() ? ordered_json()
                                                                                        : ordered_json(fallback->category)}}}};
    }

    [[nodiscard]] std::string text() const {
        const ExplainOptions look;
        emit::Screen screen(look);
        screen.item("reply", hits_.line);
        if (order_.empty()) screen.item("won by", "no rule");
        for (const Hit* hit : order_) {
            const Rule& rule = rule_of(*hit);
            const bool won = hit == hits_.best;
            screen.item(won ? "won by" : "lost", rule.id + " (" + rule.file + ")");
            screen.item("", rule.category + ", confidence " + two_digits(rule.confidence) + ", by \"" + std::string(phrase(*hit))
                                + '"');
            if (!won) screen.item("", "behind the winner: " + std::string(why(*hit)));
        }
        if (const knowledge::CodeEntry* entry = registry())
            screen.item("registry", std::string(entry->code) + ": " + std::string(entry->name)
                                        + (entry->category.empty() ? "" : " (" + std::string(entry->category) + ")"));
        return screen.take();
    }

private:
    [[nodiscard]] const Rule& rule_of(const Hit& hit) const { return compiled_.rules[hit.rule]; }
    [[nodiscard]] std::string_view phrase(const Hit& hit) const { return hits_.line.substr(hit.begin, hit.end - hit.begin); }
    [[nodiscard]] std::string_view why(const Hit& loser) const { return knowledge::why_before(compiled_, *hits_.best, loser); }

    /// What the codes say by themselves: where no rule knows the words, this decides.
    [[nodiscard]] const knowledge::CodeEntry* registry() const {
        const knowledge::CodeEntry* entry = knowledge::find_status_entry(compiled_, question_.status);
        return entry != nullptr || !question_.code ? entry : knowledge::find_reply_entry(compiled_, *question_.code);
    }

    const Compiled& compiled_;
    detail::Arena arena_;
    knowledge::Question question_;
    knowledge::Hits hits_;
    std::vector<const Hit*> order_; ///< the winner first
};

} // namespace

int run_rules(const Arguments& arguments) {
    const std::optional<RuleSet> rules = load_rules(arguments.rules);
    if (!rules) return exit_error;
    const bool as_json = arguments.format == OutputFormat::json;
    Output output;
    int result = exit_good;
    if (arguments.command == Command::rules_lint) {
        result = lint(*rules, output);
    } else if (arguments.command == Command::rules_list) {
        list(rules->compiled(), arguments.format, output);
    } else {
        const Explanation explanation(rules->compiled(), arguments);
        output.write(as_json ? dump(explanation.json()) : explanation.text());
    }
    const int written = output.finish();
    return written == exit_good ? result : written;
}

} // namespace dsnparse::cli

#include "fields/reply.hpp"
#include "knowledge/compiled.hpp"

#include <algorithm>

namespace dsnparse::knowledge {

namespace {

/// The id of the rule that wins `example` as `rule` means it; empty: none.
std::string_view winner(const Compiled& compiled, const std::string& example, const Rule& rule) {
    detail::Arena arena;
    const Hits found = find_hits(compiled, question_of(example, &rule, arena), arena);
    return found.best == nullptr ? std::string_view() : std::string_view(compiled.rules[found.best->rule].id);
}

void lint_rule(const Compiled& compiled, const Rule& rule, std::vector<std::string>& problems) {
    const auto complain = [&](const std::string& what) { problems.push_back(rule.file + ": rule " + rule.id + ": " + what); };
    if (rule.regex != nullptr && !rule.regex->error().empty()) return complain("bad regex: " + rule.regex->error());
    for (const std::string& example : rule.examples) {
        const std::string_view other = winner(compiled, example, rule);
        if (other.empty())
            complain("no rule knows its example \"" + example + '"');
        else if (other != rule.id)
            complain("its example \"" + example + "\" is won by " + std::string(other));
    }
    for (const std::string& example : rule.not_examples)
        if (winner(compiled, example, rule) == rule.id) complain("its \"not\" matches: \"" + example + '"');
}

} // namespace

Question question_of(std::string_view text, const Rule* rule, detail::Arena& arena) {
    const fields::ReplyText reply = fields::read_reply(text, arena);
    Question question;
    question.code = reply.code;
    question.status = reply.enhanced;
    question.text = reply.known() ? reply.text : text;
    if (rule == nullptr) return question;
    if (!rule->hosts.empty()) question.host = rule->hosts.front();
    if (!rule->phases.empty()) question.phase = rule->phases.front();
    if (rule->remote) question.remote = *rule->remote;
    return question;
}

std::vector<std::string> lint(const Compiled& compiled) {
    std::vector<std::string> problems;
    const bool overlaid =
        std::any_of(compiled.rules.begin(), compiled.rules.end(), [](const Rule& rule) { return rule.overlay; });
    for (const Rule& rule : compiled.rules)
        if (rule.overlay == overlaid) lint_rule(compiled, rule, problems);
    return problems;
}

} // namespace dsnparse::knowledge

#include "cli/rules_file.hpp"

#include "cli/complain.hpp"

#include <dsnparse/source.hpp>

namespace dsnparse::cli {

std::optional<RuleSet> load_rules(const std::string& file) {
    if (file.empty()) return RuleSet::builtin();
    SourceOptions options;
    options.format = SourceFormat::message;
    MessageSource source = MessageSource::open({file}, options);
    SourceMessage content;
    const bool read = source.next(content);
    const std::vector<SourceProblem> problems = source.take_problems();
    if (!read || !problems.empty()) {
        complain(file, problems.empty() ? "it cannot be read" : problems.front().reason);
        return std::nullopt;
    }
    RuleSet rules = RuleSet::with_overlay(content.bytes, file);
    if (rules.ok()) return rules;
    complain("--rules", rules.errors().front());
    return std::nullopt;
}

} // namespace dsnparse::cli

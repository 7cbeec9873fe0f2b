#include "cli/rules_file.hpp"

#include "cli/complain.hpp"
#include "cli/small_file.hpp"

namespace dsnparse::cli {

std::optional<RuleSet> load_rules(const std::string& file) {
    if (file.empty()) return RuleSet::builtin();
    std::string content;
    const std::string reason = read_small_file(file, content);
    if (!reason.empty()) {
        complain(file, reason);
        return std::nullopt;
    }
    RuleSet rules = RuleSet::with_overlay(content, file);
    if (rules.ok()) return rules;
    complain("--rules", rules.errors().front());
    return std::nullopt;
}

} // namespace dsnparse::cli

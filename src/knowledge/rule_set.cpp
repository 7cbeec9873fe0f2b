#include "knowledge/compiled.hpp"

namespace dsnparse {

RuleSet::RuleSet(std::shared_ptr<const knowledge::Compiled> compiled, std::vector<std::string> errors)
    : compiled_(std::move(compiled)), errors_(std::move(errors)) {}

const RuleSet& RuleSet::builtin() {
    static const RuleSet rules = [] {
        std::vector<std::string> errors;
        auto compiled = knowledge::compile({}, {}, errors);
        return RuleSet(std::move(compiled), std::move(errors));
    }();
    return rules;
}

RuleSet RuleSet::with_overlay(std::string_view overlay, std::string_view name) {
    std::vector<std::string> errors;
    auto compiled = knowledge::compile(overlay, name, errors);
    if (!errors.empty()) return RuleSet(builtin().compiled_, std::move(errors));
    return RuleSet(std::move(compiled), {});
}

std::vector<std::string> RuleSet::lint() const { return knowledge::lint(*compiled_); }

std::string_view RuleSet::version() const noexcept { return compiled_->version; }

std::size_t RuleSet::size() const noexcept { return compiled_->rules.size(); }

} // namespace dsnparse

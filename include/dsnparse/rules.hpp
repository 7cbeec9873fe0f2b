/// \file
/// RuleSet: the compiled, immutable knowledge a message is judged by.
#pragma once

#include <dsnparse/export.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse {

namespace knowledge {
struct Compiled;
}

/// Status registry, categories, reply rules, host patterns and remedies, compiled once.
///
/// Immutable after construction; any number of threads may use one. Copies share the compiled form.
class DSNPARSE_API RuleSet {
public:
    /// The rules that come with the library. Compiled at the first call, then shared.
    [[nodiscard]] static const RuleSet& builtin();

    /// The built-in rules with a user's own in front. `overlay` is the text of a rule file (docs/adding-a-rule.md);
    /// `name` is used in messages. Bad rules do not throw: see ok() and errors().
    [[nodiscard]] static RuleSet with_overlay(std::string_view overlay, std::string_view name);

    /// False if the overlay could not be used; the set then holds the built-in rules only.
    [[nodiscard]] bool ok() const noexcept { return errors_.empty(); }
    /// One line per problem: file, rule, what is wrong.
    [[nodiscard]] const std::vector<std::string>& errors() const noexcept { return errors_; }
    /// Checks the rules by their own examples: every one must be won by its rule, no `not` may be, every pattern must compile.
    /// Of a set with an overlay the overlay's rules are checked. One line per problem; empty: none. Takes a fraction of a second.
    [[nodiscard]] std::vector<std::string> lint() const;
    /// Version of the knowledge, as in `parser.rules`.
    [[nodiscard]] std::string_view version() const noexcept;
    [[nodiscard]] std::size_t size() const noexcept;

    /// For the library itself.
    [[nodiscard]] const knowledge::Compiled& compiled() const noexcept { return *compiled_; }

private:
    RuleSet(std::shared_ptr<const knowledge::Compiled> compiled, std::vector<std::string> errors);
    std::shared_ptr<const knowledge::Compiled> compiled_;
    std::vector<std::string> errors_;
};

} // namespace dsnparse

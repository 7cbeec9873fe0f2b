/// \file
/// `dsnparse unknown`: how the knowledge grows.
#pragma once

#include "cli/arguments.hpp"

#include <dsnparse/report.hpp>
#include <dsnparse/rules.hpp>

#include <cstddef>
#include <string>
#include <unordered_map>

namespace dsnparse::cli {

/// Counts the reply texts that no rule knows, with addresses, names and ids masked (fields/mask.hpp), so that they may be shown
/// to others and equal ones fall together.
class UnknownTexts {
public:
    /// Replies of `report` that refuse or defer.
    void add(const Report& report, const RuleSet& rules);
    /// The most frequent first; equal ones by their text.
    [[nodiscard]] std::string text(std::size_t top) const;
    [[nodiscard]] std::string json(std::size_t top) const;

private:
    struct Entry {
        std::size_t count = 0;
        std::string example; ///< where it was seen first
    };
    [[nodiscard]] std::vector<const std::pair<const std::string, Entry>*> sorted(std::size_t top) const;

    std::unordered_map<std::string, Entry> texts_;
    std::size_t replies_ = 0;
    std::size_t unknown_ = 0;
    std::size_t dropped_ = 0; ///< of more different texts than are kept
};

} // namespace dsnparse::cli

/// \file
/// Options that are used again and again, and parsing in several threads. Nothing here knows of Python.
#pragma once

#include <dsnparse/options.hpp>
#include <dsnparse/report.hpp>
#include <dsnparse/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::python {

/// A message, and what the Report is to say of its place. Nothing is owned.
struct Item {
    std::string_view bytes;
    std::string_view source;
    std::string_view container;
    std::int64_t index = -1;
    std::int64_t offset = -1;
};

/// The choices of a caller, owned.
struct Choices {
    EvidenceLevel evidence = EvidenceLevel::full;
    bool digest = true;
    std::size_t max_size = 0; ///< 0: the default
    std::vector<std::string> our_domains;
    std::vector<std::string> trusted_nets;
    std::optional<RuleSet> rules;
};

/// Parses with one set of choices. Immutable: any number of threads may use one.
class Parser {
public:
    explicit Parser(Choices choices);
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    [[nodiscard]] Report parse(const Item& item) const;
    [[nodiscard]] Report trace(const Item& item) const;
    /// One Report for each item, in their order, made by up to `threads` threads, which end before this returns.
    [[nodiscard]] std::vector<Report> parse_all(const std::vector<Item>& items, std::size_t threads) const;

private:
    [[nodiscard]] Options options(const Item& item) const;

    const Choices choices_;
    Options base_; ///< points into choices_
};

} // namespace dsnparse::python

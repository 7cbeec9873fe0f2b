/// \file
/// PhraseMatcher: many literal phrases looked for in one pass (Aho-Corasick).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dsnparse::detail {

/// Finds all occurrences of a fixed set of phrases, whatever the case of ASCII letters, in time linear in the text.
/// Built once; immutable and thread-safe afterwards.
class PhraseMatcher {
public:
    PhraseMatcher() : PhraseMatcher(std::span<const std::string_view>{}) {}

    /// Phrase number i is `phrases[i]`; empty ones never match. The texts are not kept.
    explicit PhraseMatcher(std::span<const std::string_view> phrases);

    /// Calls `found(phrase, end)` for each occurrence, in the order of their ends: the phrase's number and the
    /// position behind it. Stops early when `found` returns false.
    template <class Found>
    void scan(std::string_view text, Found found) const {
        std::uint32_t state = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            state = next_[std::size_t{state} * classes_ + class_of_[static_cast<unsigned char>(text[i])]];
            for (std::uint32_t at = first_output_[state]; at != none; at = outputs_[at].next)
                if (!found(std::size_t{outputs_[at].phrase}, i + 1)) return;
        }
    }

    [[nodiscard]] std::size_t size() const { return phrases_; }

private:
    static constexpr std::uint32_t none = 0xffffffff;

    /// Phrases that end in a state: its own ones, then those of its suffixes.
    struct Output {
        std::uint32_t phrase;
        std::uint32_t next;
    };

    std::array<std::uint8_t, 256> class_of_{}; ///< bytes that no phrase has share class 0
    std::size_t classes_ = 1;
    std::size_t phrases_ = 0;
    std::vector<std::uint32_t> next_; ///< [state * classes_ + class]
    std::vector<std::uint32_t> first_output_; ///< by state; index in outputs_
    std::vector<Output> outputs_;
};

} // namespace dsnparse::detail

/// \file
/// Words by which reports of unknown systems are told, in other languages than English.
#pragma once

#include <span>
#include <string_view>

namespace dsnparse::dialects {

/// Words that say the same (generic_words.hpp).
struct WordGroup {
    std::span<const std::string_view> words;
    unsigned meaning = 0;
};

[[nodiscard]] std::span<const WordGroup> words_of_other_languages();

} // namespace dsnparse::dialects

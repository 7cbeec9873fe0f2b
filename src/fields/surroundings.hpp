/// \file
/// What stands around a number, a name or an address in running text.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::fields {

/// Letters and digits beyond ASCII, told from the punctuation and the white space beyond ASCII.
struct WideLetter {
    std::size_t length = 0; ///< bytes of UTF-8; 0: there is none
    bool ideographic = false; ///< of a script that puts no spaces between words (CJK, kana, hangul, full-width forms)
};
/// The one that starts at `at`.
[[nodiscard]] WideLetter wide_letter_at(std::string_view text, std::size_t at);
/// The one that ends right before `end`.
[[nodiscard]] WideLetter wide_letter_before(std::string_view text, std::size_t end);

/// True if the word before `at` says that the number there is a version: `version 5.2.1`, `v. 4.1.2`.
[[nodiscard]] bool follows_version_word(std::string_view text, std::size_t at);

/// True if `text` ends in `words` as words of their own: whatever the case, whatever white space stands between them.
/// `words` in lower case, with single spaces.
[[nodiscard]] bool ends_with_words(std::string_view text, std::string_view words);

/// Bytes that `words` takes at the front of `text`, by the same rules; 0: something else stands there.
[[nodiscard]] std::size_t words_at(std::string_view text, std::string_view words);

/// True if `text` ends in any of `all`.
template <class Words>
[[nodiscard]] bool ends_with_any(std::string_view text, const Words& all) {
    for (std::string_view words : all)
        if (ends_with_words(text, words)) return true;
    return false;
}

/// True if any of `all` stands at the front of `text`.
template <class Words>
[[nodiscard]] bool starts_with_any(std::string_view text, const Words& all) {
    for (std::string_view words : all)
        if (words_at(text, words) != 0) return true;
    return false;
}

} // namespace dsnparse::fields

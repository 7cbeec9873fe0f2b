/// \file
/// UTF-8: checking and repair.
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::text {

/// How many bytes at the front of `text` are below 0x80. Several at a time.
[[nodiscard]] std::size_t ascii_length(std::string_view text);

/// True if every byte is below 0x80.
[[nodiscard]] inline bool is_ascii(std::string_view text) { return ascii_length(text) == text.size(); }

/// True if `text` is well-formed UTF-8 (Unicode 15, table 3-7). Fast on ASCII.
[[nodiscard]] bool is_utf8(std::string_view text);

/// What a text consists of that is meant to be UTF-8.
struct Utf8Census {
    std::size_t characters = 0; ///< well-formed sequences of two bytes and more
    std::size_t ill_formed = 0; ///< maximal ill-formed subsequences
};

[[nodiscard]] Utf8Census count_utf8(std::string_view text);

/// Writes `text` to `place`, which has room for three times as many bytes, with each maximal ill-formed subsequence
/// replaced by U+FFFD; returns how many bytes were written. `damaged` is set to true where something was replaced,
/// else left alone.
std::size_t repair_utf8(std::string_view text, char* place, bool& damaged);

/// The same in an Arena. Returns `text` itself where it is well-formed.
[[nodiscard]] std::string_view repair_utf8(std::string_view text, detail::Arena& arena, bool* damaged = nullptr);

} // namespace dsnparse::text

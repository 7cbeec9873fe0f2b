/// \file
/// UTF-8: checking and repair.
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::text {

/// True if `text` is well-formed UTF-8 (Unicode 15, table 3-7). Fast on ASCII.
[[nodiscard]] bool is_utf8(std::string_view text);

/// True if every byte is below 0x80.
[[nodiscard]] bool is_ascii(std::string_view text);

/// `text` with each maximal ill-formed subsequence replaced by U+FFFD. Returns `text` itself where it is
/// well-formed. `damaged`, if given, is set to true where something was replaced, else left alone.
[[nodiscard]] std::string_view repair_utf8(std::string_view text, detail::Arena& arena, bool* damaged = nullptr);

} // namespace dsnparse::text

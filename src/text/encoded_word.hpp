/// \file
/// RFC 2047 encoded words in header values.
#pragma once

#include "text/charset.hpp"

#include <string_view>

namespace dsnparse::text {

/// An unfolded header value as UTF-8: encoded words decoded (also adjacent ones that split a character, wrong
/// spellings, spaces and question marks inside Q words, words in quoted strings), raw 8-bit bytes repaired. Returns `value`
/// itself where there is nothing to do. Controls that a word brings become spaces: no header value has line ends.
[[nodiscard]] std::string_view decode_header(std::string_view value, detail::Arena& arena, CharsetOutcome& outcome);

} // namespace dsnparse::text

/// \file
/// Words by which reports of unknown systems are told.
#pragma once

#include <string_view>

namespace dsnparse::dialects {

/// What a sentence says. Bits.
constexpr unsigned says_failure = 1; ///< a mail was not delivered
constexpr unsigned says_delay = 2; ///< it will be tried again
constexpr unsigned says_refusal = 4; ///< what is wrong with an address or a mailbox
constexpr unsigned says_quote = 8; ///< somebody's words follow
constexpr unsigned says_trouble = 16; ///< something is wrong, though not what

/// All that `text` says, in English and some other languages. One pass.
[[nodiscard]] unsigned meaning_of(std::string_view text);

} // namespace dsnparse::dialects

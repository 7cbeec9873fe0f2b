/// \file
/// Message-ID, In-Reply-To, References (RFC 5322 section 3.6.4).
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::fields {

/// The ids in `value`, angle brackets off: all `<...>` outside of comments (of one without its `>`, the first word); where
/// there are none, the first word with an `@`, or the first word.
[[nodiscard]] List<std::string_view> read_message_ids(std::string_view value, detail::Arena& arena, std::size_t most = 100);

/// The first of them; empty: none.
[[nodiscard]] std::string_view read_message_id(std::string_view value);

} // namespace dsnparse::fields

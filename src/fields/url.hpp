/// \file
/// Web addresses in running text.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::fields {

/// The first `http://` or `https://` address in `text` at or after `from`, without the punctuation behind it; empty: none.
/// `end`, if given, gets the position behind it (the text's size where there is none).
[[nodiscard]] std::string_view find_url(std::string_view text, std::size_t from = 0, std::size_t* end = nullptr);

} // namespace dsnparse::fields

/// \file
/// RFC 5322 unfolding of header values.
#pragma once

#include "base/arena.hpp"

#include <cstddef>
#include <string_view>

namespace dsnparse::text {

/// `raw` (a field's value as it stands, line ends included) on one line: each line end with the white space
/// around it becomes one space; ends trimmed. A view into `raw` where it was on one line already. At most `limit`
/// bytes are kept.
[[nodiscard]] std::string_view unfold(std::string_view raw, detail::Arena& arena, std::size_t limit);

} // namespace dsnparse::text

/// \file
/// The only user of iconv.
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::text {

/// True if iconv knows the charset `name` (already normalised).
[[nodiscard]] bool iconv_knows(std::string_view name);

/// `bytes` of the charset `name` as UTF-8. Each byte that cannot be converted becomes one U+FFFD and sets `damaged`.
/// Precondition: iconv_knows(name). Each thread keeps the converters it used open.
[[nodiscard]] std::string_view iconv_to_utf8(std::string_view bytes, std::string_view name, detail::Arena& arena, bool& damaged);

} // namespace dsnparse::text

/// \file
/// The only user of iconv.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace dsnparse::text {

/// True if iconv knows the charset `name`.
[[nodiscard]] bool iconv_knows(const char* name);

/// Writes `bytes` of the charset `name`, whose characters are `unit` bytes or a multiple of them, as UTF-8 to `place`;
/// returns how many bytes were written. Four bytes of room for each of `bytes` are always enough; without room the rest is
/// left out. Each unit that cannot be converted becomes one U+FFFD and sets `damaged`, which is else left alone. The text
/// begins in the charset's initial state. Precondition: iconv_knows(name). Thread-safe; each thread keeps a few converters
/// open until it ends.
std::size_t iconv_to_utf8(std::string_view bytes, const char* name, std::size_t unit, std::span<char> place, bool& damaged);

} // namespace dsnparse::text

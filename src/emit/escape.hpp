/// \file
/// The inside of a JSON string.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::emit {

/// What one byte may become at the most: `\u0000`.
inline constexpr std::size_t longest_escape = 6;

/// Writes `value` at `place` with what JSON demands to be escaped (RFC 8259 section 7) and nothing more, as nlohmann::json does.
/// There has to be room for longest_escape times its size. Returns the place behind.
[[nodiscard]] char* put_escaped(std::string_view value, char* place);

} // namespace dsnparse::emit

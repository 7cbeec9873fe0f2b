/// \file
/// Base64 as header words have it: short, and often broken.
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::text {

/// The bytes that `encoded` stands for. Bytes outside the alphabet are skipped, padding ends it, an incomplete last group
/// gives what it holds.
[[nodiscard]] std::string_view decode_base64(std::string_view encoded, detail::Arena& arena);

} // namespace dsnparse::text

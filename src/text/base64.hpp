/// \file
/// Base64 as header words have it: short, and often broken.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::text {

/// Writes the bytes that `encoded` stands for to `place`, which has room for as many as `encoded` has; returns how many were
/// written. Bytes outside the alphabet are skipped, padding ends it, an incomplete last group gives what it holds.
std::size_t decode_base64(std::string_view encoded, char* place);

} // namespace dsnparse::text

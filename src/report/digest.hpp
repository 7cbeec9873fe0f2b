/// \file
/// SHA-256, through Nettle.
#pragma once

#include "base/arena.hpp"

#include <string_view>

namespace dsnparse::report {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string_view sha256_hex(std::string_view bytes, detail::Arena& arena);

} // namespace dsnparse::report

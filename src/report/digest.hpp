/// \file
/// The id of a message, made of its bytes: SHA-256 through Nettle, XXH3 through xxHash.
#pragma once

#include "base/arena.hpp"

#include <cstddef>
#include <string_view>

namespace dsnparse::report {

/// Up to so many bytes the id is plainly the SHA-256.
inline constexpr std::size_t most_plain_bytes = std::size_t{1} << 20;

/// 64 lower-case hexadecimal digits, the same for the same bytes: their SHA-256. Of more than most_plain_bytes, which are mostly
/// attachments that are returned, the SHA-256 of the first most_plain_bytes followed by two big-endian numbers: the size of the
/// whole in 8 bytes, and the XXH3 (128 bits, seed 0, canonical form) of what follows those first bytes. That runs ten times as
/// fast, and two different messages still do not get the same id by accident.
[[nodiscard]] std::string_view digest_of(std::string_view bytes, detail::Arena& arena);

/// SHA-1 of `bytes` as 40 lower-case hexadecimal digits: where another program's ids are made of it.
[[nodiscard]] std::string_view sha1_hex(std::string_view bytes, detail::Arena& arena);

} // namespace dsnparse::report

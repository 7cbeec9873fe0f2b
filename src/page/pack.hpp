/// \file
/// Data for a page: compressed, and in letters that HTML gives no meaning to.
#pragma once

#include <string>
#include <string_view>

namespace dsnparse::page {

/// Appends `bytes` to `out` as base64 of a zlib stream (RFC 1950), which browsers read by DecompressionStream("deflate").
void append_packed(std::string_view bytes, std::string& out);

/// The SHA-256 of `bytes` in base64 (RFC 4648), as a Content-Security-Policy names a script.
[[nodiscard]] std::string sha256_base64(std::string_view bytes);

} // namespace dsnparse::page

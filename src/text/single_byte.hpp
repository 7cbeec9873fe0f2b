/// \file
/// Charsets of one byte per character that mail is full of, as tables: they need no iconv.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dsnparse::text {

/// The characters of the bytes 0x80 to 0xFF; below, the charset is ASCII. U+FFFD: the byte means nothing.
using UpperHalf = std::array<char16_t, 128>;

extern const UpperHalf windows_1250; ///< Central European
extern const UpperHalf windows_1251; ///< Cyrillic
extern const UpperHalf windows_1252; ///< Western European
extern const UpperHalf windows_1253; ///< Greek
extern const UpperHalf windows_1254; ///< Turkish
extern const UpperHalf windows_1255; ///< Hebrew
extern const UpperHalf windows_1256; ///< Arabic
extern const UpperHalf windows_1257; ///< Baltic
extern const UpperHalf windows_1258; ///< Vietnamese
extern const UpperHalf iso_8859_2; ///< Central European
extern const UpperHalf iso_8859_15; ///< Western European with the euro sign
extern const UpperHalf koi8_r; ///< Russian
extern const UpperHalf koi8_u; ///< Ukrainian

/// Writes `bytes` as UTF-8 to `place`, which has room for three times as many; returns how many bytes were written.
/// A byte that means nothing becomes U+FFFD and sets `damaged`, which is else left alone.
std::size_t single_byte_to_utf8(std::string_view bytes, const UpperHalf& upper, char* place, bool& damaged);

} // namespace dsnparse::text

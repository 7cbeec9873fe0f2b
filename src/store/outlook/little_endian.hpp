/// \file
/// Numbers as Microsoft's formats store them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dsnparse::store {

/// The number of `Size` bytes at `at`; 0 where `bytes` ends before.
template <std::size_t Size>
std::uint64_t little_endian(std::string_view bytes, std::size_t at) {
    static_assert(Size <= 8);
    if (at > bytes.size() || bytes.size() - at < Size) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = Size; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    return value;
}

inline std::uint16_t word(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(little_endian<2>(bytes, at));
}
inline std::uint32_t dword(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(little_endian<4>(bytes, at));
}

} // namespace dsnparse::store

#include "text/base64.hpp"

#include <array>
#include <cstdint>

namespace dsnparse::text {

namespace {

constexpr std::uint8_t outside = 0xFF;

constexpr std::array<std::uint8_t, 256> make_values() {
    std::array<std::uint8_t, 256> values{};
    for (std::uint8_t& value : values) value = outside;
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

constexpr std::array<std::uint8_t, 256> values = make_values();

} // namespace

std::size_t decode_base64(std::string_view encoded, char* place) {
    std::size_t used = 0;
    std::uint32_t group = 0; // the bits above the lowest `bits` are written already
    unsigned bits = 0;
    for (char c : encoded) {
        if (c == '=') break;
        const std::uint8_t value = values[static_cast<unsigned char>(c)];
        if (value == outside) continue;
        group = group << 6U | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            place[used++] = static_cast<char>(group >> bits & 0xFFU);
        }
    }
    return used;
}

} // namespace dsnparse::text

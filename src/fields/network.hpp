/// \file
/// Networks in CIDR notation (RFC 4632, RFC 4291 section 2.3).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// IPv4 as `::ffff:a.b.c.d`, so that one comparison does for both.
struct Network {
    std::array<std::uint8_t, 16> address{};
    unsigned prefix = 128; ///< of those 128 bits
    [[nodiscard]] bool contains(std::string_view ip) const; ///< false where `ip` is no address
};

/// `192.0.2.0/24`, `2001:db8::/32`, or one address. Bits behind the prefix do not count. nullopt: it is none.
[[nodiscard]] std::optional<Network> read_network(std::string_view text);

/// The 16 bytes of an address, IPv4 as `::ffff:a.b.c.d`; nullopt: it is none.
[[nodiscard]] std::optional<std::array<std::uint8_t, 16>> address_bytes(std::string_view ip);

} // namespace dsnparse::fields

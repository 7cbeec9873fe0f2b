/// \file
/// IP addresses in binary, for comparing them, and the names that DNS keeps under them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dsnparse::fields {

/// An IPv4 or IPv6 address. `::ffff:192.0.2.1` is the IPv4 address within.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{}; ///< network order; IPv4: the first four
    bool v4 = false;

    [[nodiscard]] std::string text() const;
    /// Number of bits: 32 or 128.
    [[nodiscard]] int bits() const { return v4 ? 32 : 128; }
    /// True if the first `length` bits are those of `network`, and both are of one family.
    [[nodiscard]] bool within(const IpAddress& network, int length) const;
    /// Octets (IPv4) or nibbles (IPv6), last one first, dots between them (RFC 1035 section 3.5, RFC 3596 section 2.5).
    [[nodiscard]] std::string reversed() const;
    /// `reversed()` under in-addr.arpa or ip6.arpa.
    [[nodiscard]] std::string reverse_name() const { return reversed() + (v4 ? ".in-addr.arpa" : ".ip6.arpa"); }

    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

/// The whole of `text` as an address, without brackets or prefix.
[[nodiscard]] std::optional<IpAddress> parse_ip_address(std::string_view text);

/// An address literal as HELO takes it: `[192.0.2.1]`, `[IPv6:2001:db8::1]` (RFC 5321 section 4.1.3).
[[nodiscard]] std::optional<IpAddress> parse_ip_literal(std::string_view text);

} // namespace dsnparse::fields

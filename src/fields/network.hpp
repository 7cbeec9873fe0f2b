/// \file
/// Networks in CIDR notation (RFC 4632, RFC 4291 section 2.3).
#pragma once

#include "fields/ip_address.hpp"

#include <optional>
#include <string_view>

namespace dsnparse::fields {

struct Network {
    IpAddress address;
    int prefix = 0; ///< bits
    /// False also where `ip` is no address, or one of the other family.
    [[nodiscard]] bool contains(std::string_view ip) const;
};

/// `192.0.2.0/24`, `2001:db8::/32`, or one address. Bits behind the prefix do not count. nullopt: it is none.
[[nodiscard]] std::optional<Network> read_network(std::string_view text);

} // namespace dsnparse::fields

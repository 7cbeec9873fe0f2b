#include "fields/ip.hpp"

#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace dsnparse::fields {

namespace {

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }

struct V4Network {
    std::uint32_t base;
    unsigned bits;
    IpScope scope;
};

/// IANA IPv4 special-purpose address registry, and multicast (RFC 5771). What is not listed is public.
constexpr std::array<V4Network, 15> v4_networks{{{v4(0, 0, 0, 0), 8, IpScope::reserved},
                                                 {v4(10, 0, 0, 0), 8, IpScope::private_},
                                                 {v4(100, 64, 0, 0), 10, IpScope::cgnat},
                                                 {v4(127, 0, 0, 0), 8, IpScope::loopback},
                                                 {v4(169, 254, 0, 0), 16, IpScope::link_local},
                                                 {v4(172, 16, 0, 0), 12, IpScope::private_},
                                                 {v4(192, 0, 0, 0), 24, IpScope::reserved},
                                                 {v4(192, 0, 2, 0), 24, IpScope::documentation},
                                                 {v4(192, 88, 99, 0), 24, IpScope::reserved},
                                                 {v4(192, 168, 0, 0), 16, IpScope::private_},
                                                 {v4(198, 18, 0, 0), 15, IpScope::reserved},
                                                 {v4(198, 51, 100, 0), 24, IpScope::documentation},
                                                 {v4(203, 0, 113, 0), 24, IpScope::documentation},
                                                 {v4(224, 0, 0, 0), 4, IpScope::multicast},
                                                 {v4(240, 0, 0, 0), 4, IpScope::reserved}}};

IpScope scope_of_v4(std::uint32_t address) {
    for (const V4Network& network : v4_networks)
        if ((address & ~std::uint32_t{0} << (32U - network.bits)) == network.base) return network.scope;
    return IpScope::public_;
}

/// By the first 64 bits of an address: longer networks are the business of `scope_of_v6`.
struct V6Network {
    std::uint64_t base;
    unsigned bits;
    IpScope scope;
};

/// IANA IPv6 special-purpose address registry, and multicast (RFC 4291); the first that fits.
constexpr std::array<V6Network, 12> v6_networks{{{0x2001'0DB8'0000'0000, 32, IpScope::documentation},
                                                 {0x3FFF'0000'0000'0000, 20, IpScope::documentation}, // RFC 9637
                                                 {0x2001'0003'0000'0000, 32, IpScope::public_}, // AMT
                                                 {0x2001'0004'0112'0000, 48, IpScope::public_}, // AS112
                                                 {0x2001'0020'0000'0000, 28, IpScope::public_}, // ORCHIDv2
                                                 {0x2001'0030'0000'0000, 28, IpScope::public_}, // DRIP
                                                 {0x2001'0000'0000'0000, 23, IpScope::reserved}, // IETF protocol assignments
                                                 {0x2000'0000'0000'0000, 3, IpScope::public_},
                                                 {0xFC00'0000'0000'0000, 7, IpScope::unique_local},
                                                 {0xFE80'0000'0000'0000, 10, IpScope::link_local},
                                                 {0xFF00'0000'0000'0000, 8, IpScope::multicast},
                                                 {0x0000'0000'0000'0000, 0, IpScope::reserved}}};

IpScope scope_of_v6(const in6_addr& address) {
    const std::uint8_t* bytes = address.s6_addr;
    std::uint64_t high = 0;
    for (int i = 0; i < 8; ++i) high = high << 8 | bytes[i];
    const std::uint32_t last = v4(bytes[12], bytes[13], bytes[14], bytes[15]);
    if (IN6_IS_ADDR_V4MAPPED(&address)) return scope_of_v4(last);
    if (IN6_IS_ADDR_LOOPBACK(&address)) return IpScope::loopback;
    // 6to4 (RFC 3056) and NAT64 (RFC 6052): it is the embedded address that is reached.
    if (high >> 48 == 0x2002) return scope_of_v4(static_cast<std::uint32_t>(high >> 16));
    if (high == 0x0064'FF9B'0000'0000 && v4(bytes[8], bytes[9], bytes[10], bytes[11]) == 0) return scope_of_v4(last);
    for (const V6Network& network : v6_networks) {
        const std::uint64_t mask = network.bits == 0 ? 0 : ~std::uint64_t{0} << (64U - network.bits);
        if ((high & mask) == network.base) return network.scope;
    }
    return IpScope::unknown;
}

} // namespace

IpScope ip_scope(std::string_view ip) {
    char buffer[INET6_ADDRSTRLEN];
    if (ip.empty() || ip.size() >= sizeof buffer || ip.find('\0') != std::string_view::npos) return IpScope::unknown;
    std::memcpy(buffer, ip.data(), ip.size());
    buffer[ip.size()] = '\0';
    in_addr four{};
    if (inet_pton(AF_INET, buffer, &four) == 1) return scope_of_v4(ntohl(four.s_addr));
    in6_addr six{};
    if (inet_pton(AF_INET6, buffer, &six) == 1) return scope_of_v6(six);
    return IpScope::unknown;
}

} // namespace dsnparse::fields

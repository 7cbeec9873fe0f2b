#include "fields/ip.hpp"

#include "base/ascii.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace dsnparse::fields {

namespace {

/// Length of a dotted quad at the front of `text`; 0: none. Octets without leading zeros.
std::size_t ipv4_length(std::string_view text) {
    std::size_t at = 0;
    for (int octet = 0; octet < 4; ++octet) {
        if (octet > 0) {
            if (at >= text.size() || text[at] != '.') return 0;
            ++at;
        }
        std::size_t digits = 0;
        int value = 0;
        while (at + digits < text.size() && digits < 3 && ascii::is_digit(text[at + digits]))
            value = value * 10 + (text[at + digits++] - '0');
        if (digits == 0 || value > 255 || (digits > 1 && text[at] == '0')) return 0;
        at += digits;
    }
    return at;
}

/// Length of the run of characters that an IPv6 address can consist of.
std::size_t ipv6_run(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && n < 46 && (ascii::is_hex(text[n]) || text[n] == ':' || text[n] == '.')) ++n;
    return n;
}

/// `text` as a normalised IPv6 address; empty: it is none.
std::string_view normalise_v6(std::string_view text, detail::Arena& arena) {
    const std::size_t zone = text.find('%');
    if (zone != std::string_view::npos) text = text.substr(0, zone);
    char buffer[INET6_ADDRSTRLEN + 1];
    if (text.size() >= sizeof buffer || std::count(text.begin(), text.end(), ':') < 2) return {};
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    in6_addr address{};
    if (inet_pton(AF_INET6, buffer, &address) != 1) return {};
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        in_addr v4{};
        std::memcpy(&v4, address.s6_addr + 12, sizeof v4);
        if (inet_ntop(AF_INET, &v4, buffer, sizeof buffer) == nullptr) return {};
    } else if (inet_ntop(AF_INET6, &address, buffer, sizeof buffer) == nullptr) {
        return {};
    }
    const std::string_view normal(buffer);
    return normal == text ? text : arena.copy(normal);
}

bool is_boundary_before(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char c = text[at - 1];
    return !(ascii::is_alnum(c) || c == '.' || c == '_' || c == '/' || c == '@' || c == ':' || c == '+');
}

struct Network {
    std::uint32_t base;
    unsigned bits;
    IpScope scope;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }

/// RFC 6890 and its successors; the first that fits.
constexpr std::array<Network, 17> networks{{{v4(0, 0, 0, 0), 8, IpScope::reserved},
                                            {v4(10, 0, 0, 0), 8, IpScope::private_},
                                            {v4(100, 64, 0, 0), 10, IpScope::cgnat},
                                            {v4(127, 0, 0, 0), 8, IpScope::loopback},
                                            {v4(169, 254, 0, 0), 16, IpScope::link_local},
                                            {v4(172, 16, 0, 0), 12, IpScope::private_},
                                            {v4(192, 0, 2, 0), 24, IpScope::documentation},
                                            {v4(192, 0, 0, 0), 24, IpScope::reserved},
                                            {v4(192, 88, 99, 0), 24, IpScope::reserved},
                                            {v4(192, 168, 0, 0), 16, IpScope::private_},
                                            {v4(198, 18, 0, 0), 15, IpScope::reserved},
                                            {v4(198, 51, 100, 0), 24, IpScope::documentation},
                                            {v4(203, 0, 113, 0), 24, IpScope::documentation},
                                            {v4(224, 0, 0, 0), 4, IpScope::multicast},
                                            {v4(255, 255, 255, 255), 32, IpScope::reserved},
                                            {v4(240, 0, 0, 0), 4, IpScope::reserved},
                                            {v4(0, 0, 0, 0), 0, IpScope::public_}}};

IpScope scope_of_v4(std::uint32_t address) {
    for (const Network& network : networks) {
        const std::uint32_t mask = network.bits == 0 ? 0U : ~std::uint32_t{0} << (32U - network.bits);
        if ((address & mask) == network.base) return network.scope;
    }
    return IpScope::public_;
}

IpScope scope_of_v6(const std::uint8_t* bytes) {
    static constexpr std::array<std::uint8_t, 15> zeros{};
    if (std::memcmp(bytes, zeros.data(), 15) == 0)
        return bytes[15] == 1 ? IpScope::loopback : bytes[15] == 0 ? IpScope::reserved : IpScope::public_;
    if ((bytes[0] & 0xFEU) == 0xFC) return IpScope::unique_local;
    if (bytes[0] == 0xFE && (bytes[1] & 0xC0U) == 0x80) return IpScope::link_local;
    if (bytes[0] == 0xFF) return IpScope::multicast;
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8) return IpScope::documentation;
    if (bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10) return IpScope::documentation; // RFC 9637
    if (bytes[0] == 0x01 && bytes[1] == 0x00) return IpScope::reserved; // discard-only
    return (bytes[0] & 0xE0U) == 0x20 ? IpScope::public_ : IpScope::reserved;
}

} // namespace

std::string_view parse_ip(std::string_view text, detail::Arena& arena) {
    text = ascii::trim(text);
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
    if (ascii::istarts_with(text, "IPv6:")) text = ascii::trim(text.substr(5));
    const std::size_t length = ipv4_length(text);
    if (length != 0) return length == text.size() ? text : std::string_view{};
    return normalise_v6(text, arena);
}

std::optional<IpFound> find_ip(std::string_view text, detail::Arena& arena, std::size_t from) {
    for (std::size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '[') {
            const std::string_view inside = text.substr(i + 1, 60);
            const std::size_t close = inside.find(']');
            if (close == std::string_view::npos || close == 0) continue;
            const std::string_view ip = parse_ip(inside.substr(0, close), arena);
            if (!ip.empty()) return IpFound{ip, i, i + close + 2};
            continue;
        }
        if (!ascii::is_hex(c) && c != ':') continue;
        const bool labelled = i >= 5 && ascii::iequals(text.substr(i - 5, 5), "IPv6:");
        if (!labelled && !is_boundary_before(text, i)) {
            continue;
        }
        const std::string_view rest = text.substr(i);
        const std::size_t v4_length = ascii::is_digit(c) ? ipv4_length(rest) : 0;
        if (v4_length != 0) {
            const char next = v4_length < rest.size() ? rest[v4_length] : ' ';
            const char after = v4_length + 1 < rest.size() ? rest[v4_length + 1] : ' ';
            const bool goes_on =
                ascii::is_alnum(next) || next == '_' || next == '/' || ((next == '.' || next == '-') && ascii::is_alnum(after));
            if (!goes_on) return IpFound{rest.substr(0, v4_length), i, i + v4_length};
            i += v4_length - 1;
            continue;
        }
        std::size_t run = ipv6_run(rest);
        const std::size_t whole = run;
        while (run > 0 && (rest[run - 1] == '.' || (rest[run - 1] == ':' && (run < 2 || rest[run - 2] != ':')))) --run;
        const std::string_view candidate = rest.substr(0, run);
        // Times and hexadecimal words have colons too: an address has four groups or a double colon.
        const auto colons = std::count(candidate.begin(), candidate.end(), ':');
        const bool shaped =
            colons >= 7 || (colons >= 2 && candidate.find("::") != std::string_view::npos && candidate.size() > 2);
        if (shaped && !(whole < rest.size() && ascii::is_alnum(rest[whole]))) {
            const std::string_view ip = normalise_v6(candidate, arena);
            if (!ip.empty()) return IpFound{ip, labelled ? i - 5 : i, i + run};
        }
        if (whole > 1) i += whole - 1;
    }
    return std::nullopt;
}

IpScope ip_scope(std::string_view ip) {
    char buffer[INET6_ADDRSTRLEN + 1];
    if (ip.empty() || ip.size() >= sizeof buffer) return IpScope::unknown;
    std::memcpy(buffer, ip.data(), ip.size());
    buffer[ip.size()] = '\0';
    in_addr four{};
    if (inet_pton(AF_INET, buffer, &four) == 1) return scope_of_v4(ntohl(four.s_addr));
    in6_addr six{};
    if (inet_pton(AF_INET6, buffer, &six) == 1) return scope_of_v6(six.s6_addr);
    return IpScope::unknown;
}

} // namespace dsnparse::fields

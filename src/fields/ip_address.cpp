#include "fields/ip_address.hpp"

#include "base/ascii.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>

namespace dsnparse::fields {

namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

} // namespace

std::string IpAddress::text() const {
    char buffer[INET6_ADDRSTRLEN];
    const char* written = inet_ntop(v4 ? AF_INET : AF_INET6, bytes.data(), buffer, sizeof buffer);
    return written == nullptr ? std::string() : std::string(written);
}

bool IpAddress::within(const IpAddress& network, int length) const {
    if (v4 != network.v4 || length < 0 || length > bits()) return false;
    const auto whole = static_cast<std::size_t>(length) / 8;
    const unsigned rest = static_cast<unsigned>(length) % 8;
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole), network.bytes.begin())) return false;
    return rest == 0 || ((bytes[whole] ^ network.bytes[whole]) >> (8 - rest)) == 0;
}

std::string IpAddress::reversed() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = static_cast<std::size_t>(bits()) / 8; i-- > 0;) {
        if (!out.empty()) out += '.';
        if (v4) {
            out += std::to_string(bytes[i]);
        } else {
            out += digits[bytes[i] & 0xfU];
            out += '.';
            out += digits[bytes[i] >> 4];
        }
    }
    return out;
}

std::optional<IpAddress> parse_ip_address(std::string_view text) {
    // A NUL in the middle would end the text early for inet_pton.
    if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return std::nullopt;
    const std::string terminated(text);
    IpAddress address;
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1) {
        address.v4 = true;
        return address;
    }
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) != 1) return std::nullopt;
    if (std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin())) {
        IpAddress inner;
        inner.v4 = true;
        std::copy(address.bytes.begin() + 12, address.bytes.end(), inner.bytes.begin());
        return inner;
    }
    return address;
}

std::optional<IpAddress> parse_ip_literal(std::string_view text) {
    if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
    text = text.substr(1, text.size() - 2);
    ascii::consume(text, "IPv6:");
    return parse_ip_address(text);
}

} // namespace dsnparse::fields

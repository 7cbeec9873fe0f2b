#include "fields/network.hpp"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_address = 45;
constexpr unsigned mapped_bits = 96;

} // namespace

std::optional<std::array<std::uint8_t, 16>> address_bytes(std::string_view ip) {
    if (ip.empty() || ip.size() > longest_address) return std::nullopt;
    char text[longest_address + 1] = {};
    std::copy(ip.begin(), ip.end(), text);
    std::array<std::uint8_t, 16> bytes{};
    if (inet_pton(AF_INET6, text, bytes.data()) == 1) return bytes;
    if (inet_pton(AF_INET, text, bytes.data() + 12) != 1) return std::nullopt;
    bytes[10] = bytes[11] = 0xff;
    return bytes;
}

std::optional<Network> read_network(std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const std::string_view address = text.substr(0, slash);
    const auto bytes = address_bytes(address);
    if (!bytes) return std::nullopt;
    Network network{*bytes, 128};
    if (slash == text.size()) return network;
    const std::string_view length = text.substr(slash + 1);
    const unsigned most = address.find(':') == std::string_view::npos ? 32 : 128;
    unsigned prefix = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), prefix);
    if (length.empty() || error != std::errc() || end != length.data() + length.size() || prefix > most) return std::nullopt;
    network.prefix = most == 32 ? prefix + mapped_bits : prefix;
    return network;
}

bool Network::contains(std::string_view ip) const {
    const auto bytes = address_bytes(ip);
    if (!bytes) return false;
    for (unsigned bit = 0; bit < prefix; bit += 8) {
        const unsigned used = std::min(8U, prefix - bit);
        const auto mask = static_cast<std::uint8_t>(0xffU << (8 - used));
        if (((address[bit / 8] ^ (*bytes)[bit / 8]) & mask) != 0) return false;
    }
    return true;
}

} // namespace dsnparse::fields

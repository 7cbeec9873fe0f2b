#include "fields/network.hpp"

#include <algorithm>
#include <charconv>

namespace dsnparse::fields {

std::optional<Network> read_network(std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto address = parse_ip_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    Network network{*address, address->bits()};
    if (slash == text.size()) return network;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + slash + 1, end, network.prefix);
    const bool good = error == std::errc() && stop == end && text[slash + 1] != '-' && network.prefix <= address->bits();
    return good ? std::optional(network) : std::nullopt;
}

bool Network::contains(std::string_view ip) const {
    const auto other = parse_ip_address(ip);
    return other && other->within(address, prefix);
}

} // namespace dsnparse::fields

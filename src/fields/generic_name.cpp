#include "fields/generic_name.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dsnparse::fields {

namespace {

/// Words for ways into the network that are shared out anew.
constexpr std::string_view access_words[] = {"adsl",   "broadband", "cable",      "dhcp",  "dial",    "dialin",
                                             "dialup", "dsl",       "dyn",        "dynip", "dynamic", "pool",
                                             "ppp",    "pppoe",     "unassigned", "vdsl",  "wlan",    "xdsl"};

/// The numbers in `name`, in their order.
std::vector<std::uint32_t> numbers(std::string_view name) {
    std::vector<std::uint32_t> out;
    while (!name.empty()) {
        if (!ascii::is_digit(name.front())) {
            name.remove_prefix(1);
            continue;
        }
        std::uint32_t value = 0;
        for (; !name.empty() && ascii::is_digit(name.front()); name.remove_prefix(1))
            value = std::min<std::uint32_t>(value * 10 + static_cast<std::uint32_t>(name.front() - '0'), 100000);
        out.push_back(value);
    }
    return out;
}

/// The hexadecimal digits of the address.
std::string hex(const IpAddress& ip) {
    std::string reversed = ip.reversed();
    if (!ip.v4) {
        std::erase(reversed, '.');
        return {reversed.rbegin(), reversed.rend()};
    }
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < 4; ++i) {
        out += digits[ip.bytes[i] >> 4];
        out += digits[ip.bytes[i] & 0xfU];
    }
    return out;
}

bool has_address(std::string_view name, const IpAddress& ip) {
    std::string dense(name);
    std::erase_if(dense, [](char c) { return c == '-' || c == '.' || c == '_'; });
    const std::string digits = hex(ip);
    // The network of an IPv6 address is that of all neighbours; its own half is as good as the whole.
    if (dense.find(digits) != std::string::npos || (!ip.v4 && dense.find(digits.substr(16)) != std::string::npos)) return true;
    if (!ip.v4) return false;
    std::vector<std::uint32_t> octets(ip.bytes.begin(), ip.bytes.begin() + 4);
    const std::vector<std::uint32_t> found = numbers(name);
    // The last three octets suffice: the first is often that of the name of the network.
    for (int turn = 0; turn < 2; ++turn, std::reverse(octets.begin(), octets.end())) {
        const auto from = octets.begin() + (turn == 0 ? 1 : 0);
        if (std::search(found.begin(), found.end(), from, from + 3) != found.end()) return true;
    }
    std::string padded;
    for (const std::uint32_t octet : octets) padded += std::to_string(1000 + octet).substr(1);
    return dense.find(padded) != std::string::npos;
}

} // namespace

std::string generic_sign(std::string_view name, const IpAddress& ip) {
    if (has_address(name, ip)) return "has the address in it";
    std::string_view rest = name;
    while (!rest.empty()) {
        std::size_t length = 0;
        while (length < rest.size() && ascii::is_alpha(rest[length])) ++length;
        const std::string_view word = rest.substr(0, length);
        if (std::find(std::begin(access_words), std::end(access_words), word) != std::end(access_words))
            return "has the word '" + std::string(word) + "' in it";
        rest.remove_prefix(length == 0 ? 1 : length);
    }
    return {};
}

} // namespace dsnparse::fields

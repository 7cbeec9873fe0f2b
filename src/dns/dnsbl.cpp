#include "dns/dnsbl.hpp"

#include <algorithm>

namespace dsnparse::dns {

namespace {

/// Spamhaus and others say 127.255.255.252 to .255; SURBL and URIBL say 127.0.0.1, which RFC 5782 section 5 keeps from listing.
bool is_refusal(const fields::IpAddress& address) {
    return (address.bytes[1] == 255 && address.bytes[2] == 255)
           || (address.bytes[1] == 0 && address.bytes[2] == 0 && address.bytes[3] == 1);
}

} // namespace

std::string dnsbl_name(const fields::IpAddress& ip, const std::string& zone) { return ip.reversed() + "." + zone; }

Listing judge_listing(const Answer& answer) {
    if (answer.none()) return Listing::not_listed;
    if (answer.failed() || answer.addresses.empty()) return Listing::failed;
    const std::vector<fields::IpAddress>& codes = answer.addresses;
    if (std::any_of(codes.begin(), codes.end(), [](const fields::IpAddress& one) { return one.bytes[0] != 127; }))
        return Listing::no_list;
    return std::all_of(codes.begin(), codes.end(), is_refusal) ? Listing::refused : Listing::listed;
}

} // namespace dsnparse::dns

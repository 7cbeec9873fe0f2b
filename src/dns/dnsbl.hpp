/// \file
/// DNS block lists (RFC 5782).
#pragma once

#include "dns/lookup.hpp"

#include <string>
#include <vector>

namespace dsnparse::dns {

/// The name under which the list keeps the address: `7.2.0.192.zone`.
[[nodiscard]] std::string dnsbl_name(const fields::IpAddress& ip, const std::string& zone);

/// What the A records of such a name say.
enum class Listing {
    listed,
    not_listed,
    refused, ///< 127.255.255.x or 127.0.0.1 alone: codes with which lists turn a questioner away
    no_list, ///< an address outside 127.0.0.0/8: the zone is no list, or is one no more
    failed, ///< no answer
};

[[nodiscard]] Listing judge_listing(const Answer& answer);

} // namespace dsnparse::dns

/// \file
/// SPF records taken apart (RFC 7208 sections 4.5, 4.6, 5, 6 and 12).
#pragma once

#include "fields/ip_address.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::dns {

enum class SpfQualifier : std::uint8_t { pass, fail, softfail, neutral };
enum class SpfMechanism : std::uint8_t { all, include, a, mx, ptr, ip4, ip6, exists };

struct SpfTerm {
    SpfQualifier qualifier = SpfQualifier::pass;
    SpfMechanism mechanism = SpfMechanism::all;
    std::string domain; ///< domain-spec with its macros; empty: the record's own domain
    fields::IpAddress network; ///< ip4, ip6
    int length4 = 32; ///< bits to compare; -1: no address fits
    int length6 = 128;
    std::string text; ///< the term as it stands in the record
};

struct SpfRecord {
    std::vector<SpfTerm> terms; ///< in their order, those behind `all` too
    std::string redirect; ///< domain-spec; empty: none
    std::string error; ///< the first syntax error, in words; empty: none. Then the rest is not to be used.
};

/// True if a TXT record is an SPF record of version 1, good or bad.
[[nodiscard]] bool is_spf_record(std::string_view text);

/// Takes apart what is_spf_record() is true for.
[[nodiscard]] SpfRecord parse_spf(std::string_view text);

} // namespace dsnparse::dns

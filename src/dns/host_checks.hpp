/// \file
/// The checks of the sending host: its names, its HELO, its listings. Each returns at once where fetch() was called with
/// what it asks first.
#pragma once

#include "dns/checks.hpp"

namespace dsnparse::dns {

/// The reverse names of `ip`. `client_name` is only compared.
[[nodiscard]] Check check_ptr(const fields::IpAddress& ip, const std::string& client_name, Lookup& lookup);

/// Whether a reverse name leads back to `ip` (forward-confirmed reverse DNS).
[[nodiscard]] Check check_fcrdns(const fields::IpAddress& ip, Lookup& lookup);

/// Whether the name (or literal) of HELO belongs to `ip`, which may be null.
[[nodiscard]] Check check_helo(const std::string& helo, const fields::IpAddress* ip, Lookup& lookup);

/// Whether the list `zone` has `ip`.
[[nodiscard]] Check check_dnsbl(const fields::IpAddress& ip, const std::string& zone, Lookup& lookup);

} // namespace dsnparse::dns

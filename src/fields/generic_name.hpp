/// \file
/// Reverse names that providers give to all of their addresses alike; many receivers take no mail from such.
#pragma once

#include "fields/ip_address.hpp"

#include <string>
#include <string_view>

namespace dsnparse::fields {

/// What makes `name` (normalised) look as if it were made for any customer, in a few words: `has the address in it`,
/// `has the word 'dyn' in it`; empty: nothing does.
[[nodiscard]] std::string generic_sign(std::string_view name, const IpAddress& ip);

} // namespace dsnparse::fields

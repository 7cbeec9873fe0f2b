/// \file
/// The checks of the domains in the envelope.
#pragma once

#include "dns/checks.hpp"
#include "dns/spf_macro.hpp"

namespace dsnparse::dns {

/// Whether mail to `domain` can be delivered at all (RFC 5321 section 5.1, RFC 7505).
[[nodiscard]] Check check_mx(const std::string& domain, Lookup& lookup);

/// SPF for `context.sender_domain`, which is set, and `context.ip`, which may be null.
[[nodiscard]] Check check_sender_policy(const SpfContext& context, Lookup& lookup);

[[nodiscard]] Check check_dmarc(const std::string& domain, Lookup& lookup);

} // namespace dsnparse::dns

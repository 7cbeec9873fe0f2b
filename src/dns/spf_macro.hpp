/// \file
/// Macros of SPF records (RFC 7208 section 7).
#pragma once

#include "fields/ip_address.hpp"

#include <string>
#include <string_view>

namespace dsnparse::dns {

/// What macros stand for. Anything may be missing: a bounce does not tell all.
struct SpfContext {
    const fields::IpAddress* ip = nullptr;
    std::string domain; ///< whose record it is
    std::string sender_domain;
    std::string helo;
};

/// `unknown`: well-formed, but it takes what the context does not have, such as the sender's local part.
enum class Expansion { ok, malformed, unknown };

/// Expands a macro-string of a term; `out` is set where the result is `ok`, and then not longer than 253 bytes: what is too
/// much is cut off in front, in whole labels.
[[nodiscard]] Expansion expand_macros(std::string_view text, const SpfContext& context, std::string& out);

} // namespace dsnparse::dns

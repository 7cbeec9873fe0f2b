/// \file
/// Host names with the address that texts put beside them.
#pragma once

#include "base/arena.hpp"

#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// A host as texts name it. Name and ip may each be missing.
struct HostRef {
    std::string_view name; ///< lower case is not forced; trailing dot removed; never `unknown`
    std::string_view ip; ///< normalised
    std::optional<int> port;
    std::size_t length = 0; ///< bytes read
    [[nodiscard]] bool known() const { return !name.empty() || !ip.empty(); }
};

/// The host at the start of `text`: `mx.example.org`, `mx.example.org.`, `mx.example.org[1.2.3.4]`, `mx.example.org
/// [1.2.3.4]:25`, `mx.example.org (1.2.3.4)`, `mx.example.org (mx.example.org [1.2.3.4])`, `[1.2.3.4]`, `1.2.3.4`, `[IPv6:...]`,
/// `[mx.example.org]:25`, `mx.example.org[2001:db8::1]:25`, `[1.2.3.4:25]`, `mx.example.org (TCP|1.2.3.4|49152|1.2.3.5|25)`: the
/// far end. A name of one label counts only with an address in brackets: `mta [1.2.3.4]`, or with such a connection.
[[nodiscard]] HostRef read_host(std::string_view text, detail::Arena& arena);

/// True if `text` is a plausible host name: labels of letters (also beyond ASCII, as UTF-8), digits, `-` and `_`, at least
/// one dot, the last label of two letters at least and without digits, or `xn--...`. A trailing dot may follow.
[[nodiscard]] bool is_host_name(std::string_view text);

} // namespace dsnparse::fields

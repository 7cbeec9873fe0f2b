/// \file
/// IP addresses in text.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report_enums.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// An address found in text, normalised (RFC 5952; `IPv6:` prefix, brackets and zone taken off; `::ffff:1.2.3.4`
/// as `1.2.3.4`). Normalised text lives in the Arena or is a view.
struct IpFound {
    std::string_view ip;
    std::size_t begin = 0; ///< where it stood in the text, decoration (`[IPv6:...%eth0]`) included
    std::size_t end = 0;
};

/// The whole of `text` as an address, with or without brackets and `IPv6:`; empty: it is none. Octets have no leading
/// zeros: `010` may mean 8 or 10.
[[nodiscard]] std::string_view parse_ip(std::string_view text, detail::Arena& arena);

/// The address at the very start of `text`, which stands alone there.
[[nodiscard]] std::optional<IpFound> ip_at(std::string_view text, detail::Arena& arena);

/// The first address in `text` at or after `from` that stands alone (not part of a longer number, name, path, mail address,
/// network or version). Without brackets, an IPv6 address must have a digit and must not look like a time.
[[nodiscard]] std::optional<IpFound> find_ip(std::string_view text, detail::Arena& arena, std::size_t from = 0);

/// Registry scope (RFC 6890 and the IANA special-purpose registries) of an address; `unknown` where it is none.
[[nodiscard]] IpScope ip_scope(std::string_view ip);

} // namespace dsnparse::fields

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
    std::size_t begin = 0; ///< where it stood in the text, decoration (`[IPv6:...]`) included
    std::size_t end = 0;
};

/// The whole of `text` as an address, with or without brackets and `IPv6:`; empty: it is none.
[[nodiscard]] std::string_view parse_ip(std::string_view text, detail::Arena& arena);

/// The first address in `text` at or after `from` that stands alone (not part of a longer number, name or version).
[[nodiscard]] std::optional<IpFound> find_ip(std::string_view text, detail::Arena& arena, std::size_t from = 0);

/// Registry scope (RFC 6890) of a normalised address.
[[nodiscard]] IpScope ip_scope(std::string_view ip);

} // namespace dsnparse::fields

/// \file
/// The pieces that mail addresses consist of (RFC 5321 section 4.1.2, RFC 6531), as far as real ones keep to it.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::fields {

/// Longest address that is read: local part and domain of RFC 5321, and room for UTF-8.
constexpr std::size_t longest_address = 512;

/// Length of the unquoted byte or UTF-8 letter of a local part at `at`; 0: something else.
[[nodiscard]] std::size_t local_byte_length(std::string_view text, std::size_t at);

/// Length of a quoted string at the front, quotes included; 0: none that ends on its line.
[[nodiscard]] std::size_t quoted_length(std::string_view text);

/// Length of the domain at the front: a name without the dots, `-` and `_` behind it, or an address in brackets.
[[nodiscard]] std::size_t domain_length(std::string_view text);

/// `text` without blanks, `<...>`, `mailto:` and source route (`@a,@b:user@c`, RFC 5321 appendix C).
[[nodiscard]] std::string_view strip_route(std::string_view text);

} // namespace dsnparse::fields

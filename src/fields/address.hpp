/// \file
/// Mail addresses: RFC 5322 mailboxes, RFC 3464 typed addresses, addresses in running text.
#pragma once

#include "base/context.hpp"

#include <string_view>

namespace dsnparse::fields {

/// A typed value of a delivery-status field: `rfc822; user@example.org`, `dns; mx.example.org`.
struct TypedValue {
    std::string_view type; ///< lower case; empty: no type was given
    std::string_view value; ///< trimmed, comments taken off
};
/// Splits at the first `;` if what stands before it is an atom; comments (RFC 5322) go. The value is a view, unless a
/// comment stood in its middle.
[[nodiscard]] TypedValue read_typed(std::string_view value, detail::Arena& arena);

/// The address of a Final-Recipient or Original-Recipient: xtext (RFC 3461) decoded for rfc822, the three
/// escape forms of RFC 6533 for utf-8, angle brackets and comments off. UTF-8. What is no mail address (X.400, `IMCEAEX-...`)
/// passes through as it is.
[[nodiscard]] std::string_view read_recipient_address(const TypedValue& typed, detail::Arena& arena);

/// RFC 3461 xtext (`+2B`); the value itself where nothing is encoded. Many write addresses without encoding them, so a value
/// counts as xtext only if each `+` in it starts an escape and one of these stands for what xtext cannot have otherwise.
[[nodiscard]] std::string_view decode_xtext(std::string_view value, detail::Arena& arena);

/// All mailboxes of a From, To or Cc value (unfolded, not yet RFC 2047 decoded). Groups are flattened; comments may
/// serve as names. At most `most`.
[[nodiscard]] List<Mailbox> read_mailboxes(std::string_view value, detail::Arena& arena, std::size_t most = 1000);

/// The address in `text` if it is one (`user@host`, `<user@host>`, quoted local part, UTF-8, source route taken off); else empty.
[[nodiscard]] std::string_view read_address(std::string_view text);

/// The first address that stands in running text, angle brackets, quotes, `to=` and trailing punctuation off.
/// `from` is a position to start at; `end`, if given, gets the position behind it (the text's size where there is none).
[[nodiscard]] std::string_view find_address(std::string_view text, std::size_t from = 0, std::size_t* end = nullptr);

/// What follows the last `@`, lower case, without a trailing dot; empty: no domain.
[[nodiscard]] std::string_view domain_of(std::string_view address, detail::Arena& arena);

/// Addresses are the same mailbox as far as a text can tell: domain whatever the case, local part whatever the case.
[[nodiscard]] bool same_address(std::string_view a, std::string_view b);

} // namespace dsnparse::fields

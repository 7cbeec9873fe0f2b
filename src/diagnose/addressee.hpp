/// \file
/// The address that a report is about, where it gives several.
#pragma once

#include "fields/delivery_status.hpp"

namespace dsnparse::diagnose {

/// Final-Recipient (RFC 3464 section 2.3.2): each mailbox that failed is one, so that those behind one alias stay apart. The
/// original one (section 2.3.1) where the final one is missing or no Internet address (a mailbox path, X.400, a host without a
/// domain).
[[nodiscard]] std::string_view choose_addressee(const fields::RecipientFields& group);

/// True for `user@domain` with a dotted domain or an address in brackets; a mailbox path, a pipe or X.400 is none.
[[nodiscard]] bool is_internet_address(std::string_view address);

} // namespace dsnparse::diagnose

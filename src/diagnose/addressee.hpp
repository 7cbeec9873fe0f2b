/// \file
/// The address that was written to, where a report gives several.
#pragma once

#include "fields/delivery_status.hpp"
#include "mime/part.hpp"

namespace dsnparse::diagnose {

/// Final-Recipient or Original-Recipient (RFC 3464 sections 2.3.1 and 2.3.2):
///  - the one that the returned message's own header names (To, Cc, `for` of a Received field), if it names just one;
///  - the original one where the final one is no Internet address (a mailbox path, X.400, a host without a domain);
///  - else the final one, which is what the reporting MTA speaks about.
[[nodiscard]] std::string_view choose_addressee(detail::Context& context, const fields::RecipientFields& group,
                                                const mime::Part* original);

/// True for `user@domain` with a dotted domain or an address in brackets; a mailbox path, a pipe or X.400 is none.
[[nodiscard]] bool is_internet_address(std::string_view address);

} // namespace dsnparse::diagnose

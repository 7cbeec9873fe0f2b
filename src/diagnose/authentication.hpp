/// \file
/// SPF, DKIM and DMARC as the bounce quotes them.
#pragma once

#include "diagnose/recipients.hpp"

namespace dsnparse::diagnose {

/// What the replies say about the sender's authentication (`reply`), then what the header of the returned message carries
/// (`original_header`): Authentication-Results and Received-SPF. Each once. `original` may be null.
[[nodiscard]] List<Authentication> find_authentication(detail::Context& context, const List<Reply>& replies,
                                                       const mime::Part* original);

} // namespace dsnparse::diagnose

/// \file
/// The hosts that said no.
#pragma once

#include "diagnose/recipients.hpp"

namespace dsnparse::diagnose {

/// One entry per host that gave a 4xx or 5xx reply, or that a delivery-status names as the Remote-MTA of a recipient
/// that was not delivered to; in the order of their first reply. Only what a text says in so many words: a host of
/// the report's own Received chain is none, nor is one that could not be reached.
[[nodiscard]] List<RejectingHost> find_rejecting_hosts(detail::Context& context, const Outcome& outcome);

} // namespace dsnparse::diagnose

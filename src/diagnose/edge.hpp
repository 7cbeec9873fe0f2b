/// \file
/// The sending edge: the address at which our side handed the message over.
#pragma once

#include "base/context.hpp"
#include "diagnose/our_side.hpp"

namespace dsnparse::diagnose {

/// Finds the address that the other side saw. Candidates carry their reasons; best is the most certain one that is
/// public and is at least a likely edge. In the order of weight:
///  - `quoted_by_rejecting_host`: the server that refused names it in its reply.
///  - The reporting MTA is on our side, and another host refused: its own address, as its hop in the returned message
///    gives it (`reporting_mta_own_address`), as the report's next hop saw it (`reporting_mta_seen_at`; another host of
///    its organisation: `reporting_side_seen_at`), or as it calls itself (`reporting_mta_name`). Who handed the message
///    to it is listed, never best (`submission_client`, `client_of_reporting_mta`).
///  - The reporting MTA took the message over and refused it later: the client of its side's boundary hop
///    (`seen_by_reporting_side`). Where its side is not to be found in the chain: the address of our own newest hop
///    (`own_last_hop`), or the newest public client (`last_public_hop`).
///  - No report at all (`kind` is message, or unknown without a returned message): the client of the boundary hop
///  (`first_public_hop`).
/// Older public clients are `further_public_hop`. Private addresses have `not_public` and are never best; those of
/// examples have `documentation_range`.
///
/// The reporting MTA is on our side if `ours` has it. Where the caller did not say what is ours: if it belongs to the
/// organisation that received the report, if the message was handed to it by an authenticated user or came from within its own
/// network; it is not, if the message came to it from the organisation that received the report. Where neither is known, a
/// refusal by a host of yet another organisation speaks for our side. A reporting MTA without a name is whoever wrote the newest
/// hop of the returned message.
[[nodiscard]] Edge find_edge(detail::Context& context, const List<Hop>& hops, const List<Reply>& replies,
                             const Mta& reporting_mta, Kind kind = Kind::unknown, const OurSide& ours = {});

} // namespace dsnparse::diagnose

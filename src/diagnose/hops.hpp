/// \file
/// The way of the mail: Received fields of the report and of the returned message.
#pragma once

#include "diagnose/our_side.hpp"
#include "mime/part.hpp"

#include <string_view>

namespace dsnparse::diagnose {

/// All Received fields of both headers, oldest first; those of the returned message before those of the report. Of a
/// chain longer than Limits::hops the newest are kept (W_LIMIT_HOPS).
///
/// The delay counts from the dated hop before in the same message. Clocks that differ make it negative; below minus
/// one minute that is an anomaly (`clock_skew`).
///
/// Trust: who wrote a field can be told only from the top. The reader starts on the side of the host that wrote the
/// newest fields: for the report that is whoever received it, for the returned message the reporting MTA.
///  - `trusted`: written by that side, and the message came from within it (same organisational domain, an address
///    that is not public, handed in by a program).
///  - `boundary`: written by that side, and the message came from outside. What it says of the client is sound.
///  - `untrusted`: older than the boundary; the client may have made it up.
///  - `unknown`: the returned message's fields above the first that the reporting MTA's side wrote; all, if it wrote none.
///
/// Where the caller says what is ours: the reader of the report starts on that side, and the side of the returned message is the
/// same if the reporting MTA is ours. An address in a trusted network is within.
///
/// `report_header` is the part whose header is the report's (or any message's own), `original` that of the returned
/// message; null: there is none.
[[nodiscard]] List<Hop> read_hops(detail::Context& context, const mime::Part* report_header, const mime::Part* original,
                                  const Mta& reporting_mta = {}, const OurSide& ours = {});

/// True if both names belong to one organisation: the same registrable domain, as far as that can be told without a
/// list of all registries (two labels, or three below the usual `co.uk`), or the same single label.
[[nodiscard]] bool is_same_organisation(std::string_view a, std::string_view b);

/// An address that hosts of different organisations can meet at. RFC 5737 and 3849 addresses count: they stand for such
/// ones in examples.
[[nodiscard]] constexpr bool is_routable(IpScope scope) { return scope == IpScope::public_ || scope == IpScope::documentation; }

} // namespace dsnparse::diagnose

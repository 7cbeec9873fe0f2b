/// \file
/// Hops and the sending edge: the way of the message.
#pragma once

#include <dsnparse/report_values.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace dsnparse {

/// One Received field (RFC 5321 section 4.4, and what the wild makes of it).
struct Hop {
    HopMessage message = HopMessage::report; ///< whose header it stands in
    std::string_view from_helo;
    std::string_view from_rdns;
    std::optional<bool> from_rdns_verified; ///< false: the server says the name may be forged
    std::string_view from_ip;
    IpScope from_ip_scope = IpScope::unknown;
    std::string_view by;
    std::string_view by_ip;
    std::string_view by_software;
    std::string_view with;
    std::string_view tls;
    std::string_view id;
    std::string_view for_; ///< JSON: `for`
    std::string_view via;
    DateTime date;
    std::string_view date_raw;
    std::optional<double> delay_s; ///< since the hop before
    Trust trust = Trust::unknown;
    List<std::string_view> anomalies;
    std::string_view raw; ///< unfolded
    Span span; ///< not in the JSON
};

/// A public address at which our side may have handed the message over.
struct EdgeCandidate {
    std::string_view ip;
    std::string_view host;
    IpScope scope = IpScope::unknown;
    double confidence = 0;
    List<std::string_view> reasons;
    std::optional<std::size_t> hop; ///< index in Report::hops
    std::optional<std::size_t> reply; ///< index in Report::replies
};

/// Something about the sending edge that receivers hold against it, as far as the texts tell.
struct EdgeFinding {
    /// no_reverse_name: the address has no name; reverse_name_unverified: it has one, but that does not lead back to it;
    /// helo_differs: HELO says another organisation's name than the reverse name; helo_no_name: HELO is no name that DNS could
    /// know; generic_name: the name looks as if any customer had such a one.
    std::string_view type;
    std::string_view value; ///< the name or address; may be empty
    std::string_view detail; ///< what makes it so; may be empty
    std::optional<std::size_t> hop; ///< index in Report::hops; absent: a reply says so
};

struct Edge {
    std::optional<std::size_t> best; ///< index in candidates
    List<EdgeCandidate> candidates;
    List<EdgeFinding> findings; ///< about the best one
};

} // namespace dsnparse

#include "diagnose/edge.hpp"

#include "base/ascii.hpp"
#include "diagnose/hops.hpp"
#include "fields/ip.hpp"

namespace dsnparse::diagnose {

namespace {

using detail::Arena;

/// More would tell nothing; hostile input could bring thousands.
constexpr std::size_t most_candidates = 24;

constexpr double least_for_best = 0.3;
constexpr double client_confidence = 0.2;
constexpr double further_confidence = 0.15;
constexpr double private_confidence = 0.05;

std::string_view client_name(const Hop& hop) { return hop.from_rdns.empty() ? hop.from_helo : hop.from_rdns; }

/// Handed in by a user who proved to be one (RFC 3848 `ESMTPA`, and what servers write in comments), or by webmail.
bool is_submission(const Hop& hop) {
    const std::string_view with = hop.with;
    if (ascii::istarts_with(with, "HTTP")) return true;
    if (ascii::iends_with(with, "MTPA") || ascii::iends_with(with, "MTPSA")) return true;
    return ascii::icontains(hop.raw, "(authenticated") || ascii::icontains(hop.raw, "AUTH: ");
}

class EdgeFinder {
public:
    EdgeFinder(detail::Context& context, const List<Hop>& hops, const List<Reply>& replies, const Mta& reporting_mta, Kind kind,
               const OurSide& ours)
        : ours_(ours), context_(context), hops_(hops), replies_(replies), reporting_mta_(reporting_mta.name),
          is_report_(kind != Kind::unknown && kind != Kind::message), is_ordinary_(kind == Kind::message) {
        for (std::size_t i = hops.size(); i-- > 0;) {
            const Hop& hop = hops[i];
            const bool original = hop.message == HopMessage::original;
            std::optional<std::size_t>& boundary = original ? original_boundary_ : report_boundary_;
            if (hop.trust == Trust::boundary && !boundary) boundary = i;
            has_original_ = has_original_ || original;
            knows_side_ = knows_side_ || (original && hop.trust != Trust::unknown);
            std::string_view& newest = original ? returned_by_ : received_by_;
            if (newest.empty()) newest = hop.by;
        }
        if (reporting_mta_.empty()) reporting_mta_ = returned_by_;
    }

    Edge find() {
        add_quoted();
        if (is_ordinary_ || (reporting_mta_.empty() && !has_original_)) {
            if (!is_report_ && replies_.empty()) add_path(HopMessage::report, report_boundary_, "first_public_hop", 1.0);
        } else {
            const std::optional<bool> ours = is_ours();
            if (ours.value_or(true)) add_reporting_mta(ours ? 1.0 : 0.7);
            if (ours.value_or(false))
                add_client();
            else if (knows_side_)
                add_path(HopMessage::original, original_boundary_, "seen_by_reporting_side", ours ? 1.0 : 0.5);
            else
                add_unclaimed_path();
        }
        if (edge_.candidates.empty()) add_private();
        choose();
        return edge_;
    }

private:
    /// Whether the reporting MTA is on our side; nullopt: it seems so, but no more.
    [[nodiscard]] std::optional<bool> is_ours() const {
        if (ours_.has_host(reporting_mta_)) return true;
        if (ours_.known() && !reporting_mta_.empty()) return false;
        if (is_same_organisation(reporting_mta_, received_by_)) return true;
        if (original_boundary_) {
            const Hop& hop = hops_[*original_boundary_];
            if (is_same_organisation(client_name(hop), received_by_)) return false;
            if (is_submission(hop)) return true;
        } else if (knows_side_) {
            return true;
        }
        if (refused_by_others()) return std::nullopt;
        return false;
    }

    /// Whether a host of another organisation than the reporting MTA's refused.
    [[nodiscard]] bool refused_by_others() const {
        for (const Reply& reply : replies_) {
            if (reply.phase == Phase::local || reply.phase == Phase::dns || (reply.code && *reply.code < 400)) continue;
            if (reply.host.empty() ? !reply.ip.empty() : !is_same_organisation(reply.host, reporting_mta_)) return true;
        }
        return false;
    }

    void add_quoted() {
        for (std::size_t i = 0; i < replies_.size(); ++i) {
            const Reply& reply = replies_[i];
            if (reply.quoted_client_ip.empty() || (reply.code && *reply.code < 400)) continue;
            add(reply.quoted_client_ip, reply.quoted_client_host, 0.95, "quoted_by_rejecting_host", std::nullopt, i);
        }
    }

    void add_reporting_mta(double certainty) {
        if (reporting_mta_.empty()) return;
        const std::string_view literal = fields::parse_ip(reporting_mta_, context_.arena);
        add(literal, {}, 0.8 * certainty, "reporting_mta_name");
        for (std::size_t i = hops_.size(); i-- > 0;) {
            const Hop& hop = hops_[i];
            if (hop.message == HopMessage::original) {
                if (ascii::iequals(hop.by, reporting_mta_) && hop.trust != Trust::untrusted)
                    add(hop.by_ip, reporting_mta_, 0.85 * certainty, "reporting_mta_own_address", i);
                continue;
            }
            const double sound = hop.trust == Trust::untrusted ? certainty * 0.9 : certainty;
            if (ascii::iequals(hop.from_rdns, reporting_mta_) || ascii::iequals(hop.from_helo, reporting_mta_))
                add(hop.from_ip, reporting_mta_, 0.85 * sound, "reporting_mta_seen_at", i);
            else if (is_same_organisation(client_name(hop), reporting_mta_) && !is_same_organisation(hop.by, reporting_mta_))
                add(hop.from_ip, client_name(hop), 0.7 * sound, "reporting_side_seen_at", i);
        }
    }

    /// Who handed the message to our reporting MTA: of our side, but not its edge.
    void add_client() {
        if (!original_boundary_) return;
        const Hop& hop = hops_[*original_boundary_];
        add(hop.from_ip, client_name(hop), client_confidence,
            is_submission(hop) ? "submission_client" : "client_of_reporting_mta", original_boundary_);
    }

    /// The reporting MTA has no hop in the returned message: it has another name there, or it returned what it was given,
    /// before its own field. Then the newest hop is that of our last host, whose own client is no edge.
    void add_unclaimed_path() {
        const bool newest_is_ours = is_same_organisation(returned_by_, received_by_);
        for (std::size_t i = hops_.size(); i-- > 0 && newest_is_ours;) {
            if (hops_[i].message != HopMessage::original || hops_[i].by != returned_by_) continue;
            add(hops_[i].by_ip, returned_by_, 0.7, "own_last_hop", i);
            break;
        }
        add_path(HopMessage::original, std::nullopt, "last_public_hop", newest_is_ours ? 0.5 : 0.8);
    }

    /// The client of the boundary hop, or of the newest hop with a public one; then the older ones.
    void add_path(HopMessage message, std::optional<std::size_t> boundary, std::string_view reason, double certainty) {
        bool first = true;
        for (std::size_t i = hops_.size(); i-- > 0;) {
            const Hop& hop = hops_[i];
            if (hop.message != message || !is_routable(hop.from_ip_scope) || (boundary && i > *boundary)) continue;
            if (first)
                add(hop.from_ip, client_name(hop), (boundary == i ? 0.85 : 0.5) * certainty, reason, i);
            else
                add(hop.from_ip, client_name(hop), further_confidence, "further_public_hop", i);
            first = false;
        }
    }

    void add_private() {
        for (std::size_t i = hops_.size(); i-- > 0;)
            if (!is_routable(hops_[i].from_ip_scope)) add(hops_[i].from_ip, client_name(hops_[i]), private_confidence, {}, i);
    }

    void add(std::string_view ip, std::string_view host, double confidence, std::string_view reason,
             std::optional<std::size_t> hop = std::nullopt, std::optional<std::size_t> reply = std::nullopt) {
        if (ip.empty()) return;
        for (EdgeCandidate& known : Arena::items(edge_.candidates)) {
            if (known.ip != ip) continue;
            add_reason(known, reason);
            if (known.host.empty()) known.host = host;
            if (!known.hop) known.hop = hop;
            if (!known.reply) known.reply = reply;
            if (known.confidence < confidence && is_routable(known.scope)) known.confidence = confidence;
            return;
        }
        if (edge_.candidates.size() >= most_candidates) return;
        EdgeCandidate candidate;
        candidate.ip = ip;
        candidate.host = host;
        candidate.scope = fields::ip_scope(ip);
        candidate.confidence = is_routable(candidate.scope) ? confidence : private_confidence;
        candidate.hop = hop;
        candidate.reply = reply;
        add_reason(candidate, reason);
        if (!is_routable(candidate.scope)) add_reason(candidate, "not_public");
        if (candidate.scope == IpScope::documentation) add_reason(candidate, "documentation_range");
        context_.arena.append(edge_.candidates, candidate);
    }

    void add_reason(EdgeCandidate& candidate, std::string_view reason) {
        if (reason.empty()) return;
        for (std::string_view known : candidate.reasons)
            if (known == reason) return;
        context_.arena.append(candidate.reasons, reason);
    }

    void choose() {
        for (std::size_t i = 0; i < edge_.candidates.size(); ++i) {
            const EdgeCandidate& candidate = edge_.candidates[i];
            if (!is_routable(candidate.scope) || candidate.confidence < least_for_best) continue;
            if (!edge_.best || candidate.confidence > edge_.candidates[*edge_.best].confidence) edge_.best = i;
        }
    }

    const OurSide& ours_;
    detail::Context& context_;
    const List<Hop>& hops_;
    const List<Reply>& replies_;
    std::string_view reporting_mta_;
    std::string_view returned_by_; ///< who wrote the newest hop of the returned message
    std::string_view received_by_; ///< likewise of the report: our own side
    std::optional<std::size_t> original_boundary_;
    std::optional<std::size_t> report_boundary_;
    bool is_report_ = false;
    bool is_ordinary_ = false; ///< a message that it encloses is not what is asked about
    bool has_original_ = false;
    bool knows_side_ = false; ///< the reporting MTA's side wrote hops of the returned message
    Edge edge_;
};

} // namespace

Edge find_edge(detail::Context& context, const List<Hop>& hops, const List<Reply>& replies, const Mta& reporting_mta, Kind kind,
               const OurSide& ours) {
    return EdgeFinder(context, hops, replies, reporting_mta, kind, ours).find();
}

} // namespace dsnparse::diagnose

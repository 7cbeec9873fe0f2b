#include "diagnose/hops.hpp"

#include "base/ascii.hpp"
#include "fields/received.hpp"
#include "mime/decode.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::diagnose {

namespace {

using detail::Arena;

constexpr double most_clock_difference_s = 60;

/// Labels below which registries of country domains give out names.
bool is_registry_label(std::string_view label) {
    static constexpr std::array<std::string_view, 22> labels = {"ac",  "ad",  "asn", "co", "com", "ed",  "edu", "go",
                                                                "gob", "gov", "gr",  "gv", "lg",  "ltd", "me",  "mil",
                                                                "ne",  "net", "nhs", "or", "org", "plc"};
    return std::any_of(labels.begin(), labels.end(), [label](std::string_view known) { return ascii::iequals(known, label); });
}

/// The registrable domain at the end of a host name; an address, or a name without a dot, as it is.
std::string_view organisation_of(std::string_view host) {
    if (!host.empty() && host.back() == '.') host.remove_suffix(1);
    const std::size_t last = host.rfind('.');
    if (last == std::string_view::npos || last == 0 || !ascii::is_alpha(host.back())) return host;
    const std::size_t second = host.rfind('.', last - 1);
    if (second == std::string_view::npos) return host;
    const bool below_registry = host.size() - last == 3 && is_registry_label(host.substr(second + 1, last - second - 1));
    if (!below_registry || second == 0) return host.substr(second + 1);
    const std::size_t third = host.rfind('.', second - 1);
    return third == std::string_view::npos ? host : host.substr(third + 1);
}

/// Exchange takes mail from outside through its Frontend Transport service; its other steps are between its own servers,
/// whatever addresses they use.
bool is_inside_exchange(const Hop& hop) {
    return ascii::istarts_with(hop.with, "Microsoft SMTP Server") && hop.id.starts_with("15.")
           && !ascii::istarts_with(hop.via, "Frontend") && is_same_organisation(hop.from_helo, hop.by);
}

/// Whether the message came to the writer of this field from another organisation. The HELO of an SMTP
/// session proves nothing: beside a public address only a resolved name tells.
bool came_from_outside(const Hop& hop, std::string_view side, const OurSide& ours) {
    const auto is_ours = [&](std::string_view name) {
        return is_same_organisation(name, side) || is_same_organisation(name, hop.by) || ours.has_host(name);
    };
    if (ours.has_address(hop.from_ip)) return false;
    // Fetched from a mailbox, by its owner.
    if (ascii::istarts_with(hop.with, "IMAP") || ascii::istarts_with(hop.with, "POP3")) return false;
    if (is_routable(hop.from_ip_scope)) {
        if (!hop.from_rdns.empty() && hop.from_rdns_verified.value_or(true)) return !is_ours(hop.from_rdns);
        const bool session = hop.with.empty() || ascii::icontains(hop.with, "MTP");
        if (!session && is_ours(hop.from_helo)) return false;
        return !is_inside_exchange(hop);
    }
    if (!hop.from_ip.empty()) return false;
    const std::string_view name = hop.from_rdns.empty() ? hop.from_helo : hop.from_rdns;
    return name.find('.') != std::string_view::npos && !is_ours(name);
}

/// Sets trust of the hops of one message, oldest first. `side`: a host of the side that wrote the newest ones; empty:
/// whoever wrote the newest one that names its host.
void judge_trust(std::span<Hop> hops, std::string_view side, const OurSide& ours) {
    const auto is_inside = [&](const Hop& hop) {
        return ours.known() ? ours.has_host(hop.by) || ours.has_address(hop.by_ip) : is_same_organisation(hop.by, side);
    };
    bool inside = side.empty() && !ours.known();
    for (std::size_t i = hops.size(); i-- > 0 && side.empty() && !ours.known();) side = hops[i].by;
    bool beyond = false;
    for (std::size_t i = hops.size(); i-- > 0;) {
        Hop& hop = hops[i];
        if (beyond) {
            hop.trust = Trust::untrusted;
            continue;
        }
        inside = inside || is_inside(hop);
        if (!inside) continue;
        beyond = came_from_outside(hop, side, ours);
        hop.trust = beyond ? Trust::boundary : Trust::trusted;
    }
}

void measure_delays(std::span<Hop> hops, Arena& arena) {
    const Hop* before = nullptr;
    for (Hop& hop : hops) {
        if (!hop.date.known()) continue;
        if (before != nullptr) {
            hop.delay_s = static_cast<double>(hop.date.unix_seconds - before->date.unix_seconds);
            if (*hop.delay_s < -most_clock_difference_s) arena.append(hop.anomalies, std::string_view("clock_skew"));
        }
        before = &hop;
    }
}

/// Adds the hops of one header, oldest first.
void add_hops(detail::Context& context, const mime::Part& part, HopMessage message, std::string_view side, const OurSide& ours,
              List<Hop>& all) {
    const std::size_t first = all.size();
    for (const mime::HeaderField& field : part.headers) {
        if (!ascii::iequals(field.name, "Received")) continue;
        const std::optional<Span> span = mime::span_of(context, part, field.raw);
        if (all.size() - first >= context.limits().hops) {
            context.warnings.add("W_LIMIT_HOPS", Severity::warning,
                                 "more Received fields than the limit; the oldest were not read", part.section,
                                 span ? std::optional(span->offset) : std::nullopt);
            break;
        }
        Hop hop = fields::read_received(mime::header_value(context, &field), context);
        hop.message = message;
        if (span) hop.span = *span;
        context.arena.append(all, hop);
    }
    const std::span<Hop> added = Arena::items(all).subspan(first);
    std::reverse(added.begin(), added.end());
    measure_delays(added, context.arena);
    judge_trust(added, side, ours);
}

} // namespace

bool is_same_organisation(std::string_view a, std::string_view b) {
    return !a.empty() && !b.empty() && ascii::iequals(organisation_of(a), organisation_of(b));
}

List<Hop> read_hops(detail::Context& context, const mime::Part* report_header, const mime::Part* original,
                    const Mta& reporting_mta, const OurSide& ours) {
    List<Hop> hops;
    const OurSide nobody;
    if (original != nullptr)
        add_hops(context, *original, HopMessage::original, reporting_mta.name, ours.has_host(reporting_mta.name) ? ours : nobody,
                 hops);
    if (report_header != nullptr) add_hops(context, *report_header, HopMessage::report, {}, ours, hops);
    return hops;
}

} // namespace dsnparse::diagnose

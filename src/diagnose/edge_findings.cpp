#include "diagnose/edge_findings.hpp"

#include "base/ascii.hpp"
#include "diagnose/hops.hpp"
#include "fields/generic_name.hpp"
#include "fields/host.hpp"

#include <array>
#include <string>

namespace dsnparse::diagnose {

namespace {

constexpr std::size_t most_findings = 10;
constexpr std::size_t most_text = 1000;

/// Names that only some networks know (RFC 6761, RFC 6762, RFC 8375, and what is in wide use).
constexpr std::array<std::string_view, 8> local_suffixes{".local", ".localdomain", ".lan",  ".internal",
                                                         ".home",  ".home.arpa",   ".corp", ".intranet"};

/// How receivers say that an address has no name.
constexpr std::array<std::string_view, 9> no_name_words{
    "no ptr",      "no reverse dns",      "missing ptr",        "no rdns", "cannot find your hostname", "must have a reverse dns",
    "without ptr", "does not have a ptr", "missing reverse dns"};

class Judge {
public:
    Judge(detail::Context& context, const List<Hop>& hops, const List<Reply>& replies)
        : context_(context), hops_(hops), replies_(replies) {}

    List<EdgeFinding> judge(const Edge& edge) {
        if (!edge.best) return findings_;
        const EdgeCandidate& candidate = edge.candidates[*edge.best];
        std::string_view name = candidate.host;
        for (std::size_t i = 0; i < hops_.size(); ++i) {
            const Hop& hop = hops_[i];
            if (hop.from_ip != candidate.ip || hop.trust == Trust::untrusted) continue;
            judge_hop(hop, i);
            if (!hop.from_rdns.empty()) name = hop.from_rdns;
        }
        judge_replies(candidate);
        judge_name(name, candidate);
        return findings_;
    }

private:
    void judge_hop(const Hop& hop, std::size_t index) {
        if (!hop.from_rdns.empty() && hop.from_rdns_verified == false) add("reverse_name_unverified", hop.from_rdns, {}, index);
        // Postfix and qmail say so where the address has no name, or one that does not lead back to it.
        if (hop.from_rdns.empty() && (ascii::icontains(hop.raw, "(unknown [") || ascii::icontains(hop.raw, "from unknown (")))
            add("no_reverse_name", hop.from_ip, "who received it saw no name", index);
        if (hop.from_helo.empty()) return;
        if (const std::string_view why = why_no_name(hop.from_helo); !why.empty())
            add("helo_no_name", hop.from_helo, why, index);
        else if (hop.from_rdns.find('.') != std::string_view::npos && hop.from_helo.front() != '['
                 && !is_same_organisation(hop.from_helo, hop.from_rdns))
            add("helo_differs", hop.from_helo, context_.arena.concat({"the reverse name is ", hop.from_rdns}), index);
    }

    static std::string_view why_no_name(std::string_view helo) {
        if (helo.front() == '[') return {};
        if (helo.find('.') == std::string_view::npos) return "it has no domain";
        for (std::string_view suffix : local_suffixes)
            if (ascii::iends_with(helo, suffix)) return "only its own network knows such names";
        return fields::is_host_name(helo) ? std::string_view() : std::string_view("it is no host name");
    }

    void judge_replies(const EdgeCandidate& candidate) {
        for (const Reply& reply : replies_) {
            if (reply.code && *reply.code < 400) continue;
            const std::string_view text = reply.text.substr(0, most_text);
            const bool unnamed = ascii::iequals(reply.quoted_client_host, "unknown");
            for (std::string_view words : no_name_words)
                if (unnamed || ascii::icontains(text, words)) {
                    add("no_reverse_name", candidate.ip, unnamed ? "the server that refused saw no name" : "the refusal says so");
                    return;
                }
        }
    }

    void judge_name(std::string_view name, const EdgeCandidate& candidate) {
        if (name.empty()) return;
        const auto address = fields::parse_ip_address(candidate.ip);
        if (!address) return;
        std::string lower(name);
        for (char& c : lower) c = ascii::to_lower(c);
        const std::string sign = fields::generic_sign(lower, *address);
        if (!sign.empty()) add("generic_name", name, context_.arena.concat({"it ", sign}), candidate.hop);
    }

    void add(std::string_view type, std::string_view value, std::string_view detail,
             std::optional<std::size_t> hop = std::nullopt) {
        if (findings_.size() >= most_findings) return;
        for (const EdgeFinding& known : findings_)
            if (known.type == type && (ascii::iequals(known.value, value) || type == "no_reverse_name")) return;
        context_.arena.append(findings_, EdgeFinding{type, value, detail, hop});
    }

    detail::Context& context_;
    const List<Hop>& hops_;
    const List<Reply>& replies_;
    List<EdgeFinding> findings_;
};

} // namespace

List<EdgeFinding> judge_edge(detail::Context& context, const Edge& edge, const List<Hop>& hops, const List<Reply>& replies) {
    return Judge(context, hops, replies).judge(edge);
}

} // namespace dsnparse::diagnose

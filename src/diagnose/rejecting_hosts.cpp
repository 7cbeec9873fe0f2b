#include "diagnose/rejecting_hosts.hpp"

#include "base/ascii.hpp"
#include "fields/ip.hpp"

namespace dsnparse::diagnose {

namespace {

using detail::Arena;

/// A host with which the session failed without a reply: refused connection, timeout, a loop that the reporter saw.
constexpr std::string_view unanswering = "unanswering";

/// Known by name or by address; a name and its address found in two places are one host.
bool is_same(const RejectingHost& host, std::string_view name, std::string_view ip) {
    if (!host.host.empty() && !name.empty())
        return ascii::iequals(host.host, name) && (host.ip.empty() || ip.empty() || host.ip == ip);
    return !host.ip.empty() && host.ip == ip;
}

RejectingHost& find_or_add(detail::Context& context, List<RejectingHost>& hosts, std::string_view name, std::string_view ip,
                           std::string_view role = "remote_mx") {
    for (RejectingHost& host : Arena::items(hosts)) {
        if (!is_same(host, name, ip)) continue;
        if (host.host.empty()) host.host = name;
        if (host.ip.empty()) host.ip = ip;
        return host;
    }
    RejectingHost host;
    host.host = name;
    host.ip = ip;
    host.role = role;
    return context.arena.append(hosts, host);
}

} // namespace

List<RejectingHost> find_rejecting_hosts(detail::Context& context, const Outcome& outcome) {
    List<RejectingHost> hosts;
    for (std::size_t i = 0; i < outcome.replies.size(); ++i) {
        const Reply& reply = outcome.replies[i];
        if (outcome.speakers[i] != dialects::Speaker::remote || !reply.code || *reply.code < 400) continue;
        if (reply.host.empty() && reply.ip.empty()) continue;
        RejectingHost& host = find_or_add(context, hosts, reply.host, reply.ip);
        host.confidence = 0.98;
        context.arena.append(host.replies, i);
        if (host.evidence.empty() && !reply.evidence.empty()) context.arena.append(host.evidence, reply.evidence[0]);
    }
    for (const Recipient& recipient : outcome.recipients) {
        if (recipient.action != Action::failed && recipient.action != Action::delayed) continue;
        if (!recipient.remote_mta.known() || !recipient.reply) continue;
        // The field names a server; its reply is known only by the reporting MTA's words.
        const Reply& reply = outcome.replies[*recipient.reply];
        if (!reply.host.empty() || !reply.ip.empty()) continue;
        const std::string_view ip = fields::parse_ip(recipient.remote_mta.name, context.arena);
        RejectingHost& host = find_or_add(context, hosts, ip.empty() ? recipient.remote_mta.name : std::string_view{}, ip,
                                          reply.code ? "remote_mx" : unanswering);
        if (host.confidence < 0.7) host.confidence = 0.7;
        context.arena.append(host.replies, *recipient.reply);
    }
    for (std::size_t i = 0; i < outcome.replies.size(); ++i) {
        const Reply& reply = outcome.replies[i];
        if (outcome.speakers[i] != dialects::Speaker::reporter || reply.code || (reply.host.empty() && reply.ip.empty()))
            continue;
        RejectingHost& host = find_or_add(context, hosts, reply.host, reply.ip, unanswering);
        if (host.confidence < 0.7) host.confidence = 0.7;
        context.arena.append(host.replies, i);
        if (host.evidence.empty() && !reply.evidence.empty()) context.arena.append(host.evidence, reply.evidence[0]);
    }
    return hosts;
}

} // namespace dsnparse::diagnose

#include "dns/host_checks.hpp"

#include "dns/detail.hpp"
#include "dns/dnsbl.hpp"
#include "dns/name.hpp"
#include "fields/generic_name.hpp"
#include "fields/ip.hpp"

#include <algorithm>

namespace dsnparse::dns {

namespace {

/// Reverse names that are followed; one address can have hundreds.
constexpr std::size_t most_names = 10;

/// True for addresses that the public DNS cannot know anything of.
bool is_local(const fields::IpAddress& ip) {
    const IpScope scope = fields::ip_scope(ip.text());
    return scope == IpScope::private_ || scope == IpScope::loopback || scope == IpScope::link_local
           || scope == IpScope::unique_local || scope == IpScope::cgnat;
}

/// What the A and AAAA records of a name say about an address.
struct Addresses {
    std::vector<std::string> texts;
    bool has_ip = false;
    bool failed = false; ///< of the address's family; without an address, of both
    std::string why; ///< of that family: why it has none
};

Addresses ask_addresses(Check& check, const std::string& name, const fields::IpAddress* ip, Lookup& lookup) {
    lookup.fetch({{name, Type::a}, {name, Type::aaaa}});
    Addresses out;
    std::size_t failed = 0;
    for (const Type type : {Type::a, Type::aaaa}) {
        const Answer& answer = ask(check, {name, type}, lookup);
        for (const fields::IpAddress& address : answer.addresses) {
            out.texts.push_back(address.text());
            out.has_ip = out.has_ip || (ip != nullptr && address == *ip);
        }
        const bool decides = ip == nullptr || (type == Type::a) == ip->v4;
        if (decides && answer.failed()) ++failed;
        if (decides && answer.outcome != Outcome::answer && (out.why.empty() || answer.failed()))
            out.why = lookup.describe(answer.outcome);
    }
    out.failed = ip == nullptr ? failed > 0 && out.texts.empty() : failed > 0;
    return out;
}

std::string no_reverse_name(const fields::IpAddress& ip, const Answer& answer, Lookup& lookup) {
    return ip.text() + " has no name in reverse DNS (" + lookup.describe(answer.outcome) + ": " + ip.reverse_name() + ").";
}

/// Whether the HELO name is among the reverse names, in words; empty: that is not known.
std::string helo_and_reverse(Check& check, const std::string& name, const fields::IpAddress& ip, Lookup& lookup) {
    const Answer& answer = ask(check, {ip.reverse_name(), Type::ptr}, lookup);
    if (answer.outcome != Outcome::answer) return {};
    const bool same = std::find(answer.names.begin(), answer.names.end(), name) != answer.names.end();
    return same ? "; it is the reverse name too" : "; the reverse name is another: " + joined(answer.shown_records());
}

} // namespace

Check check_ptr(const fields::IpAddress& ip, const std::string& client_name, Lookup& lookup) {
    Check check{"ptr", ip.text(), CheckOutcome::unknown, {}, {}};
    const Answer& answer = ask(check, {ip.reverse_name(), Type::ptr}, lookup);
    if (answer.none() && is_local(ip))
        return conclude(check, CheckOutcome::unknown,
                        check.subject + " is an address of a local network, for which the public DNS has no names.");
    if (answer.none()) return conclude(check, CheckOutcome::problem, no_reverse_name(ip, answer, lookup));
    if (answer.failed())
        return conclude(check, CheckOutcome::unknown,
                        "The reverse name of " + ip.text() + " is not known: " + lookup.describe(answer.outcome) + ".");
    std::string summary = ip.text() + (answer.names.size() == 1 ? " has the reverse name " : " has the reverse names ")
                          + joined(answer.shown_records());
    for (const std::string& name : answer.names) {
        const std::string sign = fields::generic_sign(name, ip);
        if (sign.empty()) continue;
        summary += "; " + shown(name) + " " + sign + " and looks like one of an access line";
        break;
    }
    const std::string client = normalise_name(client_name);
    if (label_count(client) > 1 && std::find(answer.names.begin(), answer.names.end(), client) == answer.names.end())
        summary += "; the receiver called it " + client;
    return conclude(check, CheckOutcome::ok, summary + ".");
}

Check check_fcrdns(const fields::IpAddress& ip, Lookup& lookup) {
    Check check{"fcrdns", ip.text(), CheckOutcome::unknown, {}, {}};
    const Answer& answer = ask(check, {ip.reverse_name(), Type::ptr}, lookup);
    if (answer.none())
        return conclude(check, is_local(ip) ? CheckOutcome::unknown : CheckOutcome::problem,
                        "Nothing to confirm: " + no_reverse_name(ip, answer, lookup));
    if (answer.failed())
        return conclude(check, CheckOutcome::unknown,
                        "The reverse name of " + ip.text() + " is not known: " + lookup.describe(answer.outcome) + ".");
    std::vector<std::string> names = answer.names;
    if (names.size() > most_names) names.resize(most_names);
    std::vector<Question> questions;
    for (const std::string& name : names) {
        questions.push_back({name, Type::a});
        questions.push_back({name, Type::aaaa});
    }
    lookup.fetch(questions);
    std::vector<std::string> findings;
    std::string confirmed;
    bool failed = false;
    for (const std::string& name : names) {
        const Addresses addresses = ask_addresses(check, name, &ip, lookup);
        if (addresses.has_ip && confirmed.empty()) confirmed = name;
        failed = failed || addresses.failed;
        findings.push_back(
            shown(name)
            + (addresses.failed || addresses.texts.empty() ? ": " + addresses.why : " has " + joined(addresses.texts)));
    }
    if (!confirmed.empty())
        return conclude(check, CheckOutcome::ok,
                        ip.text() + " has the reverse name " + shown(confirmed) + ", which has the address " + ip.text() + ".");
    return conclude(check, failed ? CheckOutcome::unknown : CheckOutcome::problem,
                    (failed ? "Whether a reverse name leads back to " : "No reverse name leads back to ") + ip.text()
                        + (failed ? " is not known: " : ": ") + joined(findings) + ".");
}

Check check_helo(const std::string& helo, const fields::IpAddress* ip, Lookup& lookup) {
    Check check{"helo", shown(helo), CheckOutcome::unknown, {}, {}};
    if (helo.front() == '[') {
        const auto literal = fields::parse_ip_literal(helo);
        if (!literal)
            return conclude(check, CheckOutcome::problem,
                            "'" + shown(helo) + "' is no address literal (RFC 5321 section 4.1.3).");
        if (ip == nullptr)
            return conclude(check, CheckOutcome::unknown,
                            "HELO is the address literal " + shown(helo) + "; without the host's address it cannot be compared.");
        return conclude(
            check, *literal == *ip ? CheckOutcome::ok : CheckOutcome::problem,
            "HELO is the address literal " + shown(helo)
                + (*literal == *ip ? ", which is the host's address." : ", but the host's address is " + ip->text() + "."));
    }
    const std::string name = normalise_name(helo);
    if (fields::parse_ip_address(helo))
        return conclude(check, CheckOutcome::problem,
                        "HELO is the bare address " + shown(helo)
                            + "; an address has to stand in brackets (RFC 5321 section 4.1.3).");
    if (name.empty()) return not_asked("helo", helo, "is no host name");
    if (label_count(name) == 1)
        return conclude(check, CheckOutcome::problem,
                        "HELO " + shown(helo) + " is not a fully-qualified name (RFC 5321 section 4.1.1.1).");
    const Addresses addresses = ask_addresses(check, name, ip, lookup);
    if (addresses.has_ip)
        return conclude(check, CheckOutcome::ok,
                        "HELO " + name + " has the address " + ip->text() + helo_and_reverse(check, name, *ip, lookup) + ".");
    if (addresses.failed)
        return conclude(check, CheckOutcome::unknown, "The addresses of HELO " + name + " are not known: " + addresses.why + ".");
    if (addresses.texts.empty())
        return conclude(check, CheckOutcome::problem, "HELO " + name + " has no address: " + addresses.why + ".");
    const std::string has = "HELO " + name + " has " + joined(addresses.texts);
    if (ip == nullptr) return conclude(check, CheckOutcome::ok, has + ".");
    return conclude(check, CheckOutcome::problem,
                    has + ", but the host's address is " + ip->text() + helo_and_reverse(check, name, *ip, lookup) + ".");
}

Check check_dnsbl(const fields::IpAddress& ip, const std::string& zone, Lookup& lookup) {
    const std::string list = normalise_name(zone);
    if (list.empty()) return not_asked("dnsbl", zone, "is no name of a block list");
    Check check{"dnsbl", ip.text() + " in " + list, CheckOutcome::unknown, {}, {}};
    const std::string name = dnsbl_name(ip, list);
    const Answer& answer = ask(check, {name, Type::a}, lookup);
    const std::string codes = joined(answer.shown_records());
    switch (judge_listing(answer)) {
    case Listing::listed: {
        const Answer& reason = ask(check, {name, Type::txt}, lookup);
        const std::string words = joined(reason.shown_records());
        return conclude(check, CheckOutcome::problem,
                        ip.text() + " is listed in " + list + " (" + codes + ")" + (words.empty() ? "." : ": " + words));
    }
    case Listing::not_listed: return conclude(check, CheckOutcome::ok, ip.text() + " is not listed in " + list + ".");
    case Listing::refused:
        return conclude(check, CheckOutcome::unknown,
                        list + " does not answer this name server: " + codes
                            + " is no listing, but what it says to questioners whom it turns away.");
    case Listing::no_list:
        return conclude(check, CheckOutcome::unknown,
                        list + " says " + codes + ", which is not in 127.0.0.0/8: it is no block list, or is one no more.");
    case Listing::failed: break;
    }
    return conclude(check, CheckOutcome::unknown,
                    "Whether " + ip.text() + " is listed in " + list + " is not known: " + lookup.describe(answer.outcome) + ".");
}

} // namespace dsnparse::dns

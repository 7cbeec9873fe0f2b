#include "fields/received_from.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"
#include "fields/ip.hpp"

#include <array>

namespace dsnparse::fields {

namespace {

using detail::Arena;

std::string_view without_dot(std::string_view name) {
    if (name.size() > 1 && name.back() == '.') name.remove_suffix(1);
    return name;
}

/// The word behind `mark`; `mark` must start the text or follow a blank.
std::string_view value_behind(std::string_view text, std::string_view mark) {
    std::size_t at = ascii::ifind(text, mark);
    if (at == std::string_view::npos || (at != 0 && !ascii::is_space(text[at - 1]) && text[at - 1] != '"')) return {};
    text = ascii::trim_left(text.substr(at + mark.size()));
    if (!text.empty() && text[0] == '[') {
        const std::size_t close = text.find(']');
        if (close != std::string_view::npos) return text.substr(0, close + 1);
    }
    return ascii::up_to(text, " \t\"");
}

/// `HELO x`, `account a@b HELO x`, `EHLO x/1.2.3.4`, `helo=x`.
std::string_view find_helo(std::string_view text) {
    for (std::string_view mark : {"helo=", "HELO ", "EHLO ", "LHLO "}) {
        const std::string_view helo = value_behind(text, mark);
        if (!helo.empty()) return ascii::up_to(helo, "/");
    }
    return {};
}

/// Brackets may name a socket instead of an address.
bool is_socket(std::string_view literal) {
    return ascii::iequals(literal, "local") || ascii::iequals(literal, "localhost") || ascii::icontains(literal, "unix");
}

/// The host of `host`, `user@host`, `IDENT:user@host`, `"a b"@host`; empty: `text` is none of these.
std::string_view host_of_client(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at != std::string_view::npos) {
        const bool quoted = at > 0 && text[at - 1] == '"';
        if (!quoted && ascii::find_any_of(text.substr(0, at), " \t") != std::string_view::npos) return {};
        text.remove_prefix(at + 1);
    }
    return ascii::find_any_of(text, " \t=") == std::string_view::npos ? text : std::string_view{};
}

/// `rdns [1.2.3.4] (may be forged)`, `[1.2.3.4]:25 helo=x`, `user@rdns [1.2.3.4]`.
void read_bracketed(std::string_view comment, std::size_t open, ClientComment& client, Arena& arena) {
    const std::string_view before = ascii::trim(comment.substr(0, open));
    const std::string_view host = host_of_client(before);
    if (!before.empty() && host.empty() && before.back() != '@') return;
    const std::string_view inside = ascii::up_to(comment.substr(open + 1), "]() \t");
    const std::string_view behind = comment.substr(open + 1 + inside.size());
    client.names_slot = !host.empty();
    client.name = is_client_name(host) ? without_dot(host) : std::string_view{};
    client.forged = ascii::icontains(behind, "may be forged");
    client.ip = read_ip_literal(inside, arena);
    client.broken_ip = client.ip.empty() && !is_socket(inside);
}

/// `1.2.3.4`, `user@1.2.3.4 with login`, `rdns`, `user@rdns`, `actually host rdns`.
void read_bare(std::string_view comment, ClientComment& client, Arena& arena) {
    std::string_view rest = comment;
    const bool corrected = ascii::consume(rest, "actually ");
    if (corrected) ascii::consume(rest, "host ");
    const std::string_view word = ascii::consume_word(rest);
    if (!rest.empty() && !ascii::istarts_with(rest, "with ")) return;
    const std::string_view host = host_of_client(word);
    if (host.empty()) return;
    client.ip = read_ip_literal(host, arena);
    client.bare = !client.ip.empty();
    if (!client.bare && is_host_name(host)) client.name = without_dot(host);
}

/// Each anomaly is noted once.
void note(Hop& hop, std::string_view anomaly, Arena& arena) {
    for (std::string_view known : hop.anomalies)
        if (known == anomaly) return;
    arena.append(hop.anomalies, anomaly);
}

/// What stands in the clause outside its comments.
struct ClientWords {
    std::string_view name; ///< one word, or several that may be a HELO with blanks in it
    std::string_view ip; ///< of a word
    bool one = false; ///< the name is a single word
};

ClientWords read_words(ReceivedSpan clause, Arena& arena) {
    ClientWords words;
    const std::string_view first = first_word(clause);
    words.name = leading_words(clause);
    for (std::size_t i = 0; i < clause.size() && words.ip.empty(); ++i) {
        if (!clause[i].is_word() || (i > 0 && clause[i].text[0] != '[')) continue;
        words.ip = read_ip_literal(clause[i].text, arena);
        // `from name [1.2.3.4]`
        if (i == 1 && !words.ip.empty()) words.name = first;
    }
    words.one = words.name.size() == first.size();
    return words;
}

} // namespace

std::string_view read_ip_literal(std::string_view literal, detail::Arena& arena) {
    if (literal.size() >= 2 && literal.front() == '[') literal = ascii::up_to(literal.substr(1), "]");
    const std::string_view ip = parse_ip(literal, arena);
    if (!ip.empty()) return ip;
    const std::size_t colon = literal.find(':');
    return colon == std::string_view::npos || literal.find(':', colon + 1) != std::string_view::npos
               ? ip
               : parse_ip(literal.substr(0, colon), arena);
}

bool is_client_name(std::string_view name) {
    static constexpr std::array<std::string_view, 9> none = {"unknown",  "<unknown>",  "unverified", "really",     "NXDOMAIN",
                                                             "DNSERROR", "nodnsquery", "undefined",  "NO-HOSTNAME"};
    for (std::string_view word : none)
        if (ascii::iequals(name, word)) return false;
    return !name.empty();
}

ClientComment read_client_comment(std::string_view comment, detail::Arena& arena) {
    ClientComment client;
    comment = ascii::trim(comment);
    client.helo = find_helo(comment);
    client.user = ascii::istarts_with(comment, "uid ");
    const std::size_t open = comment.find('[');
    const bool has_address = open != std::string_view::npos && (client.helo.empty() || open == 0);
    if (has_address)
        read_bracketed(comment, open, client, arena);
    else if (client.helo.empty())
        read_bare(comment, client, arena);
    return client;
}

void read_from_clause(ReceivedSpan clause, const ReceivedHabits& habits, Hop& hop, detail::Arena& arena) {
    const ClientWords words = read_words(clause, arena);
    ClientComment client;
    std::string_view helo;
    bool local = habits.local;
    bool commented = false; // a comment says something about the client
    for (const ReceivedToken& token : clause) {
        if (!token.is_comment()) continue;
        const ClientComment next = read_client_comment(token.text, arena);
        local = local || next.user;
        if (helo.empty()) helo = next.helo;
        if (next.broken_ip && !commented) note(hop, "bad_ip", arena);
        if (next.ip.empty() && next.name.empty() && !next.names_slot) continue;
        if (next.ip.empty() && commented) continue;
        if (!client.ip.empty() && client.ip != next.ip) note(hop, "several_ips", arena);
        // The MTA's own words stand behind what the client said.
        client = next;
        commented = true;
    }
    const bool word_is_ip = words.one && !words.ip.empty() && read_ip_literal(words.name, arena) == words.ip;
    const std::string_view name = word_is_ip || !is_client_name(words.name) ? std::string_view{} : words.name;
    const bool resolvable = words.one && !client.names_slot && !local && (name.empty() || name[0] != '[');
    hop.from_ip = client.ip.empty() ? words.ip : client.ip;
    hop.from_rdns = client.name;
    if (!helo.empty()) {
        hop.from_helo = helo;
        if (hop.from_rdns.empty() && resolvable) hop.from_rdns = without_dot(name);
    } else if (word_is_ip) {
        if (!client.ip.empty() || !client.name.empty()) hop.from_helo = words.name;
    } else {
        const bool user = !client.names_slot && client.ip.empty() && (local || name.find('@') != std::string_view::npos);
        if (!user && (words.one || commented)) hop.from_helo = name;
        const bool resolved = client.bare ? habits.bare_ip_is_resolved : habits.client_is_resolved;
        if (resolved && !client.ip.empty() && resolvable && !user) hop.from_rdns = without_dot(name);
    }
    hop.from_ip_scope = hop.from_ip.empty() ? IpScope::unknown : ip_scope(hop.from_ip);
    if (client.forged) {
        hop.from_rdns_verified = false;
        note(hop, "rdns_may_be_forged", arena);
    } else if (!hop.from_rdns.empty() && habits.resolved_is_verified) {
        hop.from_rdns_verified = true;
    }
    const std::string_view helo_ip = hop.from_helo.empty() ? std::string_view{} : read_ip_literal(hop.from_helo, arena);
    if (helo_ip.empty() || hop.from_ip.empty() || helo_ip == hop.from_ip) return;
    // A private one is that of a client behind a NAT.
    const IpScope helo_scope = ip_scope(helo_ip);
    if (helo_scope == IpScope::public_ || helo_scope == IpScope::documentation) note(hop, "helo_is_ip_of_other_host", arena);
}

} // namespace dsnparse::fields

#include "fields/reply.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"
#include "fields/ip.hpp"
#include "fields/surroundings.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

constexpr std::size_t most_addresses = 50; ///< looked at in one reply
constexpr std::size_t longest_name = 255;
constexpr std::size_t reach = 80; ///< how far behind an address a verdict on it may stand

/// Words that end right in front of the client's address.
constexpr std::array before_client = std::to_array<std::string_view>({"client",
                                                                      "client host",
                                                                      "client address",
                                                                      "ip",
                                                                      "ip address",
                                                                      "ip address of",
                                                                      "ip addr",
                                                                      "ip is",
                                                                      "ip=",
                                                                      "your address",
                                                                      "your host",
                                                                      "your server",
                                                                      "your mail server",
                                                                      "your mta",
                                                                      "your system",
                                                                      "sending mta",
                                                                      "sending server",
                                                                      "sending host",
                                                                      "connecting host",
                                                                      "connecting mta",
                                                                      "connecting server",
                                                                      "remote host",
                                                                      "sent through",
                                                                      "blocked",
                                                                      "blocking",
                                                                      "banned",
                                                                      "blacklisted",
                                                                      "reverse dns for",
                                                                      "rdns for",
                                                                      "ptr for",
                                                                      "ptr record for",
                                                                      "reverse lookup for",
                                                                      "dns name for",
                                                                      "hostname for",
                                                                      "host name for",
                                                                      "domain name for",
                                                                      "your hostname,",
                                                                      "your reverse hostname,",
                                                                      "relay=",
                                                                      "addr=",
                                                                      "client=",
                                                                      "hi",
                                                                      "dear",
                                                                      "hello"});

/// Words right in front of an address that is somebody else's.
constexpr std::array before_other = std::to_array<std::string_view>(
    {"mx", "to", "at", "server", "nameserver", "resolves to", "via", "use", "try", "with", "response from", "reply from",
     "answer from", "error from", "input from", "greeting from", "banner from", "connection from host"});

/// Words that start right behind the client's address.
constexpr std::array behind_client = std::to_array<std::string_view>(
    {"listed",        "blocked",          "block",           "blacklisted",  "blocklisted",  "black listed",
     "banned",        "throttled",        "deferred",        "temporarily",  "permanently",  "not allowed",
     "not permitted", "not authorized",   "not authorised",  "unauthorized", "not accepted", "does not have",
     "doesn't have",  "does not resolve", "doesn't resolve", "weren't sent", "found on",     "found in",
     "in rbl",        "on rbl",           "in dnsbl",        "too many",     "exceeded"});

/// What is said of the client behind its address and one of `verbs`.
constexpr std::array verdicts = std::to_array<std::string_view>({"listed",
                                                                 "blocked",
                                                                 "blacklisted",
                                                                 "blocklisted",
                                                                 "black listed",
                                                                 "banned",
                                                                 "throttled",
                                                                 "deferred",
                                                                 "temporarily",
                                                                 "permanently",
                                                                 "rejected",
                                                                 "refused",
                                                                 "denied",
                                                                 "not allowed",
                                                                 "not permitted",
                                                                 "not authorized",
                                                                 "not authorised",
                                                                 "not accepted",
                                                                 "unauthorized",
                                                                 "a poor",
                                                                 "poor",
                                                                 "bad",
                                                                 "a bad",
                                                                 "low reputation",
                                                                 "no reverse",
                                                                 "no ptr",
                                                                 "no rdns",
                                                                 "no valid",
                                                                 "sent too",
                                                                 "been",
                                                                 "on",
                                                                 "in",
                                                                 "found on",
                                                                 "found in",
                                                                 "sending",
                                                                 "rate limited",
                                                                 "exceeded"});

constexpr std::array verbs =
    std::to_array<std::string_view>({"is currently", "is", "are", "was", "has been", "has", "have been"});

/// Words of a reply that tell of the client: its only address is then the client's, wherever it stands.
constexpr std::array about_client = std::to_array<std::string_view>({"your ip",
                                                                     "your server",
                                                                     "your mail server",
                                                                     "your host",
                                                                     "your reputation",
                                                                     "sending this message",
                                                                     "sending ip",
                                                                     "client host",
                                                                     "client ip",
                                                                     "connecting ip",
                                                                     "our system has detected",
                                                                     "reverse dns",
                                                                     "rdns",
                                                                     "ptr record",
                                                                     "ip reputation",
                                                                     "blocked for",
                                                                     "block for",
                                                                     "blacklist",
                                                                     "blocklist",
                                                                     "listed",
                                                                     "dnsbl",
                                                                     "spf"});

std::string_view without_openers(std::string_view text) {
    while (!text.empty() && (ascii::is_space(text.back()) || ascii::is_any_of(text.back(), "([<\"':"))) text.remove_suffix(1);
    return text;
}

std::string_view without_closers(std::string_view text) {
    while (!text.empty() && (ascii::is_space(text[0]) || ascii::is_any_of(text[0], ")]>\"':,;-"))) text.remove_prefix(1);
    return text;
}

/// An address in a reply, and what stands around it.
struct Mention {
    std::string_view ip; ///< as it stands
    std::string_view host; ///< the name in front of it
    std::string_view left; ///< words in front of both
    std::string_view right;
    bool named_client = false; ///< `<mail.example.net[192.0.2.1]>: ...`, as Postfix names whom it talks to
};

Mention mention_of(std::string_view text, const IpFound& found) {
    Mention mention;
    mention.ip = text.substr(found.begin, found.end - found.begin);
    if (mention.ip.front() == '[') mention.ip = ascii::trim(mention.ip.substr(1, mention.ip.size() - 2));
    if (ascii::consume(mention.ip, "IPv6:")) mention.ip = ascii::trim_left(mention.ip);
    mention.ip = mention.ip.substr(0, mention.ip.find('%'));
    mention.right = without_closers(text.substr(found.end)).substr(0, reach);
    std::string_view left = text.substr(0, found.begin);
    // `mail.example.net[192.0.2.1]`, `mail.example.net [192.0.2.1]`, `mail.example.net (192.0.2.1)`
    std::string_view front = left;
    if (text[found.begin] != '[' && !front.empty() && (front.back() == '[' || front.back() == '(')) front.remove_suffix(1);
    if (text[found.begin] == '[' || front.size() != left.size()) {
        front = ascii::trim_right(front);
        std::size_t name = front.size();
        while (name > 0 && front.size() - name < longest_name && !ascii::is_space(front[name - 1])
               && !ascii::is_any_of(front[name - 1], "<>()[]=,;\"'"))
            --name;
        const std::string_view word = front.substr(name);
        if (is_host_name(word) || ascii::iequals(word, "unknown")) {
            if (is_host_name(word)) mention.host = word.back() == '.' ? word.substr(0, word.size() - 1) : word;
            left = front.substr(0, name);
        }
    }
    mention.named_client = left == "<" && text.substr(found.end, 2) == ">:";
    mention.left = without_openers(left);
    return mention;
}

bool is_others(const Mention& mention) { return ends_with_any(mention.left, before_other); }

bool is_introduced(const Mention& mention) {
    return ends_with_any(mention.left, before_client) || (ends_with_words(mention.left, "from") && !is_others(mention));
}

bool is_judged(std::string_view right) {
    for (std::string_view verb : verbs)
        if (const std::size_t length = words_at(right, verb); length != 0)
            return starts_with_any(ascii::trim_left(right.substr(length)), verdicts);
    return starts_with_any(right, behind_client);
}

} // namespace

QuotedClient find_quoted_client(std::string_view reply_text) {
    detail::Arena scratch;
    Mention only;
    std::size_t others = 0;
    std::size_t from = 0;
    for (std::size_t n = 0; n < most_addresses; ++n) {
        const std::optional<IpFound> found = find_ip(reply_text, scratch, from);
        if (!found) break;
        from = found->end;
        const Mention mention = mention_of(reply_text, *found);
        if (is_introduced(mention) || is_judged(mention.right) || mention.named_client) return {mention.ip, mention.host};
        // What a blocklist answers is no host.
        if (ip_scope(found->ip) == IpScope::loopback) continue;
        if (only.ip.empty()) only = mention;
        if (mention.ip != only.ip) ++others;
    }
    if (only.ip.empty() || others != 0 || is_others(only)) return {};
    const bool about = std::any_of(about_client.begin(), about_client.end(),
                                   [&](std::string_view words) { return ascii::icontains(reply_text, words); });
    return about ? QuotedClient{only.ip, only.host} : QuotedClient{};
}

} // namespace dsnparse::fields

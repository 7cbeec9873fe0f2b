#include "fields/ip.hpp"

#include "base/ascii.hpp"
#include "fields/surroundings.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_v6 = INET6_ADDRSTRLEN - 1; ///< eight groups, the last two as a dotted quad
constexpr std::size_t longest_literal = 80; ///< with `IPv6:`, zone and blanks

/// Length of a dotted quad at the front of `text`; 0: none. Octets without leading zeros.
std::size_t v4_length(std::string_view text) {
    std::size_t at = 0;
    for (int octet = 0; octet < 4; ++octet) {
        if (octet > 0) {
            if (at >= text.size() || text[at] != '.') return 0;
            ++at;
        }
        std::size_t digits = 0;
        int value = 0;
        while (at + digits < text.size() && digits < 3 && ascii::is_digit(text[at + digits]))
            value = value * 10 + (text[at + digits++] - '0');
        if (digits == 0 || value > 255 || (digits > 1 && text[at] == '0')) return 0;
        at += digits;
    }
    return at;
}

bool is_v6_byte(char c) { return ascii::is_hex(c) || c == ':' || c == '.'; }

/// Length of the run of bytes that an IPv6 address can consist of; one more than `longest_v6` stands for any more.
std::size_t v6_run(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && n <= longest_v6 && is_v6_byte(text[n])) ++n;
    return n;
}

/// Length of `%eth0` at the front; 0: none.
std::size_t zone_length(std::string_view text) {
    if (text.empty() || text[0] != '%') return 0;
    std::size_t n = 1;
    while (n < text.size() && n < 20 && (ascii::is_alnum(text[n]) || text[n] == '_' || text[n] == '-')) ++n;
    return n;
}

bool read_v6(std::string_view text, in6_addr& address) {
    char buffer[INET6_ADDRSTRLEN];
    if (text.size() < 2 || text.size() > longest_v6 || !std::all_of(text.begin(), text.end(), is_v6_byte)) return false;
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    return inet_pton(AF_INET6, buffer, &address) == 1;
}

/// `text` (without a zone) as a normalised IPv6 address; empty: it is none.
std::string_view normalise_v6(std::string_view text, detail::Arena& arena) {
    in6_addr address{};
    if (!read_v6(text, address)) return {};
    char buffer[INET6_ADDRSTRLEN];
    const char* normal = IN6_IS_ADDR_V4MAPPED(&address) ? inet_ntop(AF_INET, address.s6_addr + 12, buffer, sizeof buffer)
                                                        : inet_ntop(AF_INET6, &address, buffer, sizeof buffer);
    if (normal == nullptr) return {};
    return text == normal ? text : arena.copy(normal);
}

bool is_word_byte(char c) { return ascii::is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// True if `c` ties what stands before it to what follows.
bool is_tie(char c) { return c == '.' || c == '/' || c == '@' || c == '+' || c == '$' || c == '%'; }

/// True if nothing in front of `at` makes what starts there part of something longer. `dotted`: it is a dotted quad.
bool starts_alone(std::string_view text, std::size_t at, bool dotted) {
    if (at == 0) return true;
    const char before = text[at - 1];
    // A script without spaces may stand right before a number, as `550-` may: a reply code is no name.
    if (static_cast<unsigned char>(before) >= 0x80) return true;
    if (is_word_byte(before) || is_tie(before)) return false;
    if (before == '-') return at < 2 || !ascii::is_alpha(text[at - 2]);
    if (before != ':') return true;
    // `IP:192.0.2.1` has a label; `12:30:45:...` and the later groups of an IPv6 address have none.
    std::size_t label = at - 1;
    while (label > 0 && at - label < 6 && ascii::is_hex(text[label - 1])) --label;
    const char stop = label > 0 ? text[label - 1] : ' ';
    return ascii::is_alpha(stop) || (dotted && stop != ':');
}

/// True if what follows an address makes it part of a name, a longer number, a network or a mail address.
bool goes_on(std::string_view rest) {
    if (rest.empty()) return false;
    const char next = rest[0];
    if (ascii::is_alnum(next) || next == '_' || next == '/' || next == '@' || next == '$') return true;
    return (next == '.' || next == '-') && rest.size() > 1 && is_word_byte(rest[1]);
}

/// Text of the kind that names and times have, too, is no address unless something says so.
bool is_convincing(std::string_view candidate, std::string_view ip) {
    if (ip.find(':') == std::string_view::npos || ip == "::1") return true;
    if (std::none_of(candidate.begin(), candidate.end(), ascii::is_digit)) return false;
    const std::size_t first = candidate.find(':');
    return first >= 3 || ip.substr(0, 9) == "64:ff9b::";
}

/// An undecorated address at `at`. `next` is set to the place to go on.
std::optional<IpFound> bare_ip_at(std::string_view text, std::size_t at, bool labelled, detail::Arena& arena, std::size_t& next) {
    const std::string_view rest = text.substr(at);
    next = at + 1;
    const std::size_t length = v4_length(rest);
    if (!labelled && !starts_alone(text, at, length != 0)) return std::nullopt;
    if (length != 0) {
        next = at + length;
        if (goes_on(rest.substr(length)) || follows_version_word(text, at)) return std::nullopt;
        return IpFound{rest.substr(0, length), at, at + length};
    }
    std::size_t run = v6_run(rest);
    if (run > longest_v6 || run < 3) return std::nullopt;
    const bool word_goes_on = run < rest.size() && (ascii::is_alnum(rest[run]) || rest[run] == '_');
    // The sentence's own full stop or colon.
    while (run > 0 && (rest[run - 1] == '.' || (rest[run - 1] == ':' && (run < 2 || rest[run - 2] != ':')))) --run;
    const std::string_view candidate = rest.substr(0, run);
    if (word_goes_on || std::count(candidate.begin(), candidate.end(), ':') < 2) return std::nullopt;
    const std::string_view ip = normalise_v6(candidate, arena);
    if (ip.empty()) return std::nullopt;
    next = at + run;
    const std::size_t end = run + zone_length(rest.substr(run));
    if (goes_on(rest.substr(end)) || (!labelled && !is_convincing(candidate, ip))) return std::nullopt;
    return IpFound{ip, at, at + end};
}

/// `[192.0.2.1]`, `[IPv6:2001:db8::1]` at `at`. `next` is set to the place to go on.
std::optional<IpFound> bracketed_ip_at(std::string_view text, std::size_t at, detail::Arena& arena, std::size_t& next) {
    next = at + 1;
    const std::string_view inside = text.substr(at + 1, longest_literal);
    const std::size_t close = inside.find(']');
    if (close == std::string_view::npos || close == 0) return std::nullopt;
    const std::string_view ip = parse_ip(inside.substr(0, close), arena);
    if (ip.empty()) return std::nullopt;
    next = at + close + 2;
    if (at > 0 && text[at - 1] == '@') return std::nullopt; // the domain of a mail address
    return IpFound{ip, at, next};
}

constexpr std::string_view v6_label = "IPv6:";

/// An address at `at`, decorated or not. `next` is set to the place to go on.
std::optional<IpFound> any_ip_at(std::string_view text, std::size_t at, detail::Arena& arena, std::size_t& next) {
    const char c = text[at];
    if (c == '[') return bracketed_ip_at(text, at, arena, next);
    if (ascii::is_hex(c) || c == ':') return bare_ip_at(text, at, false, arena, next);
    next = at + 1;
    if ((c != 'I' && c != 'i') || !ascii::istarts_with(text.substr(at), v6_label) || !starts_alone(text, at, false))
        return std::nullopt;
    std::optional<IpFound> found = bare_ip_at(text, at + v6_label.size(), true, arena, next);
    if (found) found->begin = at;
    return found;
}

} // namespace

std::string_view parse_ip(std::string_view text, detail::Arena& arena) {
    text = ascii::trim(text);
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = ascii::trim(text.substr(1, text.size() - 2));
    if (ascii::istarts_with(text, v6_label)) text = ascii::trim_left(text.substr(v6_label.size()));
    if (text.size() > longest_literal) return {};
    if (const std::size_t length = v4_length(text); length != 0) return length == text.size() ? text : std::string_view{};
    const std::size_t zone = text.find('%');
    if (zone != std::string_view::npos && zone + zone_length(text.substr(zone)) == text.size()) text = text.substr(0, zone);
    return normalise_v6(text, arena);
}

std::optional<IpFound> ip_at(std::string_view text, detail::Arena& arena) {
    std::size_t next = 0;
    return text.empty() ? std::nullopt : any_ip_at(text, 0, arena, next);
}

std::optional<IpFound> find_ip(std::string_view text, detail::Arena& arena, std::size_t from) {
    for (std::size_t at = from, next = 0; at < text.size(); at = next)
        if (std::optional<IpFound> found = any_ip_at(text, at, arena, next)) return found;
    return std::nullopt;
}

} // namespace dsnparse::fields

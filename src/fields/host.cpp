#include "fields/host.hpp"

#include "base/ascii.hpp"
#include "fields/ip.hpp"
#include "fields/surroundings.hpp"

#include <algorithm>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_decoration = 300;
constexpr std::size_t longest_gap = 80;
constexpr std::string_view connection_mark = "TCP|";

/// Length of the letter, digit, `-` or `_` at `at`; 0: something else.
std::size_t label_byte_length(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (ascii::is_alnum(c) || c == '-' || c == '_') return 1;
    return static_cast<unsigned char>(c) < 0x80 ? 0 : wide_letter_at(text, at).length;
}

/// Length of what looks like a name at the front; a trailing dot is not counted.
std::size_t name_length(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && n < longest_name) {
        const std::size_t length = text[n] == '.' ? 1 : label_byte_length(text, n);
        if (length == 0) break;
        n += length;
    }
    while (n > 0 && text[n - 1] == '.') --n;
    return n;
}

/// Skips blanks and at most one line end, behind which a line must be indented: that is how reports fold.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    const std::size_t stop = std::min(text.size(), at + longest_gap);
    std::size_t end = at;
    while (end < stop && ascii::is_wsp(text[end])) ++end;
    std::size_t line = end;
    if (line < stop && text[line] == '\r') ++line;
    if (line >= stop || text[line] != '\n' || line + 1 >= stop || !ascii::is_wsp(text[line + 1])) return end;
    while (++line < stop && ascii::is_wsp(text[line])) continue;
    return line;
}

/// `:25` at `at`; returns the position behind it, or `at`.
std::size_t read_port(std::string_view text, std::size_t at, std::optional<int>& port) {
    if (at >= text.size() || text[at] != ':') return at;
    std::string_view digits = text.substr(at + 1);
    const std::size_t before = digits.size();
    const std::optional<std::uint32_t> number = ascii::consume_number(digits, 5);
    if (!number || *number == 0 || *number > 65535 || (!digits.empty() && ascii::is_alnum(digits[0]))) return at;
    port = static_cast<int>(*number);
    return at + 1 + (before - digits.size());
}

/// The address that is all of `inside`, or all but a port; empty: it is none.
std::string_view read_literal(std::string_view inside, std::optional<int>& port, detail::Arena& arena) {
    const std::string_view ip = parse_ip(inside, arena);
    if (!ip.empty()) return ip;
    const std::size_t colon = inside.rfind(':');
    if (colon == std::string_view::npos || read_port(inside, colon, port) != inside.size()) return {};
    const std::string_view before = parse_ip(inside.substr(0, colon), arena);
    if (before.empty()) port.reset();
    return before;
}

/// The far end of a connection as PMDF and its descendants log it: `TCP|own address|own port|address|port`.
std::string_view read_connection(std::string_view inside, std::optional<int>& port, detail::Arena& arena) {
    constexpr std::size_t fields_in_front = 3;
    for (std::size_t i = 0; i < fields_in_front; ++i) {
        const std::size_t bar = inside.find('|');
        if (bar == std::string_view::npos) return {};
        inside.remove_prefix(bar + 1);
    }
    const std::size_t bar = inside.find('|');
    const std::string_view ip = parse_ip(inside.substr(0, bar), arena);
    std::string_view digits = bar == std::string_view::npos ? std::string_view{} : inside.substr(bar + 1);
    if (const auto number = ascii::consume_number(digits, 5); number && *number != 0 && *number <= 65535 && !ip.empty())
        port = static_cast<int>(*number);
    return ip;
}

/// An address in brackets or parentheses at `at`; returns the position behind it, or `at`.
std::size_t read_decorated_ip(std::string_view text, std::size_t at, HostRef& host, detail::Arena& arena) {
    if (at >= text.size() || (text[at] != '[' && text[at] != '(')) return at;
    const char mark = text[at] == '[' ? ']' : ')';
    std::string_view inside = text.substr(at + 1, longest_decoration);
    const std::size_t close = inside.find(mark);
    if (close == std::string_view::npos) return at;
    inside = inside.substr(0, close);
    host.ip =
        inside.starts_with(connection_mark) ? read_connection(inside, host.port, arena) : read_literal(inside, host.port, arena);
    if (host.ip.empty() && mark == ')' && inside.size() > 2 && inside.back() == ']') {
        // `(name [1.2.3.4])`: the address as the server's own log has it.
        const std::size_t open = inside.rfind('[');
        if (open != std::string_view::npos) host.ip = parse_ip(inside.substr(open), arena);
    }
    return host.ip.empty() ? at : at + 1 + close + 1;
}

} // namespace

bool is_host_name(std::string_view text) {
    if (!text.empty() && text.back() == '.') text.remove_suffix(1);
    if (text.empty() || text.size() > longest_name || text.front() == '-' || text.back() == '-') return false;
    std::size_t labels = 0;
    std::string_view last;
    while (true) {
        const std::size_t dot = text.find('.');
        last = text.substr(0, dot);
        std::size_t letters = 0;
        for (std::size_t i = 0; i < last.size(); ++letters) {
            const std::size_t length = label_byte_length(last, i);
            if (length == 0) return false;
            i += length;
        }
        if (letters == 0 || letters > longest_label) return false;
        ++labels;
        if (dot == std::string_view::npos) break;
        text.remove_prefix(dot + 1);
    }
    if (labels < 2 || last.size() < 2) return false;
    if (ascii::istarts_with(last, "xn--")) return true;
    for (char c : last)
        if (ascii::is_digit(c) || c == '-' || c == '_') return false;
    return true;
}

HostRef read_host(std::string_view text, detail::Arena& arena) {
    HostRef host;
    if (text.empty()) return host;
    if (text[0] == '[') {
        std::size_t end = read_decorated_ip(text, 0, host, arena);
        if (end == 0) {
            const std::size_t length = name_length(text.substr(1));
            if (length + 1 >= text.size() || text[length + 1] != ']' || !is_host_name(text.substr(1, length))) return {};
            host.name = text.substr(1, length);
            end = length + 2;
        }
        host.length = read_port(text, end, host.port);
        return host;
    }
    if (const std::optional<IpFound> bare = ip_at(text, arena)) {
        host.ip = bare->ip;
        host.length = read_port(text, bare->end, host.port);
        return host;
    }
    const std::size_t length = name_length(text);
    if (length == 0 || (length < text.size() && text[length] == '@')) return host;
    host.name = text.substr(0, length);
    std::size_t end = length;
    if (end < text.size() && text[end] == '.') ++end;
    const std::size_t open = skip_blanks(text, end);
    const std::size_t close = read_decorated_ip(text, open, host, arena);
    const bool has_ip = close != open;
    if (has_ip && ascii::iequals(host.name, "unknown")) {
        host.name = {};
    } else if (!is_host_name(host.name)) {
        const bool sure = has_ip && (text[open] == '[' || text.substr(open + 1).starts_with(connection_mark));
        if (!sure || host.name.find('.') != std::string_view::npos) return {};
    }
    const std::size_t port = has_ip ? close : end;
    host.length = host.port ? port : read_port(text, port, host.port);
    return host;
}

} // namespace dsnparse::fields

#include "fields/host.hpp"

#include "base/ascii.hpp"
#include "fields/ip.hpp"

namespace dsnparse::fields {

namespace {

bool is_label_byte(char c) { return ascii::is_alnum(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// Length of what looks like a name at the front; a trailing dot is not counted.
std::size_t name_length(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && n < 256 && (is_label_byte(text[n]) || text[n] == '.')) ++n;
    while (n > 0 && text[n - 1] == '.') --n;
    return n;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && ascii::is_wsp(text[at])) ++at;
    return at;
}

/// An address in brackets or parentheses at `at`; returns the position behind it, or `at`.
std::size_t read_decorated_ip(std::string_view text, std::size_t at, std::string_view& ip, detail::Arena& arena) {
    if (at >= text.size() || (text[at] != '[' && text[at] != '(')) return at;
    const char close_mark = text[at] == '[' ? ']' : ')';
    const std::string_view inside = text.substr(at + 1, 300);
    const std::size_t close = inside.find(close_mark);
    if (close == std::string_view::npos) return at;
    std::string_view found = parse_ip(inside.substr(0, close), arena);
    if (found.empty() && close_mark == ')') {
        // `(name [1.2.3.4])`: the address as the server's own log has it.
        const std::size_t open = inside.substr(0, close).rfind('[');
        if (open != std::string_view::npos && inside[close - 1] == ']')
            found = parse_ip(inside.substr(open, close - open), arena);
    }
    if (found.empty()) return at;
    ip = found;
    return at + 1 + close + 1;
}

std::size_t read_port(std::string_view text, std::size_t at, std::optional<int>& port) {
    if (at >= text.size() || text[at] != ':') return at;
    std::string_view digits = text.substr(at + 1);
    const std::size_t before = digits.size();
    const std::optional<std::uint32_t> number = ascii::consume_number(digits, 5);
    if (!number || *number == 0 || *number > 65535 || (!digits.empty() && ascii::is_alnum(digits[0]))) return at;
    port = static_cast<int>(*number);
    return at + 1 + (before - digits.size());
}

} // namespace

bool is_host_name(std::string_view text) {
    if (!text.empty() && text.back() == '.') text.remove_suffix(1);
    if (text.empty() || text.size() > 253) return false;
    std::size_t labels = 0;
    std::string_view last;
    while (true) {
        const std::size_t dot = text.find('.');
        last = text.substr(0, dot);
        if (last.empty() || last.size() > 63) return false;
        for (char c : last)
            if (!is_label_byte(c)) return false;
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
    std::size_t at = read_decorated_ip(text, 0, host.ip, arena);
    if (at > 0 && text[0] == '[') {
        host.length = read_port(text, at, host.port);
        return host;
    }
    host = {};
    const std::optional<IpFound> bare = find_ip(text.substr(0, 64), arena);
    if (bare && bare->begin == 0) {
        host.ip = bare->ip;
        host.length = read_port(text, bare->end, host.port);
        return host;
    }
    const std::size_t length = name_length(text);
    if (length == 0) return host;
    const std::string_view name = text.substr(0, length);
    at = length;
    if (at < text.size() && text[at] == '.') ++at;
    std::size_t end = read_decorated_ip(text, skip_blanks(text, at), host.ip, arena);
    const bool has_ip = !host.ip.empty();
    if (!is_host_name(name) && !(has_ip && name.find('.') == std::string_view::npos)) return {};
    host.name = name;
    host.length = read_port(text, has_ip ? end : at, host.port);
    return host;
}

} // namespace dsnparse::fields

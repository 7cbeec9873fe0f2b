#include "dns/resolver.hpp"

#include "base/ascii.hpp"

namespace dsnparse::dns {

namespace {

std::optional<unsigned> parse_port(std::string_view text) {
    const auto port = ascii::consume_number(text, 5);
    if (!port || !text.empty() || *port < 1 || *port > 65535) return std::nullopt;
    return *port;
}

} // namespace

std::optional<Server> parse_server(std::string_view text) {
    std::string_view host = text;
    std::optional<unsigned> port = 53;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        host = text.substr(1, close - 1);
        const std::string_view rest = text.substr(close + 1);
        if (host.find(':') == std::string_view::npos) return std::nullopt;
        if (!rest.empty()) port = rest.front() == ':' ? parse_port(rest.substr(1)) : std::nullopt;
    } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos && colon == text.rfind(':')) {
        host = text.substr(0, colon);
        port = parse_port(text.substr(colon + 1));
    }
    const auto address = fields::parse_ip_address(host);
    if (!address || !port) return std::nullopt;
    return Server{*address, *port};
}

} // namespace dsnparse::dns

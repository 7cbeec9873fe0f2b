#include "diagnose/our_side.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace dsnparse::diagnose {

namespace {

std::string_view without_dots(std::string_view name) {
    while (!name.empty() && name.front() == '.') name.remove_prefix(1);
    while (!name.empty() && name.back() == '.') name.remove_suffix(1);
    return name;
}

} // namespace

OurSide::OurSide(const Options& options) {
    for (std::string_view domain : options.our_domains)
        if (domain = without_dots(domain); !domain.empty()) domains_.push_back(domain);
    for (std::string_view net : options.trusted_nets)
        if (const auto network = fields::read_network(net)) nets_.push_back(*network);
}

bool OurSide::has_host(std::string_view host) const {
    host = without_dots(host);
    return std::any_of(domains_.begin(), domains_.end(), [host](std::string_view domain) {
        return ascii::iends_with(host, domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
    });
}

bool OurSide::has_address(std::string_view ip) const {
    return std::any_of(nets_.begin(), nets_.end(), [ip](const fields::Network& net) { return net.contains(ip); });
}

} // namespace dsnparse::diagnose

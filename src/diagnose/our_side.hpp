/// \file
/// What the caller says of its own side of the wire.
#pragma once

#include "fields/network.hpp"

#include <dsnparse/options.hpp>

#include <string_view>
#include <vector>

namespace dsnparse::diagnose {

/// Options::our_domains and Options::trusted_nets, ready to be asked. Views into the options.
class OurSide {
public:
    OurSide() = default;
    /// Networks that are none are left out.
    explicit OurSide(const Options& options);

    [[nodiscard]] bool known() const { return !domains_.empty() || !nets_.empty(); }
    /// True if the host is one of a domain of ours, or below it.
    [[nodiscard]] bool has_host(std::string_view host) const;
    [[nodiscard]] bool has_address(std::string_view ip) const;

private:
    std::vector<std::string_view> domains_;
    std::vector<fields::Network> nets_;
};

} // namespace dsnparse::diagnose

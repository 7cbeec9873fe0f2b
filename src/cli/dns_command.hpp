/// \file
/// `dsnparse dns`: what DNS says about the host and the domains of a mail.
#pragma once

#include "cli/output.hpp"
#include "dns/checks.hpp"
#include "dns/resolver.hpp"

#include <cstddef>

namespace dsnparse::cli {

struct DnsArguments {
    dns::Subject subject;
    dns::CheckOptions checks;
    dns::ResolverOptions resolver;
    bool json = false;
    bool colour = false;
    std::size_t width = 80;
};

/// Exit code where a check found a problem.
constexpr int exit_dns_problem = 1;

/// Asks and writes what came out. Returns the exit code: 0 no problem was found, 1 a check found one, 2 nothing could be asked
/// (after one line on standard error) or written.
[[nodiscard]] int run_dns(const DnsArguments& arguments, Output& output);

} // namespace dsnparse::cli

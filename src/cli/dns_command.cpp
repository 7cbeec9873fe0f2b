#include "cli/dns_command.hpp"

#include "cli/arguments.hpp"
#include "cli/input.hpp"
#include "dns/json.hpp"
#include "dns/text.hpp"

#include <algorithm>

namespace dsnparse::cli {

int run_dns(const DnsArguments& arguments, Output& output) {
    dns::Resolver resolver(arguments.resolver);
    if (!resolver.error().empty()) {
        complain("dns", resolver.error());
        return exit_error;
    }
    const std::vector<dns::Check> checks = dns::run_checks(arguments.subject, arguments.checks, resolver);
    if (checks.empty()) {
        complain("dns", "there is nothing to check: no address, no HELO name, no domain");
        return exit_error;
    }
    output.write(arguments.json ? dns::to_json(arguments.subject, checks).dump(2) + "\n"
                                : dns::to_text(checks, {arguments.width, arguments.colour}));
    if (const int written = output.finish(); written != exit_good) return written;
    const bool problem = std::any_of(checks.begin(), checks.end(),
                                     [](const dns::Check& one) { return one.outcome == dns::CheckOutcome::problem; });
    return problem ? exit_dns_problem : exit_good;
}

} // namespace dsnparse::cli

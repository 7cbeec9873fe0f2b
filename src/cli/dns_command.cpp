#include "cli/dns_command.hpp"

#include <algorithm>
#include <cmath>

namespace dsnparse::cli {

namespace {

dns::ResolverOptions resolver_options(const Arguments& arguments) {
    dns::ResolverOptions options;
    options.server = arguments.resolver;
    options.timeout_ms = static_cast<int>(std::lround(arguments.timeout_s * 1000));
    return options;
}

std::string domain_of(std::string_view address) {
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string() : std::string(address.substr(at + 1));
}

} // namespace

DnsChecks::DnsChecks(const Arguments& arguments) : arguments_(arguments), resolver_(resolver_options(arguments)) {}

dns::Subject DnsChecks::named() const {
    return {arguments_.ip, arguments_.helo, {}, arguments_.sender_domain, arguments_.recipient_domain};
}

dns::Subject DnsChecks::subject_of(const Report& report) {
    dns::Subject subject;
    if (report.edge.best) {
        const EdgeCandidate& edge = report.edge.candidates[*report.edge.best];
        subject.ip = edge.ip;
        subject.client_name = edge.host;
        for (const Hop& hop : report.hops)
            if (hop.from_ip == edge.ip && !hop.from_helo.empty()) subject.helo = hop.from_helo;
    }
    // A bounce goes to the envelope sender.
    for (const std::string_view sender :
         {report.original.return_path, report.report.to.empty() ? std::string_view() : report.report.to.begin()->address,
          report.original.from.address})
        if (subject.sender_domain.empty()) subject.sender_domain = domain_of(sender);
    for (const Recipient& recipient : report.recipients)
        if (subject.recipient_domain.empty() && recipient.action != Action::delivered)
            subject.recipient_domain = recipient.domain;
    return subject;
}

std::vector<dns::Check> DnsChecks::run(const dns::Subject& subject) {
    return dns::run_checks(subject, {arguments_.block_lists}, resolver_);
}

emit::Explanation::Section dns_section(const std::vector<dns::Check>& checks) {
    emit::Explanation::Section section{"What DNS says now", {}};
    for (const dns::Check& check : checks)
        section.items.push_back({std::string(check.id), std::string(to_string(check.outcome)) + ": " + check.summary});
    if (checks.empty()) section.items.push_back({"dns", "The message names no public address and no domain to ask about."});
    return section;
}

} // namespace dsnparse::cli

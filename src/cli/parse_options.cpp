#include "cli/parse_options.hpp"

namespace dsnparse::cli {

Options parse_options(const Arguments& arguments, const RuleSet& rules) {
    Options options;
    options.evidence = arguments.evidence;
    options.limits.message_bytes = arguments.most_bytes;
    options.message_digest = arguments.digest;
    options.our_domains.assign(arguments.our_domains.begin(), arguments.our_domains.end());
    options.trusted_nets.assign(arguments.trusted_nets.begin(), arguments.trusted_nets.end());
    options.rules = &rules;
    return options;
}

} // namespace dsnparse::cli

#include "cli/report_command.hpp"

#include "cli/complain.hpp"
#include "cli/output.hpp"
#include "cli/rules_file.hpp"
#include "page/writer.hpp"

#include <dsnparse/parse.hpp>
#include <dsnparse/source.hpp>

#include <algorithm>
#include <ctime>
#include <optional>

namespace dsnparse::cli {

int run_report(const Arguments& arguments) {
    const std::optional<RuleSet> rules = load_rules(arguments.rules);
    if (!rules) return exit_error;
    Options options;
    options.limits.message_bytes = arguments.most_bytes;
    options.our_domains.assign(arguments.our_domains.begin(), arguments.our_domains.end());
    options.trusted_nets.assign(arguments.trusted_nets.begin(), arguments.trusted_nets.end());
    options.rules = &*rules;

    Output output;
    if (!arguments.output.empty() && !output.open(arguments.output)) return exit_error;
    int status = exit_good;
    SourceOptions source_options;
    source_options.message_bytes = std::max(source_options.message_bytes, arguments.most_bytes);
    MessageSource source = MessageSource::open(arguments.paths, source_options);
    const auto tell = [&] {
        for (const SourceProblem& problem : source.take_problems()) {
            complain(problem.source, problem.reason);
            status = std::max(status, problem.named ? exit_error : exit_negative);
        }
    };
    page::PageWriter writer([&](std::string_view text) { return output.write(text); }, arguments.page);
    SourceMessage message;
    while (source.next(message)) {
        tell();
        options.source = message.source;
        options.container = message.container;
        options.index = message.index;
        options.offset = message.offset;
        if (!writer.add(parse(message.bytes, options), message.bytes)) break;
    }
    tell();
    writer.finish(std::time(nullptr));
    if (output.finish() != exit_good) return exit_error;
    if (writer.left_out() > 0)
        complain("--most", std::to_string(writer.left_out()) + " more messages were read and left out of the page");
    return status;
}

} // namespace dsnparse::cli

#include "cli/parse_command.hpp"

#include "cli/batch.hpp"
#include "cli/complain.hpp"
#include "cli/database_sink.hpp"
#include "cli/interrupt.hpp"
#include "cli/parse_options.hpp"
#include "cli/rules_file.hpp"
#include "cli/small_file.hpp"
#include "cli/text_sink.hpp"

#include <algorithm>
#include <optional>
#include <thread>

namespace dsnparse::cli {

namespace {

OutputFormat format_of(const Arguments& arguments, bool many) {
    if (arguments.format != OutputFormat::automatic) return arguments.format;
    return many ? OutputFormat::ndjson : OutputFormat::json;
}

/// The paths of --files-from behind those of the command line. False, after one line, where they cannot be read.
bool add_listed_paths(Arguments& arguments) {
    if (arguments.files_from.empty()) return true;
    std::string list;
    const std::string reason = read_small_file(arguments.files_from, list);
    if (!reason.empty()) {
        complain(arguments.files_from, reason);
        return false;
    }
    const char end = arguments.null_separated ? '\0' : '\n';
    std::size_t begin = 0;
    while (begin < list.size()) {
        const std::size_t stop = std::min(list.find(end, begin), list.size());
        std::string path = list.substr(begin, stop - begin);
        if (end == '\n' && path.ends_with('\r')) path.pop_back();
        if (!path.empty()) arguments.paths.push_back(std::move(path));
        begin = stop + 1;
    }
    return true;
}

unsigned workers_of(const Arguments& arguments) {
    if (arguments.workers > 0) return arguments.workers;
    return std::clamp(std::thread::hardware_concurrency(), 1U, 64U);
}

} // namespace

int run_parse(Arguments& arguments) {
    const std::optional<RuleSet> rules = load_rules(arguments.rules);
    if (!rules || !add_listed_paths(arguments)) return exit_error;
    BatchSettings settings;
    settings.options = parse_options(arguments, *rules);
    settings.only = arguments.only;
    settings.workers = workers_of(arguments);
    settings.quiet = arguments.quiet;
    std::optional<Redactor> redactor;
    if (arguments.redact) {
        std::string key;
        if (!arguments.redact_key.empty()) {
            const std::string reason = read_small_file(arguments.redact_key, key);
            if (!reason.empty() || key.empty()) {
                complain(arguments.redact_key, reason.empty() ? "the key is empty" : reason);
                return exit_error;
            }
        }
        settings.redactor = &redactor.emplace(std::move(key));
    }
    Journal journal;
    if (!arguments.resume.empty()) {
        if (!arguments.output.empty()) {
            complain("--resume", "it goes with standard output, to be appended to a file; -o writes a file anew");
            return exit_error;
        }
        const std::string reason = journal.open(arguments.resume);
        if (!reason.empty()) {
            complain(arguments.resume, reason);
            return exit_error;
        }
        settings.journal = &journal;
    }
    catch_signals();
    Messages messages(arguments, &interrupted());
    const bool many =
        arguments.format == OutputFormat::automatic || arguments.format == OutputFormat::text ? messages.many() : true;
    const OutputFormat format = format_of(arguments, many);
    const bool database = format == OutputFormat::sqlite;
    const std::unique_ptr<Sink> sink = database ? database_sink(arguments.output) : text_sink(arguments, format, many);
    if (sink == nullptr) return exit_error;
    std::string reason;
    {
        Progress progress(!arguments.quiet && Progress::is_wanted(arguments.progress), arguments.paths);
        reason = run_batch(messages, settings, *sink, progress);
    }
    // A file that would have half the results does not get its name.
    if (interrupted() && !database && !arguments.output.empty()) return exit_status_of_signal();
    const int output = sink->finish();
    if (!reason.empty()) complain(arguments.resume, reason);
    if (interrupted()) return exit_status_of_signal();
    if (messages.failed() || !reason.empty() || output != exit_good) return exit_error;
    return messages.lacking() ? exit_negative : exit_good;
}

} // namespace dsnparse::cli

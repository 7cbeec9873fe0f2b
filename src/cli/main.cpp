// The dsnparse command.
#include "cli/arguments.hpp"
#include "cli/complain.hpp"
#include "cli/dns_command.hpp"
#include "cli/output.hpp"
#include "cli/report_command.hpp"
#include "cli/rules_command.hpp"
#include "cli/rules_file.hpp"
#include "cli/sisimai_array.hpp"
#include "cli/sqlite_sink.hpp"
#include "cli/unknown_texts.hpp"
#include "cli/worker.hpp"
#include "dns/json.hpp"
#include "dns/text.hpp"
#include "summary/summary.hpp"

#include <dsnparse/compatible.hpp>
#include <dsnparse/flat.hpp>
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/rules.hpp>
#include <dsnparse/source.hpp>
#include <dsnparse/write.hpp>

#include <algorithm>
#include <csignal>
#include <optional>

namespace {

using namespace dsnparse;
using namespace dsnparse::cli;

/// One run of the command over its inputs.
class Run {
public:
    explicit Run(const Arguments& arguments) : arguments_(arguments) {}

    int run() {
        if (!prepare()) return exit_error;
        if (arguments_.command == Command::worker) return run_worker(arguments_, options_);
        if (arguments_.command == Command::dns && is_named(dns_->named())) {
            name_ = "-";
            write_checks(dns_->named());
            output_.write(line_);
            return finish();
        }
        SourceOptions source_options;
        source_options.message_bytes = std::max(source_options.message_bytes, arguments_.most_bytes);
        MessageSource source = MessageSource::open(arguments_.paths, source_options);
        read_all(source);
        if (arguments_.command == Command::unknown)
            output_.write(format() == OutputFormat::json ? unknown_.json(arguments_.top) : unknown_.text(arguments_.top));
        if (arguments_.command == Command::summary) output_.write(summary_text());
        if (format() == OutputFormat::sisimai) {
            line_.clear();
            sisimai_.append_end(line_);
            output_.write(line_);
        }
        return finish();
    }

private:
    void read_all(MessageSource& source) {
        SourceMessage message;
        bool more = source.next(message);
        // One message is shown in another way than several: whether there is a second one is asked first.
        many_ = arguments_.paths.size() > 1;
        const std::string bytes(more && !many_ ? message.bytes : std::string_view());
        const std::string name(message.source);
        const std::string container(message.container);
        SourceMessage first = message;
        if (more && !many_) {
            first.bytes = bytes;
            first.source = name;
            first.container = container;
            more = source.next(message);
            many_ = more;
            start();
            tell(source);
            if (!show(first)) return;
        } else {
            start();
        }
        for (; more; more = source.next(message)) {
            tell(source);
            if (!show(message)) return;
        }
        tell(source);
    }

    void start() {
        if (const std::optional<TableFormat> table = table_format()) {
            append_table_header(*table, line_);
            output_.write(line_);
        }
    }

    /// What could not be read.
    void tell(MessageSource& source) {
        for (const SourceProblem& problem : source.take_problems()) {
            complain(problem.source, problem.reason);
            (problem.named ? failed_ : lacking_) = true;
        }
    }

    [[nodiscard]] std::string summary_text() const {
        const bool as_text = format() == OutputFormat::text;
        const std::size_t top = arguments_.top > 0 ? arguments_.top : as_text ? 10 : 100;
        if (as_text) return summary::to_text(summary_, top);
        return format() == OutputFormat::csv ? summary::to_csv(summary_, top) : summary::to_json(summary_, top);
    }

    int finish() {
        if (database_ && !database_broken_ && !database_->finish()) database_failed();
        if (database_broken_) return exit_error;
        const int output = output_.finish();
        if (failed_ || output != exit_good) return exit_error;
        if (lacking_)
            return arguments_.command == Command::check || arguments_.command == Command::dns ? exit_error : exit_negative;
        const bool negative = (arguments_.command == Command::check && !bounce_) || problem_;
        return negative ? exit_negative : exit_good;
    }

    static bool is_named(const dns::Subject& subject) {
        return !(subject.ip.empty() && subject.helo.empty() && subject.sender_domain.empty() && subject.recipient_domain.empty());
    }

    bool prepare() {
        options_.evidence = arguments_.evidence;
        options_.limits.message_bytes = arguments_.most_bytes;
        options_.message_digest = arguments_.digest;
        options_.our_domains.assign(arguments_.our_domains.begin(), arguments_.our_domains.end());
        options_.trusted_nets.assign(arguments_.trusted_nets.begin(), arguments_.trusted_nets.end());
        rules_ = load_rules(arguments_.rules);
        if (!rules_) return false;
        options_.rules = &*rules_;
        if (!prepare_output()) return false;
        if (arguments_.command != Command::dns && !arguments_.ask_dns) return true;
        dns_.emplace(arguments_);
        if (!dns_->error().empty()) complain("--resolver", dns_->error());
        return dns_->error().empty();
    }

    bool prepare_output() {
        if (arguments_.output.empty()) return true;
        if (format() != OutputFormat::sqlite) return output_.open(arguments_.output);
        database_.emplace();
        return database_->open(arguments_.output) || database_failed();
    }

    /// False, after one line that says why.
    bool database_failed() {
        complain(arguments_.output, database_->error());
        database_broken_ = true;
        return false;
    }

    [[nodiscard]] OutputFormat format() const {
        if (arguments_.format != OutputFormat::automatic) return arguments_.format;
        if (arguments_.command != Command::parse) return OutputFormat::text;
        return many_ ? OutputFormat::ndjson : OutputFormat::json;
    }

    [[nodiscard]] std::optional<TableFormat> table_format() const {
        if (arguments_.command != Command::parse) return std::nullopt;
        if (format() == OutputFormat::csv) return TableFormat::csv;
        if (format() == OutputFormat::tsv) return TableFormat::tsv;
        return std::nullopt;
    }

    /// False where nothing more can be written.
    bool show(const SourceMessage& message) {
        name_ = message.source;
        if (message.index >= 0) name_ += " #" + std::to_string(message.index);
        options_.source = message.source;
        options_.container = message.container;
        options_.index = message.index;
        options_.offset = message.offset;
        const Report report =
            arguments_.command == Command::trace ? trace(message.bytes, options_) : parse(message.bytes, options_);
        bounce_ = bounce_ || report.is_bounce();
        line_.clear();
        switch (arguments_.command) {
        case Command::check: return true;
        case Command::parse:
        case Command::trace:
            if (database_) return database_->add(report) || database_failed();
            write_result(report);
            break;
        case Command::explain: write_explanation(report); break;
        case Command::dns: write_checks(DnsChecks::subject_of(report)); break;
        case Command::unknown: unknown_.add(report, *rules_); return true;
        case Command::summary: summary_.add(report); return true;
        case Command::worker: break;
        case Command::rules_lint:
        case Command::rules_list:
        case Command::rules_explain:
        case Command::report: break;
        }
        return output_.write(line_);
    }

    void write_result(const Report& report) {
        switch (format()) {
        case OutputFormat::json: line_ = to_json(report).dump(2) + "\n"; return;
        case OutputFormat::csv:
        case OutputFormat::tsv: append_table_rows(report, *table_format(), line_); return;
        case OutputFormat::sisimai: sisimai_.append(report, line_); return;
        case OutputFormat::ses: append_ses(report, line_); return;
        case OutputFormat::text: {
            const ExplainOptions look{arguments_.width, arguments_.colour, ExplainFormat::text};
            write_text(arguments_.command == Command::trace ? explain_trace(report, look) : explain(report, look));
            return;
        }
        case OutputFormat::automatic:
        case OutputFormat::markdown:
        case OutputFormat::sqlite:
        case OutputFormat::ndjson: break;
        }
        append_json(report, line_);
        line_ += '\n';
    }

    void write_explanation(const Report& report) {
        emit::Explanation explanation = emit::make_explanation(report);
        if (dns_) explanation.sections.push_back(dns_section(dns_->run(DnsChecks::subject_of(report))));
        switch (format()) {
        case OutputFormat::json: write_object(emit::explanation_json(explanation)); return;
        case OutputFormat::markdown: write_text(emit::explanation_markdown(explanation)); return;
        default: write_text(emit::explanation_text(explanation, {arguments_.width, arguments_.colour, ExplainFormat::text}));
        }
    }

    void write_checks(const dns::Subject& subject) {
        const std::vector<dns::Check> checks = dns_->run(subject);
        for (const dns::Check& check : checks) problem_ = problem_ || check.outcome == dns::CheckOutcome::problem;
        if (format() == OutputFormat::json)
            write_object(dns::to_json(subject, checks));
        else if (checks.empty())
            write_text("The message names no public address and no domain to ask about.\n");
        else
            write_text(dns::to_text(checks, {arguments_.width, arguments_.colour, ExplainFormat::text}));
    }

    /// One object is made for the eye, several are lines.
    void write_object(nlohmann::ordered_json object) {
        object["source"] = name_;
        line_ += object.dump(many_ ? -1 : 2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }

    /// Several explanations are set apart by the name of their message.
    void write_text(const std::string& text) {
        if (many_) {
            if (shown_) line_ += '\n';
            line_ += "== " + name_ + " ==\n";
        }
        shown_ = true;
        line_ += text;
    }

    const Arguments& arguments_;
    Options options_;
    std::optional<RuleSet> rules_;
    Output output_;
    std::optional<SqliteSink> database_; ///< instead of the output
    bool database_broken_ = false;
    SisimaiArray sisimai_;
    UnknownTexts unknown_;
    summary::Summary summary_{arguments_.repeat};
    std::optional<DnsChecks> dns_; ///< where DNS is to be asked
    std::string line_;
    std::string name_; ///< of the message at hand
    bool many_ = false;
    bool shown_ = false;
    bool failed_ = false; ///< a path that was named cannot be read
    bool lacking_ = false; ///< something below or within one
    bool bounce_ = false;
    bool problem_ = false; ///< `dns` found one
};

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    Arguments arguments;
    const int ended = read_arguments(argc, argv, arguments);
    if (ended >= 0) return ended;
    switch (arguments.command) {
    case Command::rules_lint:
    case Command::rules_list:
    case Command::rules_explain: return run_rules(arguments);
    case Command::report: return run_report(arguments);
    default: return Run(arguments).run();
    }
}

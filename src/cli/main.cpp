// The dsnparse command.
#include "cli/arguments.hpp"
#include "cli/dns_command.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/rules_command.hpp"
#include "cli/rules_file.hpp"
#include "cli/unknown_texts.hpp"
#include "dns/json.hpp"
#include "dns/text.hpp"

#include <dsnparse/flat.hpp>
#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/rules.hpp>
#include <dsnparse/write.hpp>

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
        if (arguments_.command == Command::dns && is_named(dns_->named())) {
            write_checks(dns_->named(), {"-"});
            output_.write(line_);
            return finish();
        }
        bool failed = false;
        const std::vector<InputFile> inputs = find_inputs(arguments_.paths, failed);
        failed_ = failed;
        many_ = inputs.size() != 1;
        if (const std::optional<TableFormat> table = table_format()) {
            append_table_header(*table, line_);
            output_.write(line_);
        }
        std::string content;
        for (const InputFile& input : inputs) {
            const std::string reason = read_input(input, content);
            if (!reason.empty()) {
                complain(input.path, reason);
                failed_ = true;
                continue;
            }
            if (!show(input, content)) break;
        }
        if (arguments_.command == Command::unknown)
            output_.write(format() == OutputFormat::json ? unknown_.json(arguments_.top) : unknown_.text(arguments_.top));
        return finish();
    }

private:
    int finish() {
        const int output = output_.finish();
        if (failed_ || output != exit_good) return exit_error;
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
        if (arguments_.command != Command::dns && !arguments_.ask_dns) return true;
        dns_.emplace(arguments_);
        if (!dns_->error().empty()) complain("--resolver", dns_->error());
        return dns_->error().empty();
    }

    [[nodiscard]] OutputFormat format() const {
        if (arguments_.format != OutputFormat::automatic) return arguments_.format;
        if (arguments_.command != Command::parse) return OutputFormat::text;
        return many_ ? OutputFormat::ndjson : OutputFormat::json;
    }

    [[nodiscard]] std::optional<TableFormat> table_format() const {
        if (format() == OutputFormat::csv) return TableFormat::csv;
        if (format() == OutputFormat::tsv) return TableFormat::tsv;
        return std::nullopt;
    }

    /// False where nothing more can be written.
    bool show(const InputFile& input, const std::string& content) {
        options_.source = input.path;
        const Report report = arguments_.command == Command::trace ? trace(content, options_) : parse(content, options_);
        bounce_ = bounce_ || report.is_bounce();
        line_.clear();
        switch (arguments_.command) {
        case Command::check: return true;
        case Command::parse:
        case Command::trace: write_result(report, input); break;
        case Command::explain: write_explanation(report, input); break;
        case Command::dns: write_checks(DnsChecks::subject_of(report), input); break;
        case Command::unknown: unknown_.add(report, *rules_); return true;
        case Command::rules_lint:
        case Command::rules_list:
        case Command::rules_explain: break;
        }
        return output_.write(line_);
    }

    void write_result(const Report& report, const InputFile& input) {
        switch (format()) {
        case OutputFormat::json: line_ = to_json(report).dump(2) + "\n"; return;
        case OutputFormat::csv:
        case OutputFormat::tsv: append_table_rows(report, *table_format(), line_); return;
        case OutputFormat::text: {
            const ExplainOptions look{arguments_.width, arguments_.colour, ExplainFormat::text};
            write_text(arguments_.command == Command::trace ? explain_trace(report, look) : explain(report, look), input);
            return;
        }
        case OutputFormat::automatic:
        case OutputFormat::markdown:
        case OutputFormat::ndjson: break;
        }
        append_json(report, line_);
        line_ += '\n';
    }

    void write_explanation(const Report& report, const InputFile& input) {
        emit::Explanation explanation = emit::make_explanation(report);
        if (dns_) explanation.sections.push_back(dns_section(dns_->run(DnsChecks::subject_of(report))));
        switch (format()) {
        case OutputFormat::json: write_object(emit::explanation_json(explanation), input); return;
        case OutputFormat::markdown: write_text(emit::explanation_markdown(explanation), input); return;
        default:
            write_text(emit::explanation_text(explanation, {arguments_.width, arguments_.colour, ExplainFormat::text}), input);
        }
    }

    void write_checks(const dns::Subject& subject, const InputFile& input) {
        const std::vector<dns::Check> checks = dns_->run(subject);
        for (const dns::Check& check : checks) problem_ = problem_ || check.outcome == dns::CheckOutcome::problem;
        if (format() == OutputFormat::json)
            write_object(dns::to_json(subject, checks), input);
        else if (checks.empty())
            write_text("The message names no public address and no domain to ask about.\n", input);
        else
            write_text(dns::to_text(checks, {arguments_.width, arguments_.colour, ExplainFormat::text}), input);
    }

    /// One object is made for the eye, several are lines.
    void write_object(nlohmann::ordered_json object, const InputFile& input) {
        object["source"] = input.path;
        line_ += object.dump(many_ ? -1 : 2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }

    /// Several explanations are set apart by the name of their message.
    void write_text(const std::string& text, const InputFile& input) {
        if (many_) {
            if (shown_) line_ += '\n';
            line_ += "== " + input.path + " ==\n";
        }
        shown_ = true;
        line_ += text;
    }

    const Arguments& arguments_;
    Options options_;
    std::optional<RuleSet> rules_;
    Output output_;
    UnknownTexts unknown_;
    std::optional<DnsChecks> dns_; ///< where DNS is to be asked
    std::string line_;
    bool many_ = false;
    bool shown_ = false;
    bool failed_ = false;
    bool bounce_ = false;
    bool problem_ = false; ///< `dns` found one
};

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    Arguments arguments;
    const int ended = read_arguments(argc, argv, arguments);
    if (ended >= 0) return ended;
    switch (arguments.command) {
    case Command::rules_lint:
    case Command::rules_list:
    case Command::rules_explain: return run_rules(arguments);
    default: return Run(arguments).run();
    }
}

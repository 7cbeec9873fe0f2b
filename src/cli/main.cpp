// The dsnparse command.
#include "cli/arguments.hpp"
#include "cli/complain.hpp"
#include "cli/dns_command.hpp"
#include "cli/manual.hpp"
#include "cli/messages.hpp"
#include "cli/output.hpp"
#include "cli/parse_command.hpp"
#include "cli/parse_options.hpp"
#include "cli/report_command.hpp"
#include "cli/rules_command.hpp"
#include "cli/rules_file.hpp"
#include "cli/unknown_texts.hpp"
#include "cli/worker.hpp"
#include "dns/json.hpp"
#include "dns/text.hpp"
#include "summary/summary.hpp"

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
        if (arguments_.command == Command::worker) return run_worker(arguments_, options_);
        if (arguments_.command == Command::dns && is_named(dns_->named())) {
            name_ = "-";
            write_checks(dns_->named());
            output_.write(line_);
            return finish();
        }
        Messages messages(arguments_);
        many_ = messages.many();
        SourceMessage message;
        while (messages.next(message)) {
            messages.tell_problems();
            if (!show(message)) break;
        }
        messages.tell_problems();
        failed_ = messages.failed();
        lacking_ = messages.lacking();
        if (arguments_.command == Command::unknown)
            output_.write(format() == OutputFormat::json ? unknown_.json(arguments_.top) : unknown_.text(arguments_.top));
        if (arguments_.command == Command::summary) output_.write(summary_text());
        return finish();
    }

private:
    [[nodiscard]] std::string summary_text() const {
        const bool as_text = format() == OutputFormat::text;
        const std::size_t top = arguments_.top > 0 ? arguments_.top : as_text ? 10 : 100;
        if (as_text) return summary::to_text(summary_, top);
        return format() == OutputFormat::csv ? summary::to_csv(summary_, top) : summary::to_json(summary_, top);
    }

    int finish() {
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
        rules_ = load_rules(arguments_.rules);
        if (!rules_) return false;
        options_ = parse_options(arguments_, *rules_);
        if (arguments_.command != Command::dns && !arguments_.ask_dns) return true;
        dns_.emplace(arguments_);
        if (!dns_->error().empty()) complain("--resolver", dns_->error());
        return dns_->error().empty();
    }

    [[nodiscard]] OutputFormat format() const {
        return arguments_.format == OutputFormat::automatic ? OutputFormat::text : arguments_.format;
    }

    /// False where nothing more can be written.
    bool show(const SourceMessage& message) {
        name_ = name_of(message);
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
        case Command::trace: write_trace(report); break;
        case Command::explain: write_explanation(report); break;
        case Command::dns: write_checks(DnsChecks::subject_of(report)); break;
        case Command::unknown: unknown_.add(report, *rules_); return true;
        case Command::summary: summary_.add(report); return true;
        case Command::parse:
        case Command::worker:
        case Command::rules_lint:
        case Command::rules_list:
        case Command::rules_explain:
        case Command::report:
        case Command::manual: break;
        }
        return output_.write(line_);
    }

    void write_trace(const Report& report) {
        if (format() != OutputFormat::json)
            write_text(explain_trace(report, {arguments_.width, arguments_.colour, ExplainFormat::text}));
        else
            line_ += to_json(report).dump(2) + "\n";
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
    case Command::parse: return run_parse(arguments);
    case Command::manual: return run_manual(arguments);
    default: return Run(arguments).run();
    }
}

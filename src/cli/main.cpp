// The dsnparse command.
#include "cli/arguments.hpp"
#include "cli/csv.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/rules_command.hpp"
#include "cli/rules_file.hpp"
#include "cli/unknown_texts.hpp"

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
        bool failed = false;
        const std::vector<InputFile> inputs = find_inputs(arguments_.paths, failed);
        failed_ = failed;
        many_ = inputs.size() != 1;
        if (format() == OutputFormat::csv) output_.write(csv_header());
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
        const int output = output_.finish();
        if (failed_ || output != exit_good) return exit_error;
        return arguments_.command == Command::check && !bounce_ ? exit_negative : exit_good;
    }

private:
    bool prepare() {
        options_.evidence = arguments_.evidence;
        options_.limits.message_bytes = arguments_.most_bytes;
        options_.message_digest = arguments_.digest;
        rules_ = load_rules(arguments_.rules);
        if (rules_) options_.rules = &*rules_;
        return rules_.has_value();
    }

    [[nodiscard]] OutputFormat format() const {
        if (arguments_.format != OutputFormat::automatic) return arguments_.format;
        if (arguments_.command != Command::parse) return OutputFormat::text;
        return many_ ? OutputFormat::ndjson : OutputFormat::json;
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
        case Command::explain: write_text(explain(report, {arguments_.width, arguments_.colour}), input); break;
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
        case OutputFormat::csv: append_csv(report, line_); return;
        case OutputFormat::text: {
            const ExplainOptions look{arguments_.width, arguments_.colour};
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
    std::string line_;
    bool many_ = false;
    bool shown_ = false;
    bool failed_ = false;
    bool bounce_ = false;
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

#include "cli/arguments.hpp"

#include "cli/command_tree.hpp"
#include "cli/help_texts.hpp"
#include "fields/network.hpp"

#include <dsnparse/report_enums.hpp>
#include <dsnparse/rules.hpp>
#include <dsnparse/version.hpp>

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <map>

#include <unistd.h>

namespace dsnparse::cli {

namespace {

constexpr const char* purpose = "Reads bounces: why a mail was refused, who refused it, what to do.";

/// Tasks, by which --help lists the commands, and groups of options.
constexpr const char* one_bounce = "One bounce";
constexpr const char* many_bounces = "Many bounces";
constexpr const char* knowledge_task = "Knowledge";
constexpr const char* command_task = "This command";
constexpr const char* input_options = "Input";
constexpr const char* output_options = "Output";
constexpr const char* side_options = "Our side";
constexpr const char* dns_options = "DNS";

std::string footer() { return std::string(path_text) + "\n\nExit status: " + exit_text + "\n\n" + example_text; }

bool wants_colour(const std::string& choice) {
    if (choice == "always") return true;
    if (choice == "never") return false;
    const char* no_colour = std::getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

bool names_database(const std::string& path) {
    for (const std::string ending : {".db", ".sqlite", ".sqlite3"})
        if (path.size() > ending.size() && path.compare(path.size() - ending.size(), ending.size(), ending) == 0) return true;
    return false;
}

std::vector<std::string> phase_names() {
    std::vector<std::string> names;
    for (int value = 0; value <= static_cast<int>(Phase::local); ++value)
        names.emplace_back(to_string(static_cast<Phase>(value)));
    return names;
}

CLI::Validator at_least_one() {
    return {[](std::string& value) {
                const bool good = value.find_first_not_of("0123456789") == std::string::npos
                                  && value.find_first_not_of('0') != std::string::npos;
                return good ? std::string() : "Value " + value + " is not a number above 0";
            },
            ""};
}

/// The subcommands and what they have in common.
class Builder {
public:
    Builder(CLI::App& app, Arguments& arguments) : app_(app), arguments_(arguments) {}

    void build() {
        add_parse();
        CLI::App* explain = add(Command::explain, app_, "explain", "for a person: who refused, why, who can act, what to do");
        add_inputs(explain);
        add_formats(explain, "text, markdown or json", {"text", "markdown", "json"});
        add_side(explain);
        add_look(explain);
        explain->add_flag("--dns", arguments_.ask_dns, "ask DNS as well about the sending host and the domains");
        add_resolver(explain);
        CLI::App* trace = add(Command::trace, app_, "trace", "the Received chain of any message, with the sending edge");
        add_inputs(trace);
        add_formats(trace, "text or json", {"text", "json"});
        add_side(trace);
        add_look(trace);
        add_inputs(add(Command::check, app_, "check", "exit status only: 0 it is a bounce, 1 it is not, 2 error"));
        add_many();
        add_knowledge();
        add_dns();
        add_report();
        add_manual();
        group_by_task();
    }

    /// Empty: the arguments fit together; else what does not.
    [[nodiscard]] std::string misfit() const {
        const std::string& output = arguments_.output;
        if (arguments_.format == OutputFormat::sqlite && output.empty()) return "--format sqlite needs a file: -o FILE";
        if (arguments_.format == OutputFormat::sqlite && no_digest_)
            return "--no-digest: the messages of a database are known by their digest";
        return {};
    }

    void finish() {
        for (const auto& [command, sub] : subs_)
            if (*sub) arguments_.command = command;
        arguments_.digest = !no_digest_;
        if (arguments_.output == "-") arguments_.output.clear();
        if (arguments_.format == OutputFormat::automatic && names_database(arguments_.output))
            arguments_.format = OutputFormat::sqlite;
        arguments_.colour = wants_colour(colour_);
        if (!arguments_.redact_key.empty()) arguments_.redact = true;
        if (arguments_.paths.empty() && arguments_.files_from.empty()) arguments_.paths.emplace_back("-");
    }

private:
    CLI::App* add(Command command, CLI::App& parent, const std::string& name, const std::string& about) {
        CLI::App* sub = parent.add_subcommand(name, about);
        sub->footer(footer());
        subs_.emplace_back(command, sub);
        return sub;
    }

    void add_rules(CLI::App* sub) {
        sub->add_option("--rules", arguments_.rules, "a rule file of your own, asked before the built-in rules")
            ->type_name("FILE");
    }

    void add_inputs(CLI::App* sub) {
        sub->add_option("PATH", arguments_.paths, "files, folders, or - for standard input");
        add_size(sub);
    }

    void add_size(CLI::App* sub) {
        sub->add_option("--max-size", arguments_.most_bytes, "read at most this many bytes of a message")
            ->type_name("BYTES")
            ->check(at_least_one());
        static const std::map<std::string, SourceFormat> formats{{"auto", SourceFormat::automatic},
                                                                 {"message", SourceFormat::message},
                                                                 {"mbox", SourceFormat::mbox},
                                                                 {"mboxrd", SourceFormat::mboxrd},
                                                                 {"ndjson", SourceFormat::ndjson}};
        sub->add_option("--in", arguments_.input_format, "what the files are: auto, message, mbox, mboxrd or ndjson")
            ->type_name("auto|message|mbox|mboxrd|ndjson")
            ->transform(CLI::CheckedTransformer(formats).description(""));
        sub->add_option("--field", arguments_.field, "the member of a JSON object that is the message; default: raw")
            ->type_name("NAME");
        add_rules(sub);
    }

    /// For many messages.
    void add_batch(CLI::App* parse) {
        parse->add_option("-j,--jobs", arguments_.workers, "messages parsed at a time; 0: one per processor")
            ->type_name("N")
            ->check(CLI::Range(0, 256).description(""));
        parse->add_option("--files-from", arguments_.files_from, "a file with one path per line; -: standard input")
            ->type_name("FILE");
        parse->add_flag("-0,--null", arguments_.null_separated, "the paths of --files-from end with a zero byte");
        std::map<std::string, Kind> kinds;
        std::vector<std::string> kind_names;
        for (int value = 0; value <= static_cast<int>(Kind::message); ++value) {
            kind_names.emplace_back(to_string(static_cast<Kind>(value)));
            kinds.emplace(kind_names.back(), static_cast<Kind>(value));
        }
        parse->add_option("--only", arguments_.only, "write results of these kinds alone; several: bounce,delay")
            ->delimiter(',')
            ->allow_extra_args(false)
            ->type_name(joined(kind_names, "|"))
            ->transform(CLI::CheckedTransformer(kinds).description(""));
        parse->add_flag("--redact", arguments_.redact, "mask addresses, names, subjects and ids");
        parse->add_option("--redact-key", arguments_.redact_key, "mask them the same way in every run with this key file")
            ->type_name("FILE");
        parse->add_option("--resume", arguments_.resume, "skip what FILE lists as done, and list there what is done")
            ->type_name("FILE");
        parse->add_option("--progress", arguments_.progress, "on standard error: how far it is")
            ->type_name("auto|always|never")
            ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
        parse->add_flag("-q,--quiet", arguments_.quiet, "say nothing about what cannot be read; the exit status tells");
    }

    void add_look(CLI::App* sub) {
        sub->add_option("--color,--colour", colour_, "auto, always or never; NO_COLOR is respected")
            ->type_name("auto|always|never")
            ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
        sub->add_option("--width", arguments_.width, "columns to wrap at, 40 to 1000")
            ->type_name("N")
            ->check(CLI::Range(40, 1000).description(""));
    }

    void add_side(CLI::App* sub) {
        sub->add_option("--our-domain", arguments_.our_domains, "a domain of ours: its hosts are our side; may be repeated")
            ->allow_extra_args(false)
            ->type_name("DOMAIN");
        sub->add_option("--trusted-net", arguments_.trusted_nets, "a network of ours, like 192.0.2.0/24; may be repeated")
            ->allow_extra_args(false)
            ->type_name("CIDR")
            ->check(CLI::Validator(
                [](const std::string& text) {
                    return fields::read_network(text) ? std::string() : "\"" + text + "\" is no network like 192.0.2.0/24";
                },
                ""));
    }

    void add_formats(CLI::App* sub, const std::string& about, const std::vector<std::string>& names) {
        static const std::map<std::string, OutputFormat> all{
            {"json", OutputFormat::json},     {"ndjson", OutputFormat::ndjson},   {"csv", OutputFormat::csv},
            {"tsv", OutputFormat::tsv},       {"sisimai", OutputFormat::sisimai}, {"ses", OutputFormat::ses},
            {"sqlite", OutputFormat::sqlite}, {"text", OutputFormat::text},       {"markdown", OutputFormat::markdown}};
        std::map<std::string, OutputFormat> some;
        for (const std::string& name : names) some.emplace(name, all.at(name));
        sub->add_option("--format", arguments_.format, about)
            ->type_name(joined(names, "|"))
            ->transform(CLI::CheckedTransformer(some).description(""));
    }

    void add_parse() {
        CLI::App* parse = add(Command::parse, app_, "parse", "the result as JSON, one per message");
        add_inputs(parse);
        add_formats(parse,
                    "json, ndjson, csv, tsv, text, sqlite, sisimai or ses; default: sqlite for -o FILE.db, else json for one "
                    "message, ndjson for more",
                    {"json", "ndjson", "csv", "tsv", "text", "sqlite", "sisimai", "ses"});
        parse->add_option("-o,--output", arguments_.output, "a file instead of standard output; there when all is written")
            ->type_name("FILE");
        add_reading(parse);
        add_batch(parse);
        add_look(parse);
    }

    /// What `worker` has in common with `parse`.
    void add_reading(CLI::App* sub) {
        static const std::map<std::string, EvidenceLevel> levels{
            {"none", EvidenceLevel::none}, {"refs", EvidenceLevel::refs}, {"full", EvidenceLevel::full}};
        sub->add_option("--evidence", arguments_.evidence, "nothing, places, or places and words")
            ->type_name("none|refs|full")
            ->transform(CLI::CheckedTransformer(levels).description(""));
        sub->add_flag("--no-digest", no_digest_, "leave input.id (SHA-256) out");
        add_side(sub);
    }

    void add_many() {
        CLI::App* summary =
            add(Command::summary, app_, "summary", "many bounces in one picture: who refuses, why, whom to stop writing to");
        add_inputs(summary);
        add_formats(summary, "text, json or csv", {"text", "json", "csv"});
        summary->add_option("--top", arguments_.top, "so many of each ranking; default: 10 as text, 100 else")
            ->check(at_least_one());
        summary
            ->add_option("--repeat", arguments_.repeat, "so many bounces of a full or disabled mailbox suppress it; default: 3")
            ->check(at_least_one());
        add_side(summary);

        CLI::App* worker = add(Command::worker, app_, "worker", "a filter that lives on: one line of JSON in, one out");
        add_size(worker);
        add_reading(worker);
        worker->add_option("--max-line", arguments_.most_line, "refuse lines longer than this many bytes")
            ->type_name("BYTES")
            ->check(at_least_one());
    }

    void add_resolver(CLI::App* sub) {
        sub->add_option("--resolver", arguments_.resolver, "the name server to ask; default: the system's")
            ->type_name("ADDRESS[:PORT]");
        sub->add_option("--timeout", arguments_.timeout_s, "seconds to wait for one answer")
            ->type_name("SECONDS")
            ->check(CLI::Range(0.1, 60.0).description(""));
        sub->add_option("--dnsbl", arguments_.block_lists, "a DNS block list to ask about the sending address; may be repeated")
            ->allow_extra_args(false)
            ->type_name("ZONE");
    }

    void add_dns() {
        CLI::App* dns = add(Command::dns, app_, "dns", "asks DNS about the sending host and the domains of a mail");
        add_inputs(dns);
        add_formats(dns, "text or json", {"text", "json"});
        add_side(dns);
        add_look(dns);
        add_resolver(dns);
        dns->add_option("--ip", arguments_.ip, "check this sending address; no message is read then");
        dns->add_option("--helo", arguments_.helo, "and this HELO name");
        dns->add_option("--sender-domain", arguments_.sender_domain, "and this domain of the sender (SPF, DMARC)")
            ->type_name("DOMAIN");
        dns->add_option("--recipient-domain", arguments_.recipient_domain, "and this domain of the recipient (MX)")
            ->type_name("DOMAIN");
    }

    void add_manual() {
        const std::vector<std::string> kinds{"man", "bash", "zsh", "fish"};
        CLI::App* manual = add(Command::manual, app_, "manual", "the manual page, or the completions of a shell");
        manual->add_option("KIND", arguments_.manual, "what to write to standard output")
            ->type_name(joined(kinds, "|"))
            ->required()
            ->check(CLI::IsMember(kinds).description(""));
    }

    /// What a person wants to do decides where it stands in the help.
    void group_by_task() {
        static const std::map<std::string, const char*> tasks{
            {"explain", one_bounce},   {"trace", one_bounce},       {"check", one_bounce},   {"dns", one_bounce},
            {"rules", knowledge_task}, {"unknown", knowledge_task}, {"manual", command_task}};
        static const std::map<std::string, const char*> groups{
            {"max-size", input_options},   {"rules", input_options},      {"our-domain", side_options},
            {"trusted-net", side_options}, {"dns", dns_options},          {"resolver", dns_options},
            {"timeout", dns_options},      {"dnsbl", dns_options},        {"format", output_options},
            {"color", output_options},     {"width", output_options},     {"output", output_options},
            {"evidence", output_options},  {"no-digest", output_options}, {"title", output_options},
            {"raw", output_options},       {"most", output_options},      {"top", output_options}};
        for (CLI::App* sub : app_.get_subcommands([](const CLI::App*) { return true; })) {
            const auto task = tasks.find(sub->get_name());
            sub->group(task == tasks.end() ? many_bounces : task->second);
            for (CLI::Option* option : sub->get_options()) {
                const auto group = option->get_lnames().empty() ? groups.end() : groups.find(option->get_lnames().front());
                if (group != groups.end()) option->group(group->second);
            }
        }
    }

    void add_report() {
        const std::map<std::string, page::RawText> raw{
            {"none", page::RawText::none}, {"head", page::RawText::head}, {"full", page::RawText::full}};
        CLI::App* report = add(Command::report, app_, "report", "one page of HTML: figures, charts, table, every message");
        add_inputs(report);
        report->add_option("-o,--output", arguments_.output, "the page; - for standard output")->type_name("FILE")->required();
        report->add_option("--title", arguments_.page.title, "of the page");
        report->add_option("--raw", arguments_.page.raw, "raw text kept of a message: nothing, 16 KiB, or 1 MiB")
            ->type_name("none|head|full")
            ->transform(CLI::CheckedTransformer(raw).description(""));
        report->add_option("--most", arguments_.page.most_messages, "messages in the page; default: 250000")
            ->check(at_least_one());
        add_side(report);
    }

    void add_knowledge() {
        CLI::App* unknown = add(Command::unknown, app_, "unknown", "reply texts that no rule knows, masked and counted");
        add_inputs(unknown);
        add_formats(unknown, "text or json", {"text", "json"});
        unknown->add_option("--top", arguments_.top, "only so many of the most frequent")->check(at_least_one());

        CLI::App* rules = app_.add_subcommand("rules", "the knowledge: checked, listed, explained");
        rules->require_subcommand(1);
        add_rules(add(Command::rules_lint, *rules, "lint", "checks every rule by its own examples"));
        CLI::App* list = add(Command::rules_list, *rules, "list", "every rule: id, category, words");
        add_rules(list);
        add_formats(list, "text or json", {"text", "json"});
        CLI::App* explain = add(Command::rules_explain, *rules, "explain", "which rules a reply hits, and which one wins");
        explain->add_option("TEXT", arguments_.reply, "what the server said, codes in front: \"550 5.1.1 User unknown\"")
            ->required();
        explain->add_option("--host", arguments_.host, "the server that said it");
        explain->add_option("--phase", arguments_.phase, "when it said it")
            ->type_name(joined(phase_names(), "|"))
            ->check(CLI::IsMember(phase_names()).description(""));
        add_rules(explain);
        add_formats(explain, "text or json", {"text", "json"});
    }

    CLI::App& app_;
    Arguments& arguments_;
    std::vector<std::pair<Command, CLI::App*>> subs_;
    std::string colour_ = "auto";
    bool no_digest_ = false;
};

} // namespace

CommandInfo describe_command() {
    Arguments arguments;
    CLI::App app(purpose, "dsnparse");
    app.set_version_flag("--version", std::string());
    Builder(app, arguments).build();
    return command_tree(app);
}

int read_arguments(int argc, char** argv, Arguments& arguments) {
    CLI::App app(purpose, "dsnparse");
    app.footer(footer());
    app.set_version_flag("--version", std::string("dsnparse ") + DSNPARSE_VERSION + " (rules "
                                          + std::string(RuleSet::builtin().version()) + ")");
    app.require_subcommand(1);
    Builder builder(app, arguments);
    builder.build();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            app.exit(error, std::cout, std::cerr);
            std::cout.flush();
            return exit_good;
        }
        std::cerr << "dsnparse: " << error.what() << "; see dsnparse --help\n";
        return exit_error;
    }
    builder.finish();
    if (const std::string misfit = builder.misfit(); !misfit.empty()) {
        std::cerr << "dsnparse: " << misfit << "; see dsnparse --help\n";
        return exit_error;
    }
    return -1;
}

} // namespace dsnparse::cli

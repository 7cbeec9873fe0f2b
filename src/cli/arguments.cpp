#include "cli/arguments.hpp"

#include <dsnparse/rules.hpp>
#include <dsnparse/version.hpp>

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <map>

#include <unistd.h>

namespace dsnparse::cli {

namespace {

constexpr const char* footer =
    "PATH is a file with one message, a folder (all files below it, in order of their names), or - for\n"
    "standard input; none: standard input.\n\n"
    "Exit status: 0 all was read (check: it is a bounce); 1 check only: none is a bounce; 2 something could not\n"
    "be read, or the command line is wrong. One line on standard error says what.\n\n"
    "  dsnparse explain bounce.eml           who refused, why, what to do\n"
    "  dsnparse parse bounces/ > out.ndjson  one line of JSON per message\n"
    "  dsnparse check - < mail && echo bounce";

bool wants_colour(const std::string& choice) {
    if (choice == "always") return true;
    if (choice == "never") return false;
    const char* no_colour = std::getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

} // namespace

int read_arguments(int argc, char** argv, Arguments& arguments) {
    CLI::App app("Reads bounces: why a mail was refused, who refused it, what to do.", "dsnparse");
    app.footer(footer);
    app.set_version_flag("--version", std::string("dsnparse ") + DSNPARSE_VERSION + " (rules "
                                          + std::string(RuleSet::builtin().version()) + ")");
    app.require_subcommand(1);

    std::string colour = "auto";
    const std::map<std::string, OutputFormat> parse_formats{
        {"json", OutputFormat::json}, {"ndjson", OutputFormat::ndjson}, {"csv", OutputFormat::csv}, {"text", OutputFormat::text}};
    const std::map<std::string, OutputFormat> trace_formats{{"json", OutputFormat::json}, {"text", OutputFormat::text}};
    const std::map<std::string, EvidenceLevel> levels{
        {"none", EvidenceLevel::none}, {"refs", EvidenceLevel::refs}, {"full", EvidenceLevel::full}};

    const auto add_common = [&](CLI::App* sub) {
        sub->add_option("PATH", arguments.paths, "files, folders, or - for standard input");
        sub->add_option("--max-size", arguments.most_bytes, "read at most this many bytes of a message")
            ->type_name("BYTES")
            ->check(CLI::PositiveNumber);
        sub->add_option("--rules", arguments.rules, "a rule file of your own, asked before the built-in rules")
            ->type_name("FILE");
        sub->footer(footer);
    };
    const auto add_look = [&](CLI::App* sub) {
        sub->add_option("--color,--colour", colour, "auto, always or never; NO_COLOR is respected")
            ->check(CLI::IsMember({"auto", "always", "never"}));
        sub->add_option("--width", arguments.width, "columns to wrap at")->check(CLI::Range(40, 1000));
    };

    CLI::App* parse = app.add_subcommand("parse", "the result as JSON, one per message");
    add_common(parse);
    parse->add_option("--format", arguments.format, "json, ndjson, csv or text; default: json for one message, ndjson for more")
        ->transform(CLI::CheckedTransformer(parse_formats).description(""));
    parse->add_option("--evidence", arguments.evidence, "none, refs (places) or full (places and words)")
        ->transform(CLI::CheckedTransformer(levels).description(""));
    bool no_digest = false;
    parse->add_flag("--no-digest", no_digest, "leave input.id (SHA-256) out");
    add_look(parse);

    CLI::App* explain = app.add_subcommand("explain", "for a person: who refused, why, who can act, what to do");
    add_common(explain);
    add_look(explain);

    CLI::App* trace = app.add_subcommand("trace", "the Received chain of any message, with the sending edge");
    add_common(trace);
    trace->add_option("--format", arguments.format, "text or json")
        ->transform(CLI::CheckedTransformer(trace_formats).description(""));
    add_look(trace);

    CLI::App* check = app.add_subcommand("check", "exit status only: 0 it is a bounce, 1 it is not, 2 error");
    add_common(check);

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
    arguments.command = *parse ? Command::parse : *explain ? Command::explain : *trace ? Command::trace : Command::check;
    arguments.digest = !no_digest;
    arguments.colour = wants_colour(colour);
    if (arguments.paths.empty()) arguments.paths.emplace_back("-");
    return -1;
}

} // namespace dsnparse::cli

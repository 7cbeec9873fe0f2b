/// \file
/// The command line, read by CLI11.
#pragma once

#include "cli/command_tree.hpp"
#include "page/writer.hpp"

#include <dsnparse/options.hpp>
#include <dsnparse/report_enums.hpp>
#include <dsnparse/source.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace dsnparse::cli {

enum class Command {
    parse,
    explain,
    trace,
    check,
    summary,
    worker,
    unknown,
    rules_lint,
    rules_list,
    rules_explain,
    dns,
    report,
    manual
};
enum class OutputFormat { automatic, json, ndjson, csv, tsv, sisimai, ses, sqlite, text, markdown };

/// What the caller asked for.
struct Arguments {
    Command command = Command::parse;
    std::vector<std::string> paths; ///< `-` is standard input
    SourceFormat input_format = SourceFormat::automatic;
    std::string field = "raw"; ///< of NDJSON
    OutputFormat format = OutputFormat::automatic;
    std::string output; ///< `parse`: a file; empty: standard output. `report`: a file, or `-`
    std::string files_from; ///< `parse`: a file that lists more paths; empty: none
    bool null_separated = false; ///< they end with a zero byte instead of a line end
    unsigned workers = 1; ///< `parse`; 0: as many as there are processors
    std::vector<Kind> only; ///< `parse`: results to write; empty: all
    std::string progress = "auto"; ///< `parse`: auto, always, never
    bool quiet = false; ///< `parse`: nothing about what cannot be read
    bool redact = false; ///< `parse`
    std::string redact_key; ///< a file; empty: a key for this run
    std::string resume; ///< `parse`: a journal; empty: none
    EvidenceLevel evidence = EvidenceLevel::full;
    std::size_t most_bytes = Limits().message_bytes;
    bool digest = true;
    std::string rules; ///< a rule file to put in front; empty: none
    bool colour = false;
    std::size_t width = 80;
    std::vector<std::string> our_domains;
    std::vector<std::string> trusted_nets;
    std::size_t top = 0; ///< `unknown`, `summary`: so many texts, keys; 0: all, or as many as suit
    std::size_t repeat = 3; ///< `summary`: so many messages count as repeated
    std::size_t most_line = std::size_t{64} << 20; ///< `worker`: bytes of a line
    std::string reply; ///< `rules explain`: what a server said
    std::string host; ///< `rules explain`: and who
    std::string phase; ///< `rules explain`: and when
    bool ask_dns = false; ///< `explain`: with the checks of `dns`
    std::vector<std::string> block_lists; ///< zones to ask
    std::string resolver; ///< ADDRESS[:PORT]; empty: the system's
    double timeout_s = 3; ///< for one answer
    std::string ip; ///< `dns`: what to check, instead of what the messages say
    std::string helo;
    std::string sender_domain;
    std::string recipient_domain;
    page::PageOptions page; ///< `report`
    std::string manual; ///< `manual`: man, bash, zsh or fish
};

/// Exit codes of the command (docs/command-line.md).
constexpr int exit_good = 0;
constexpr int exit_negative = 1; ///< `check`: no bounce; `dns`: a problem; `rules lint`: a rule does not hold
constexpr int exit_error = 2;

/// The whole command line, for what describes it.
[[nodiscard]] CommandInfo describe_command();

/// Reads the arguments. Where that ends the program (bad usage, --help, --version), says so on the right stream and returns
/// the exit code; else -1, and `arguments` is filled.
[[nodiscard]] int read_arguments(int argc, char** argv, Arguments& arguments);

} // namespace dsnparse::cli

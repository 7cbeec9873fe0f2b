#include "cli/manual.hpp"

namespace dsnparse::cli {

namespace {

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

void add_option(const OptionInfo& option, const std::string& condition, std::string& out) {
    out += "complete -c dsnparse -n " + quoted(condition);
    for (const std::string& name : option.names)
        out += name.compare(0, 2, "--") == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.value.empty()) out += option.takes_file() ? " -r -F" : " -x";
    if (!option.choices.empty()) out += " -a " + quoted(joined(option.choices));
    out += " -d " + quoted(option.about) + '\n';
}

/// `seen`: the condition that holds behind the name of `command`.
void add_command(const CommandInfo& command, const std::string& seen, std::string& out) {
    std::string none_yet = seen;
    if (!command.commands.empty()) {
        std::string names;
        for (const CommandInfo& sub : command.commands) names += " " + sub.name;
        none_yet =
            seen.empty() ? "not __fish_seen_subcommand_from" + names : seen + "; and not __fish_seen_subcommand_from" + names;
    }
    for (const OptionInfo& option : command.options) add_option(option, none_yet, out);
    bool files = false;
    for (const OptionInfo& option : command.positionals) {
        files = files || option.takes_file();
        if (!option.choices.empty())
            out += "complete -c dsnparse -n " + quoted(seen) + " -a " + quoted(joined(option.choices)) + '\n';
    }
    for (const CommandInfo& sub : command.commands) {
        out += "complete -c dsnparse -f -n " + quoted(none_yet) + " -a " + sub.name + " -d " + quoted(sub.about) + '\n';
        std::string behind = (seen.empty() ? "" : seen + "; and ") + "__fish_seen_subcommand_from " + sub.name;
        // Its name may stand below another command too, as `explain` does below `rules`.
        for (const CommandInfo& other : command.commands)
            for (const CommandInfo& below : other.commands)
                if (below.name == sub.name) behind += "; and not __fish_seen_subcommand_from " + other.name;
        add_command(sub, behind, out);
    }
    if (command.commands.empty() && !files) out += "complete -c dsnparse -f -n " + quoted(seen) + '\n';
}

} // namespace

std::string fish_completion(const CommandInfo& command) {
    std::string out = "# Made by \"dsnparse manual fish\".\n";
    add_command(command, {}, out);
    return out;
}

} // namespace dsnparse::cli

#include "cli/manual.hpp"

namespace dsnparse::cli {

namespace {

/// Cases of one command: `NAME) ... ;;` within the function.
void add_command(const CommandInfo& command, const std::string& path, std::string& out) {
    if (!command.commands.empty()) {
        std::string names;
        for (const CommandInfo& sub : command.commands) names += (names.empty() ? "" : " ") + sub.name;
        out += "    \"" + path + "\") words=\"" + names + "\" ;;\n";
        for (const CommandInfo& sub : command.commands) add_command(sub, path + " " + sub.name, out);
        return;
    }
    std::string options;
    std::string values;
    for (const OptionInfo& option : command.options) {
        options += (options.empty() ? "" : " ") + joined(option.names);
        if (option.value.empty()) continue;
        std::string pattern;
        for (const std::string& name : option.names) pattern += (pattern.empty() ? "" : "|") + name;
        values += "        " + pattern + ") ";
        values += option.takes_file() ? "files=1" : option.choices.empty() ? ":" : "words=\"" + joined(option.choices) + "\"";
        values += " ;;\n";
    }
    std::string rest;
    for (const OptionInfo& option : command.positionals) {
        if (option.takes_file()) rest = "else files=1; ";
        if (!option.choices.empty()) rest = "else words=\"" + joined(option.choices) + "\"; ";
    }
    out += "    \"" + path + "\")\n        case $previous in\n" + values
           + "        *)\n            if [[ $current == -* ]]; then words=\"" + options + "\"; " + rest
           + "fi ;;\n        esac ;;\n";
}

} // namespace

std::string bash_completion(const CommandInfo& command) {
    std::string names;
    std::string nested;
    for (const CommandInfo& sub : command.commands) {
        names += (names.empty() ? "" : " ") + sub.name;
        if (!sub.commands.empty()) nested += (nested.empty() ? "" : "|") + sub.name;
    }
    std::string options;
    for (const OptionInfo& option : command.options) options += " " + joined(option.names);
    std::string out =
        "# Made by \"dsnparse manual bash\".\n"
        "_dsnparse() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= words= files= i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        [[ ${COMP_WORDS[i]} == -* ]] && continue\n"
        "        command=${COMP_WORDS[i]}\n";
    if (!nested.empty())
        out += "        case $command in\n        " + nested
               + ") ((i + 1 < COMP_CWORD)) && command+=\" ${COMP_WORDS[i+1]}\" ;;\n        esac\n";
    out += "        break\n    done\n    case $command in\n    \"\") words=\"" + names + options + "\" ;;\n";
    for (const CommandInfo& sub : command.commands) add_command(sub, sub.name, out);
    return out
           + "    esac\n"
             "    COMPREPLY=()\n"
             "    if [[ $files ]]; then\n"
             "        compopt -o filenames 2>/dev/null\n"
             "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
             "    elif [[ $words ]]; then\n"
             "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
             "    fi\n"
             "}\n"
             "complete -F _dsnparse dsnparse\n";
}

} // namespace dsnparse::cli

#include "cli/manual.hpp"

#include <initializer_list>
#include <string_view>

namespace dsnparse::cli {

namespace {

/// Within '...' of an _arguments specification, where `:`, `[` and `]` have a meaning.
std::string quoted(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else if (c == ':' || c == '[' || c == ']' || c == '\\')
            out.append(1, '\\') += c;
        else
            out += c;
    }
    return out;
}

void put(std::string& out, std::initializer_list<std::string_view> pieces) {
    for (const std::string_view piece : pieces) out += piece;
}

std::string action(const OptionInfo& option) {
    if (option.value.empty()) return {};
    std::string out = ":" + quoted(option.value) + ":";
    if (option.takes_file()) return out + "_files";
    if (option.choices.empty()) return out;
    out += "(";
    for (const std::string& choice : option.choices) out += (out.back() == '(' ? "" : " ") + choice;
    return out + ")";
}

void add_arguments(const CommandInfo& command, const std::string& indent, std::string& out) {
    out += indent + "_arguments -s";
    for (const OptionInfo& option : command.options)
        for (const std::string& name : option.names)
            put(out, {" \\\n", indent, "    '*", name, "[", quoted(option.about), "]", action(option), "'"});
    for (const OptionInfo& option : command.positionals) out += " \\\n" + indent + "    '*" + action(option) + "'";
    out += '\n';
}

/// Chooses among the commands in `$words[1]`, the options of each below it.
void add_commands(const CommandInfo& command, const std::string& indent, std::string& out) {
    out += indent + "if (( CURRENT == 1 )); then\n" + indent + "    _values command";
    for (const CommandInfo& sub : command.commands)
        put(out, {" \\\n", indent, "        '", quoted(sub.name), "[", quoted(sub.about), "]'"});
    for (const OptionInfo& option : command.options)
        for (const std::string& name : option.names)
            put(out, {" \\\n", indent, "        '", name, "[", quoted(option.about), "]'"});
    out += "\n" + indent + "    return\n" + indent + "fi\n" + indent + "case $words[1] in\n";
    for (const CommandInfo& sub : command.commands) {
        out += indent + sub.name + ")\n";
        if (sub.commands.empty()) {
            add_arguments(sub, indent + "    ", out);
        } else {
            out += indent + "    shift words\n" + indent + "    (( CURRENT-- ))\n";
            add_commands(sub, indent + "    ", out);
        }
        out += indent + "    ;;\n";
    }
    out += indent + "esac\n";
}

} // namespace

std::string zsh_completion(const CommandInfo& command) {
    std::string out =
        "#compdef dsnparse\n# Made by \"dsnparse manual zsh\".\n_dsnparse() {\n    shift words\n    (( CURRENT-- ))\n";
    add_commands(command, "    ", out);
    return out + "}\nif [[ $funcstack[1] == _dsnparse ]]; then _dsnparse \"$@\"; else compdef _dsnparse dsnparse; fi\n";
}

} // namespace dsnparse::cli

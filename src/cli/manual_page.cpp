#include "cli/help_texts.hpp"
#include "cli/manual.hpp"

#include <dsnparse/version.hpp>

#include <string_view>

namespace dsnparse::cli {

namespace {

/// Text as roff: a hyphen of ours is one that can be typed, and no line is taken for a request.
std::string roff(std::string_view text) {
    std::string out;
    bool line_start = true;
    for (const char c : text) {
        if (line_start && (c == '.' || c == '\'')) out += "\\&";
        line_start = c == '\n';
        if (c == '-')
            out += "\\-";
        else if (c == '\\')
            out += "\\e";
        else
            out += c;
    }
    return out;
}

void add_option(const OptionInfo& option, std::string& out) {
    out += ".TP\n";
    for (std::size_t i = 0; i < option.names.size(); ++i) {
        if (i > 0) out += ", ";
        out += "\\fB" + roff(option.names[i]) + "\\fR";
    }
    if (!option.value.empty()) out += " \\fI" + roff(option.value) + "\\fR";
    out += '\n' + roff(option.about) + (option.required ? " (required)" : "") + '\n';
}

void add_command(const CommandInfo& command, const std::string& path, std::string& out) {
    if (!command.commands.empty()) {
        for (const CommandInfo& sub : command.commands) add_command(sub, path + " " + sub.name, out);
        return;
    }
    out += ".SS \"" + roff(path) + "\"\n" + roff(command.about) + '\n';
    for (const OptionInfo& option : command.positionals) add_option(option, out);
    for (const OptionInfo& option : command.options) add_option(option, out);
}

/// What follows the name of a command in the synopsis.
std::string arguments_of(const CommandInfo& command) {
    std::string names;
    for (const CommandInfo& sub : command.commands) names += (names.empty() ? "" : " | ") + sub.name;
    if (!names.empty()) return ".B " + roff(names) + "\n.RI \\&...\n";
    std::string out = ".RI [ OPTIONS ]\n";
    for (const OptionInfo& option : command.positionals) {
        if (option.required)
            out += ".I " + roff(option.names.front()) + "\n";
        else
            out += ".RI [ " + roff(option.names.front()) + "... ]\n";
    }
    return out;
}

std::string block(std::string_view text) { return ".PP\n.nf\n" + roff(text) + "\n.fi\n"; }

} // namespace

std::string manual_page(const CommandInfo& command) {
    std::string out =
        ".\\\" Made by \"dsnparse manual man\".\n.TH DSNPARSE 1 \"\" \"dsnparse " DSNPARSE_VERSION "\" \"User Commands\"\n";
    out += ".SH NAME\ndsnparse \\- why a mail was refused, who refused it, and what to do\n.SH SYNOPSIS\n";
    for (const CommandInfo& sub : command.commands) out += ".B dsnparse " + roff(sub.name) + "\n" + arguments_of(sub) + ".br\n";
    out +=
        ".B dsnparse \\-\\-help | \\-\\-version\n.SH DESCRIPTION\n" + roff(description_text) + "\n.PP\n" + roff(path_text) + '\n';
    out += ".SH COMMANDS\n";
    for (const CommandInfo& sub : command.commands) add_command(sub, sub.name, out);
    out += ".SH \"EXIT STATUS\"\n" + roff(exit_text) + "\n.SH ENVIRONMENT\n.TP\n.B NO_COLOR\n" + roff(no_color_text) + '\n';
    out += ".SH EXAMPLES\n" + block(example_text);
    return out;
}

} // namespace dsnparse::cli

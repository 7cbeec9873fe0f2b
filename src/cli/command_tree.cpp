#include "cli/command_tree.hpp"

#include <CLI/CLI.hpp>

namespace dsnparse::cli {

namespace {

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == at)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

OptionInfo option_info(const CLI::Option& option) {
    OptionInfo info;
    for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
    if (option.get_items_expected_max() > 0) {
        // Behind a colon CLI11 adds what the value is checked for.
        info.value = split(option.get_type_name(), ':').front();
        if (info.value.find('|') != std::string::npos) info.choices = split(info.value, '|');
    }
    if (info.names.empty()) {
        info.names.push_back(option.get_name(true));
        if (info.choices.empty()) info.value = info.names.front();
    }
    info.about = option.get_description();
    info.required = option.get_required();
    return info;
}

} // namespace

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
    return out;
}

CommandInfo command_tree(const CLI::App& app) {
    CommandInfo info;
    info.name = app.get_name();
    info.about = app.get_description();
    info.group = app.get_group();
    for (const CLI::Option* option : app.get_options()) {
        OptionInfo one = option_info(*option);
        (option->get_positional() ? info.positionals : info.options).push_back(std::move(one));
    }
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        info.commands.push_back(command_tree(*sub));
    return info;
}

} // namespace dsnparse::cli

#include "emit/explanation.hpp"
#include "emit/screen.hpp"

namespace dsnparse::emit {

namespace {

/// Text as Markdown shows it letter by letter: what could be markup gets a backslash, control characters go.
std::string literal(std::string_view text) {
    std::string safe;
    append_safe(safe, text);
    std::string out;
    for (const char c : safe) {
        if (std::string_view("\\`*_{}[]()#+!|<>~&$").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string item(std::string_view label, std::string_view text) {
    return "- **" + literal(label) + ":** " + literal(text) + "\n";
}

std::string marked(const Explanation::Said& said) {
    if (said.mark_begin == said.mark_end) return literal(said.words);
    return literal(said.words.substr(0, said.mark_begin)) + "**"
           + literal(said.words.substr(said.mark_begin, said.mark_end - said.mark_begin)) + "**"
           + literal(said.words.substr(said.mark_end));
}

} // namespace

std::string explanation_markdown(const Explanation& explanation) {
    std::string out = "# " + literal(explanation.headline) + "\n";
    if (!explanation.said.empty()) out += "\n## What was said\n\n";
    for (const Explanation::Said& said : explanation.said) {
        out += "- " + literal(said.who) + (said.when.empty() ? "" : " (" + literal(said.when) + ")");
        out += (said.decided ? ", **which decided**:\n  > " : ":\n  > ") + marked(said) + "\n";
    }
    if (explanation.said_more > 0) out += "- and " + std::to_string(explanation.said_more) + " more\n";
    if (explanation.failure) {
        out += "\n## What it means\n\n" + literal(explanation.meaning) + "\n\n";
        if (!explanation.provider.empty()) out += item("provider", explanation.provider);
        out += item("who can act", explanation.who_can_act);
        out += item("the address", explanation.address_advice);
        if (!explanation.unsure.empty()) out += item("not sure", explanation.unsure);
    }
    if (!explanation.steps.empty()) out += "\n## What to do\n\n";
    std::size_t step = 0;
    for (const std::string& text : explanation.steps) out += std::to_string(++step) + ". " + literal(text) + "\n";
    if (!explanation.links.empty()) out += "\n";
    // In angle brackets a link needs nothing escaped, if it has neither white space nor brackets.
    for (const std::string& link : explanation.links)
        out += "- " + (link.find_first_of(" <>\n\r\t") == std::string::npos ? "<" + link + ">" : literal(link)) + "\n";
    if (!explanation.recipients.empty()) out += "\n## Recipients\n\n";
    for (const Explanation::Item& recipient : explanation.recipients) out += item(recipient.label, recipient.text);
    if (explanation.recipients_more > 0) out += "- and " + std::to_string(explanation.recipients_more) + " more\n";
    for (const Explanation::Section& section : explanation.sections) {
        out += "\n## " + literal(section.heading) + "\n\n";
        for (const Explanation::Item& one : section.items) out += item(one.label, one.text);
    }
    if (!explanation.facts.empty()) out += "\n## Facts\n\n";
    for (const Explanation::Item& fact : explanation.facts) out += item(fact.label, fact.text);
    if (!explanation.notes.empty()) out += "\n## Notes\n\n";
    for (const std::string& note : explanation.notes) out += "- " + literal(note) + "\n";
    return out;
}

} // namespace dsnparse::emit

#include "emit/explanation.hpp"
#include "emit/screen.hpp"

namespace dsnparse::emit {

namespace {

void write_said(Screen& screen, const Explanation& explanation) {
    screen.heading("What was said");
    for (const Explanation::Said& said : explanation.said) {
        screen.paragraph(said.who + (said.when.empty() ? "" : " (" + said.when + ")") + ":", 2, 4, Style::faint);
        if (!said.decided)
            screen.paragraph(said.words, 4, 4);
        else
            screen.marked("> ", said.words, said.mark_begin, said.mark_end, 2, 4);
    }
    if (explanation.said_more > 0)
        screen.paragraph("... and " + std::to_string(explanation.said_more) + " more", 2, 2, Style::faint);
}

void write_meaning(Screen& screen, const Explanation& explanation) {
    screen.heading("What it means");
    screen.paragraph(explanation.meaning, 2, 2);
    if (!explanation.provider.empty()) screen.item("provider", explanation.provider);
    screen.item("who can act", explanation.who_can_act);
    screen.item("the address", explanation.address_advice);
    if (!explanation.unsure.empty()) screen.item("not sure", explanation.unsure);
}

void write_steps(Screen& screen, const Explanation& explanation) {
    screen.heading("What to do");
    std::size_t step = 0;
    for (const std::string& text : explanation.steps) screen.paragraph(std::to_string(++step) + ". " + text, 2, 5);
    for (const std::string& link : explanation.links) screen.paragraph(link, 5, 5);
}

} // namespace

std::string explanation_text(const Explanation& explanation, const ExplainOptions& options) {
    Screen screen(options);
    screen.paragraph(explanation.headline, 0, 0, explanation.failure ? Style::bad : Style::strong);
    if (!explanation.said.empty()) write_said(screen, explanation);
    if (explanation.failure) {
        write_meaning(screen, explanation);
        if (!explanation.steps.empty()) write_steps(screen, explanation);
    }
    if (!explanation.recipients.empty()) screen.heading("Recipients");
    for (const Explanation::Item& recipient : explanation.recipients)
        screen.paragraph(recipient.label + ": " + recipient.text, 2, 6);
    if (explanation.recipients_more > 0)
        screen.paragraph("... and " + std::to_string(explanation.recipients_more) + " more", 2, 2, Style::faint);
    for (const Explanation::Section& section : explanation.sections) {
        screen.heading(section.heading);
        for (const Explanation::Item& item : section.items) screen.item(item.label, item.text);
    }
    screen.heading("Facts");
    for (const Explanation::Item& fact : explanation.facts) screen.item(fact.label, fact.text);
    for (const std::string& note : explanation.notes) screen.item("note", note, Style::faint);
    return screen.take();
}

} // namespace dsnparse::emit

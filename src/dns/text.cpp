#include "dns/text.hpp"

#include "dns/name.hpp"
#include "emit/screen.hpp"

namespace dsnparse::dns {

namespace {

emit::Style style_of(CheckOutcome outcome) {
    switch (outcome) {
    case CheckOutcome::ok: return emit::Style::good;
    case CheckOutcome::problem: return emit::Style::bad;
    case CheckOutcome::unknown: break;
    }
    return emit::Style::plain;
}

} // namespace

std::string to_text(const std::vector<Check>& checks, const ExplainOptions& options) {
    constexpr std::size_t indent = 2;
    constexpr std::size_t detail_indent = 4;
    emit::Screen screen(options);
    for (const Check& check : checks) {
        screen.heading(std::string(check.id) + " " + check.subject + ": " + std::string(to_string(check.outcome)));
        screen.paragraph(check.summary, indent, indent, style_of(check.outcome));
        for (const Detail& detail : check.details)
            screen.paragraph(detail.name + " " + detail.type + ": "
                                 + (detail.answers.empty() ? detail.outcome : joined(detail.answers)),
                             detail_indent, detail_indent + 2, emit::Style::faint);
    }
    return screen.take();
}

} // namespace dsnparse::dns

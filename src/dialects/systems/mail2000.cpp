/// \file
/// Openfind Mail2000: text only, in Sendmail's manner.
///
///     The original message was received at Fri, 13 Mar 2026 10:00:00 +0900
///     from ann@example.net
///
///     ---The following addresses had delivery errors---
///
///     user@example.org [User unknown]
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"---the following addresses had delivery errors---"};
constexpr std::string_view heading = "---The following addresses had delivery errors---";

int judge(const ReportView& view) { return says(view, heading) ? 95 : 0; }

/// `user@example.org [reason]`
void read_entry(Recorder& recorder, std::string_view line) {
    const std::size_t open = line.find(" [");
    const std::string_view address = fields::read_address(line.substr(0, open));
    const Recorder::Handle about = recorder.recipient(address, {}, recorder.facts().action);
    if (about == Recorder::nobody || open == std::string_view::npos || !line.ends_with(']')) return;
    recorder.say(about, reply_or_own(line.substr(open + 2, line.size() - open - 3)));
}

void read(const ReportView& view, Facts& facts) {
    // `Warning--Could not send mail for past 8.5 hours`: it is still in the queue.
    facts.action = ascii::istarts_with(view.subject, "Warning") ? Action::delayed : Action::failed;
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        bool listed = false;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line == heading)
                listed = true;
            else if (listed)
                read_entry(recorder, line);
        }
    }
}

} // namespace

extern const Dialect dialect_mail2000;
const Dialect dialect_mail2000{"mail2000", "Openfind", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// dma, the DragonFly Mail Agent: text only, one recipient per report.
///
///     This is the DragonFly Mail Agent v0.13 at mta.example.net.
///
///     There was an error delivering your mail to <user@example.org>.
///
///     mx.example.org [192.0.2.25] did not like our RCPT TO:
///     550 5.1.1 <user@example.org>: User unknown
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "This is the DragonFly Mail Agent v";
constexpr std::string_view about = "There was an error delivering your mail to <";
constexpr std::string_view refusal = " did not like our ";
constexpr std::array<std::string_view, 1> markers{"this is the dragonfly mail agent"};

int judge(const ReportView& view) { return says(view, intro) ? 95 : 0; }

/// The paragraph behind the recipient, its first line apart: what a server said, or why dma gave up.
Said read_reason(const Recorder& recorder, std::string_view first, std::string_view all) {
    Said said;
    said.words = said.raw = all;
    const std::size_t refused = first.find(refusal);
    if (refused == std::string_view::npos || first.back() != ':') return said;
    const std::size_t command = refused + refusal.size();
    said.speaker = Speaker::remote;
    said.host = host_at(first.substr(0, refused), recorder.arena());
    said.command = first.substr(command, first.size() - command - 1);
    said.phase = said.command == "final DATA" ? Phase::end_of_data : phase_of_command(said.command);
    said.words = all.substr(first.size());
    return said;
}

void read_block(Recorder& recorder, std::string_view text) {
    Recorder::Handle recipient = Recorder::nobody;
    for (text::LineReader lines(text); lines.next();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line.starts_with(intro)) {
            recorder.facts().reporting_mta = word_behind(line, " at ");
        } else if (line.starts_with(about)) {
            const std::size_t end = line.rfind('>');
            if (end == std::string_view::npos || end < about.size()) continue;
            recorder.facts().action = Action::failed;
            recipient = recorder.recipient(line.substr(about.size(), end - about.size()), {}, Action::failed);
        } else if (recipient != Recorder::nobody && !line.empty()) {
            const std::size_t begin = lines.offset();
            std::size_t end = lines.next_offset();
            while (lines.next() && !ascii::trim(lines.line()).empty()) end = lines.next_offset();
            recorder.say(recipient, read_reason(recorder, line, ascii::trim(text.substr(begin, end - begin))));
            return;
        }
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_dma;
const Dialect dialect_dma{"dma", "DragonFly BSD", markers, judge, read};

} // namespace dsnparse::dialects

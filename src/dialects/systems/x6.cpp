/// \file
/// A system that does not name itself.
///
///     We had trouble delivering your message. Full details follow:
///
///     1 error(s):
///
///     SMTP Server <mx.example.org> rejected recipient <user@example.org> (Error following RCPT command). It responded as
///     follows: [550 5.1.1 User unknown]
///
///     The following recipients returned permanent errors: user@example.org. Reason: SMTP Server <192.0.2.25> refused to accept
///     your message (DATA), with the following error message: [554 5.4.6 Hop count exceeded]
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"we had trouble delivering your message. full details follow:"};
constexpr std::string_view intro = "We had trouble delivering your message. Full details follow:";
constexpr std::string_view server = "SMTP Server <";
constexpr std::string_view rejected = "rejected recipient <";
constexpr std::string_view returned = "The following recipients returned ";

int judge(const ReportView& view) { return says(view, intro) ? 95 : 0; }

/// The command in `(Error following RCPT command)` and `(DATA)`, in front of the reply.
std::string_view command_in(std::string_view words) {
    const std::size_t open = words.find('(');
    if (open == std::string_view::npos) return {};
    std::string_view inside = words.substr(open + 1, words.find(')', open) - open - 1);
    ascii::consume(inside, "Error following ");
    if (ascii::iends_with(inside, " command")) inside.remove_suffix(std::string_view(" command").size());
    return inside;
}

/// One error, on a line of its own.
void read_error(Recorder& recorder, std::string_view line) {
    const std::size_t at = line.find(server);
    Recorder::Handle about = Recorder::nobody;
    std::string_view head = line;
    head = head.substr(0, head.find(". Reason:"));
    if (ascii::consume(head, returned)) {
        const Action action = ascii::istarts_with(head, "permanent") ? Action::failed : Action::delayed;
        if (recorder.facts().action != Action::failed) recorder.facts().action = action;
        std::size_t next = 0;
        std::size_t found = 0;
        for (auto address = fields::find_address(head, 0, &next); !address.empty() && !recorder.full();
             address = fields::find_address(head, next, &next), ++found)
            about = recorder.recipient(address, {}, action);
        if (found != 1) about = Recorder::nobody;
    } else if (const std::size_t named = line.find(rejected); named != std::string_view::npos) {
        recorder.facts().action = Action::failed;
        about = recorder.recipient(fields::find_address(line, named), {}, Action::failed);
    }
    const std::size_t open = line.find(": [");
    if (at == std::string_view::npos || open == std::string_view::npos || open < at) return;
    Said said = reply_or_own(line.substr(open + 3, line.rfind(']') - open - 3));
    said.host = fields::read_host(line.substr(at + server.size()), recorder.arena());
    if (said.speaker == Speaker::remote) {
        said.command = command_in(line.substr(at, open - at));
        said.phase = phase_of_command(said.command);
    }
    recorder.say(about, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        bool listed = false;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.ends_with(" error(s):"))
                listed = true;
            else if (listed)
                read_error(recorder, line);
        }
    }
}

} // namespace

extern const Dialect dialect_x6;
const Dialect dialect_x6{"x6", "", markers, judge, read};

} // namespace dsnparse::dialects

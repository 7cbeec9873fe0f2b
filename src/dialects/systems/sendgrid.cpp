/// \file
/// SendGrid: one line that tells all.
///
///     This is an automatically generated message from SendGrid.
///
///     account:12345:<user@example.org> : 192.0.2.1 : mx.example.org:[192.0.2.25] : 550 5.1.1 User unknown  in RCPT TO
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "automatically generated message from SendGrid";
constexpr std::array<std::string_view, 1> markers{"automatically generated message from sendgrid"};
constexpr std::string_view separator = " : ";
constexpr std::string_view in = " in ";

int judge(const ReportView& view) { return says(view, intro) ? 95 : 0; }

/// What stands in front of the next ` : `, which is taken off as well.
std::string_view take_column(std::string_view& line) {
    const std::size_t end = line.find(separator);
    const std::string_view column = line.substr(0, end);
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + separator.size());
    return ascii::trim(column);
}

/// `account:12345:<user@example.org> : our address : host:[address] : reply in COMMAND`.
void read_line(Recorder& recorder, std::string_view line) {
    const std::string_view head = take_column(line);
    const std::size_t open = head.find(":<");
    if (open == std::string_view::npos || line.empty()) return;
    const Recorder::Handle about = recorder.recipient(fields::read_address(head.substr(open + 1)), {}, Action::failed);
    if (about == Recorder::nobody) return;
    recorder.facts().action = Action::failed;
    take_column(line);
    const std::string_view server = take_column(line);
    Said said = reply_or_own(line);
    if (said.speaker == Speaker::remote) {
        const std::size_t at = said.words.rfind(in);
        if (at != std::string_view::npos) {
            const std::string_view command = said.words.substr(at + in.size());
            said.phase = command == "Handshake" ? Phase::banner : phase_of_command(command);
            if (said.phase != Phase::unknown) said.words = ascii::trim(said.words.substr(0, at));
            if (said.phase != Phase::unknown && said.phase != Phase::banner) said.command = command;
        }
    }
    const std::size_t address = server.rfind(":[");
    const std::string_view name = server.substr(0, address);
    if (fields::is_host_name(name)) said.host.name = name;
    if (address != std::string_view::npos) said.host.ip = fields::read_host(server.substr(address + 1), recorder.arena()).ip;
    recorder.say(about, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();)
            read_line(recorder, ascii::trim(lines.line()));
    }
}

} // namespace

extern const Dialect dialect_sendgrid;
const Dialect dialect_sendgrid{"sendgrid", "Twilio SendGrid", markers, judge, read};

} // namespace dsnparse::dialects

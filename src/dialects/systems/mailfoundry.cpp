/// \file
/// MailFoundry, a filtering gateway.
///
///     Unable to deliver message to: <user@example.org>
///     Delivery failed for the following reason:
///     Server mx.example.org[192.0.2.25] failed with: 550 <user@example.org> No such user here
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "Unable to deliver message to:";
constexpr std::string_view heading = "Delivery failed for the following reason:";
constexpr std::string_view server = "Server ";
constexpr std::string_view with = " failed with: ";
constexpr std::array<std::string_view, 1> markers{"delivery failed for the following reason:"};

int judge(const ReportView& view) { return says(view, intro) && says(view, heading) ? 92 : 0; }

void read_reason(Recorder& recorder, Recorder::Handle about, std::string_view line) {
    const std::size_t at = line.find(with);
    if (!line.starts_with(server) || at == std::string_view::npos) {
        recorder.say(about, own_words(line, Phase::unknown));
        return;
    }
    Said said = reply_or_own(line.substr(at + with.size()));
    said.host = host_at(line.substr(server.size(), at - server.size()), recorder.arena());
    if (said.speaker == Speaker::reporter) said.phase = Phase::unknown;
    recorder.say(about, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Recorder::Handle about = Recorder::nobody;
        bool announced = false;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.starts_with(intro)) {
                about = recorder.recipient(fields::find_address(line), {}, Action::failed);
                facts.action = Action::failed;
            } else if (line.starts_with(heading)) {
                announced = true;
            } else if (announced && !line.empty()) {
                read_reason(recorder, about, line);
                announced = false;
            }
        }
    }
}

} // namespace

extern const Dialect dialect_mailfoundry;
const Dialect dialect_mailfoundry{"mailfoundry", "MailFoundry", markers, judge, read};

} // namespace dsnparse::dialects

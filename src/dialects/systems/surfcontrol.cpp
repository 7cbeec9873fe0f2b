/// \file
/// SurfControl E-mail Filter.
///
///     A transcript of the attempts to send the message follows.
///     The number of attempts made: 1
///     Addressed To: user@example.org
///
///     Fri, 13 Mar 2026 10:00:00 +0000
///     Failed to send to identified host,
///     user@example.org: [192.0.2.25], 550 5.1.1 User unknown
///     --- Message non-deliverable.
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"surfcontrol e-mail filter", "failed to send to identified host"};
constexpr std::string_view addressed = "Addressed To:";
constexpr std::string_view failed = "Failed to send to identified host";

int judge(const ReportView& view) {
    if (!says(view, addressed)) return 0;
    return says(view, failed) || view.header_value("X-Mailer").find("SurfControl") != std::string_view::npos ? 95 : 0;
}

/// `user@example.org: [192.0.2.25], 550 ...`
void read_attempt(Recorder& recorder, std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return;
    const std::string_view address = fields::read_address(line.substr(0, colon));
    if (address.empty()) return;
    const Recorder::Handle about = recorder.known_recipient(address, Action::failed);
    if (about == Recorder::nobody) return;
    std::string_view words = ascii::trim(line.substr(colon + 2));
    fields::HostRef host;
    if (words.starts_with('[')) {
        host = fields::read_host(words, recorder.arena());
        const std::size_t end = words.find(']');
        words = end == std::string_view::npos ? std::string_view{} : words.substr(end + 1);
        while (words.starts_with(',') || words.starts_with(' ')) words.remove_prefix(1);
    }
    Said said = reply_or_own(words);
    said.host = host;
    recorder.say(about, said);
}

void read_block(Recorder& recorder, std::string_view text) {
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        std::string_view line = ascii::trim(lines.line());
        if (ascii::consume(line, addressed)) {
            recorder.facts().action = Action::failed;
            recorder.recipient(fields::read_address(line), {}, Action::failed);
        } else if (recorder.facts().action != Action::unknown) {
            read_attempt(recorder, line);
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

extern const Dialect dialect_surfcontrol;
const Dialect dialect_surfcontrol{"surfcontrol", "SurfControl", markers, judge, read};

} // namespace dsnparse::dialects

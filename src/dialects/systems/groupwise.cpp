/// \file
/// Novell GroupWise (GWIA): text only.
///
///     The message that you sent was undeliverable to the following:
///
///         user@example.org (550 5.1.1 User unknown)
///
///     Information about your message:
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"the message that you sent was undeliverable to the following"};
constexpr std::string_view heading = "The message that you sent was undeliverable to the following";

int judge(const ReportView& view) { return says(view, heading) ? 92 : 0; }

/// `user@example.org (reason)`; inside the organisation only the name is given, which is no address.
void read_entry(Recorder& recorder, std::string_view line) {
    const std::size_t open = line.find(" (");
    const std::string_view address = fields::read_address(line.substr(0, open));
    if (address.empty()) return;
    const Recorder::Handle about = recorder.recipient(address, {}, Action::failed);
    if (about == Recorder::nobody || open == std::string_view::npos || !line.ends_with(')')) return;
    recorder.say(about, reply_or_own(line.substr(open + 2, line.size() - open - 3)));
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        bool listed = false;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.starts_with(heading)) {
                listed = true;
                facts.action = Action::failed;
            } else if (line.ends_with(':')) {
                listed = false;
            } else if (listed) {
                read_entry(recorder, line);
            }
        }
    }
}

} // namespace

extern const Dialect dialect_groupwise;
const Dialect dialect_groupwise{"groupwise", "Novell", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// ZoneMTA, whose text is made like Gmail's.
///
///     Delivery to the following recipient failed permanently:
///         user@example.org
///
///     Technical details of permanent failure:
///
///     550 5.1.1 User unknown
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"x-sending-zone:"};
constexpr std::string_view heading = "Delivery to the following recipient ";
constexpr std::string_view details = "Technical details of ";

int judge(const ReportView& view) {
    return says(view, heading) && says(view, details) && !view.header_value("X-Sending-Zone").empty() ? 96 : 0;
}

void read_block(Recorder& recorder, std::string_view text) {
    Action action = Action::unknown;
    Recorder::Handle about = Recorder::nobody;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line.starts_with(heading)) {
            action = line.find("failed") != std::string_view::npos ? Action::failed : Action::delayed;
            recorder.facts().action = action;
        } else if (line.starts_with(details)) {
            if (about != Recorder::nobody) recorder.say(about, reply_or_own(text.substr(lines.next_offset())));
            return;
        } else if (action != Action::unknown && about == Recorder::nobody) {
            about = recorder.recipient(fields::read_address(line), {}, action);
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

extern const Dialect dialect_zonemta;
const Dialect dialect_zonemta{"zonemta", "Zone", markers, judge, read};

} // namespace dsnparse::dialects

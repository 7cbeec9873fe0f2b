/// \file
/// Lotus Notes SMTP MTA, Domino's forerunner: text only.
///
///     ------- Failure Reasons  --------
///
///     User not listed in public Name & Address Book
///     user@example.org
///
///     ------- Returned Message --------
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"------- failure reasons"};
constexpr std::string_view heading = "------- Failure Reasons ";

int judge(const ReportView& view) { return says(view, heading) ? 95 : 0; }

/// A reason stands above the addresses that it is about.
void read_block(Recorder& recorder, std::string_view text) {
    bool begun = false;
    bool closed = true; ///< the next line that is no address begins another reason
    std::size_t begin = 0;
    std::size_t end = 0;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (!begun) {
            begun = line.starts_with(heading);
            continue;
        }
        if (line.starts_with("-------")) return;
        if (line.empty()) continue;
        const std::string_view address = fields::read_address(line);
        if (address.empty()) {
            if (closed) begin = lines.offset();
            closed = false;
            end = lines.next_offset();
            continue;
        }
        closed = true;
        recorder.facts().action = Action::failed;
        const Recorder::Handle about = recorder.recipient(address, {}, Action::failed);
        if (about != Recorder::nobody) recorder.say(about, reply_or_own(text.substr(begin, end - begin)));
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_notes;
const Dialect dialect_notes{"notes", "Lotus", markers, judge, read};

} // namespace dsnparse::dialects

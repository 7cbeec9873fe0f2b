/// \file
/// McAfee E-mail Gateway (WebShield): a delivery-status part without a type for its recipients, and this text.
///
///         --- The following addresses had delivery problems ---
///
///     <user@example.org>   (5.1.1 <user@example.org>... User unknown)
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"--- the following addresses had delivery problems ---"};
constexpr std::string_view heading = "--- The following addresses had delivery problems ---";

bool is_heading(std::string_view line) { return line == heading; }

/// Sendmail's ruler of the same words has longer dashes; McAfee says no more than this.
int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks) {
        if (block.text.text.find(heading) == std::string_view::npos) continue;
        for (text::LineReader lines(block.text.text); lines.next();)
            if (is_heading(ascii::trim(lines.line()))) return 92;
    }
    return 0;
}

/// `<user@example.org>   (reply)`; the machine-readable part has the reply with its code.
void read_entry(Recorder& recorder, const ReportView& view, std::string_view line) {
    const std::size_t end = line.find('>');
    if (!line.starts_with('<') || end == std::string_view::npos) return;
    const Recorder::Handle about = recorder.recipient(fields::read_address(line.substr(0, end + 1)), {}, Action::failed);
    if (about == Recorder::nobody || view.status != nullptr) return;
    std::string_view words = ascii::trim(line.substr(end + 1));
    if (!words.starts_with('(') || !words.ends_with(')')) return;
    Said said = own_words(words.substr(1, words.size() - 2), Phase::unknown);
    said.speaker = Speaker::remote;
    recorder.say(about, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        bool listed = false;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (is_heading(line)) {
                listed = true;
                facts.action = Action::failed;
            } else if (listed) {
                read_entry(recorder, view, line);
            }
        }
    }
}

} // namespace

extern const Dialect dialect_mcafee;
const Dialect dialect_mcafee{"mcafee", "McAfee", markers, judge, read};

} // namespace dsnparse::dialects

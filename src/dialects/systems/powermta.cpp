/// \file
/// PowerMTA: an RFC 3464 report; the text says what became of each recipient.
///
///     Hello, this is the mail server on mta.example.net.
///
///     I am sending you this message to inform you on the delivery status of a
///     message you previously sent.  Immediately below you will find a list of
///     the affected recipients; ...
///
///       <user@example.org>  delivery failed; will not continue trying
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"hello, this is the mail server on "};
constexpr std::string_view intro = "Hello, this is the mail server on ";

int judge(const ReportView& view) { return says(view, intro) && says(view, "inform you on the delivery status") ? 95 : 0; }

Action action_of(std::string_view words) {
    if (ascii::istarts_with(words, "delivery failed")) return Action::failed;
    if (ascii::icontains(words, "delayed") || ascii::icontains(words, "will continue trying")) return Action::delayed;
    if (ascii::icontains(words, "relayed")) return Action::relayed;
    return ascii::icontains(words, "delivered") ? Action::delivered : Action::unknown;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            const std::size_t end = line.find('>');
            if (line.starts_with(intro)) {
                facts.reporting_mta = word_behind(line, intro);
            } else if (line.starts_with('<') && end != std::string_view::npos) {
                const Action action = action_of(ascii::trim(line.substr(end + 1)));
                recorder.recipient(fields::read_address(line.substr(0, end + 1)), {}, action);
            }
        }
    }
}

} // namespace

extern const Dialect dialect_powermta;
const Dialect dialect_powermta{"powermta", "Bird", markers, judge, read};

} // namespace dsnparse::dialects

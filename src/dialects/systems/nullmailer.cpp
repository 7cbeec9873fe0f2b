/// \file
/// nullmailer: the text names the recipients only. All of them share the fate of the one that was refused: it is the
/// machine-readable part that says why.
///
///     This is the nullmailer delivery system.  The message attached below
///     could not be delivered to one or more of the intended recipients:
///
///             <user@example.org>
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "This is the nullmailer delivery system.";
constexpr std::string_view failed = "could not be delivered to one or more of the intended recipients:";
constexpr std::string_view delayed = "has not been delivered to one or more of the intended recipients:";
constexpr std::array<std::string_view, 1> markers{"this is the nullmailer delivery system"};

int judge(const ReportView& view) { return says(view, intro) ? 95 : 0; }

void read_block(Recorder& recorder, std::string_view text) {
    Action action = Action::unknown;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line == failed)
            recorder.facts().action = action = Action::failed;
        else if (line == delayed)
            recorder.facts().action = action = Action::delayed;
        else if (action != Action::unknown && line.starts_with('<') && line.ends_with('>')) {
            // nullmailer takes the quotes off a local part, which makes it no address any more.
            const std::string_view address = fields::read_address(line);
            recorder.recipient(address.empty() ? line.substr(1, line.size() - 2) : address, {}, action);
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

extern const Dialect dialect_nullmailer;
const Dialect dialect_nullmailer{"nullmailer", "", markers, judge, read};

} // namespace dsnparse::dialects

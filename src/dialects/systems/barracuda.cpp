/// \file
/// Barracuda Spam Firewall: an RFC 3464 report with this text.
///
///     Your message to: user@example.org
///     was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"was blocked by our spam firewall"};
constexpr std::string_view blocked = "was blocked by our Spam Firewall";
constexpr std::string_view to = "Your message to:";

int judge(const ReportView& view) { return says(view, blocked) ? 95 : 0; }

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Recorder::Handle about = Recorder::nobody;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            std::string_view line = ascii::trim(lines.line());
            if (ascii::consume(line, to)) {
                about = recorder.recipient(fields::read_address(line), {}, Action::failed);
            } else if (const std::size_t at = line.find(blocked); at != std::string_view::npos) {
                facts.action = Action::failed;
                // The machine-readable part says it with a code.
                if (view.status == nullptr) recorder.say(about, own_words(line.substr(at, blocked.size())));
            }
        }
    }
}

} // namespace

extern const Dialect dialect_barracuda;
const Dialect dialect_barracuda{"barracuda", "Barracuda Networks", markers, judge, read};

} // namespace dsnparse::dialects

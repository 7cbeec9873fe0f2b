/// \file
/// SmarterMail: text only.
///
///     Could not deliver message to the following recipient(s):
///
///     Failed Recipient: user@example.org
///     Reason: Remote host said: 550 5.1.1 User unknown
///
///        -- The header and top 20 lines of the message follows --
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"failed recipient: "};
constexpr std::string_view heading = "Could not deliver message to the following recipient(s):";
constexpr std::string_view remote = "Remote host said:";

enum Label : std::size_t { failed_recipient, reason, rest };
constexpr std::array<std::string_view, 3> labels{"Failed Recipient:", "Reason:", "-- The header and top"};

int judge(const ReportView& view) { return says(view, heading) && says(view, "Failed Recipient:") ? 92 : 0; }

Said read_reason(std::string_view words) {
    if (!ascii::consume(words, remote)) return own_words(words, Phase::unknown);
    Said said = reply_or_own(words);
    said.speaker = Speaker::remote;
    return said;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Recorder::Handle about = Recorder::nobody;
        for (LabelReader reader(block.text.text, labels); !recorder.full() && reader.next();) {
            if (reader.label() == rest) break;
            if (reader.label() == failed_recipient) {
                facts.action = Action::failed;
                about = recorder.recipient(fields::read_address(reader.value()), {}, Action::failed);
            } else if (reader.label() == reason && about != Recorder::nobody) {
                recorder.say(about, read_reason(reader.value()));
            }
        }
    }
}

} // namespace

extern const Dialect dialect_smartermail;
const Dialect dialect_smartermail{"smartermail", "SmarterTools", markers, judge, read};

} // namespace dsnparse::dialects

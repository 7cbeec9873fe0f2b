/// \file
/// MailEnable: text only.
///
///     MailEnable: Message could not be delivered to some recipients.
///     The following recipient(s) could not be reached:
///
///         Recipient: [SMTP:user@example.org]
///         Reason: Remote SMTP Server Returned: 550 5.1.1 User unknown
///
///     Message headers follow:
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"mailenable: message", "recipient: [smtp:"};
constexpr std::string_view intro = "MailEnable: Message ";
constexpr std::string_view connector = "[SMTP:";
constexpr std::string_view returned = "Remote SMTP Server Returned:";

enum Label : std::size_t { recipient, reason };
constexpr std::array<std::string_view, 2> labels{"Recipient:", "Reason:"};

int judge(const ReportView& view) {
    if (says(view, intro)) return 95;
    return says(view, "Recipient: [SMTP:") && says(view, "Reason:") ? 90 : 0;
}

/// `[SMTP:user@example.org]`
std::string_view read_recipient(std::string_view value) {
    if (!ascii::consume(value, connector)) return fields::read_address(value);
    return fields::read_address(value.substr(0, value.rfind(']')));
}

Said read_reason(std::string_view value) {
    const std::size_t at = ascii::ifind(value.substr(0, 200), returned);
    if (at == std::string_view::npos) return own_words(value, Phase::unknown);
    Said said = reply_or_own(value.substr(at + returned.size()));
    said.speaker = Speaker::remote;
    return said;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Action action = Action::unknown;
        Recorder::Handle about = Recorder::nobody;
        for (LabelReader reader(block.text.text, labels); !recorder.full() && reader.next();) {
            if (reader.label() == recipient) {
                about = recorder.recipient(read_recipient(reader.value()), {}, action);
            } else if (reader.label() == reason) {
                if (about != Recorder::nobody) recorder.say(about, read_reason(reader.value()));
            } else if (reader.value().starts_with(intro)) {
                action = ascii::icontains(reader.value(), "delay") ? Action::delayed : Action::failed;
                facts.action = action;
            }
        }
    }
}

} // namespace

extern const Dialect dialect_mailenable;
const Dialect dialect_mailenable{"mailenable", "MailEnable", markers, judge, read};

} // namespace dsnparse::dialects

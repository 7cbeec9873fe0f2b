/// \file
/// MessageLabs, later Symantec Email Security.cloud.
///
///     This is the mail delivery agent at messagelabs.com.
///     I was unable to deliver your message to the following addresses:
///
///     user@example.org
///
///     Reason: 550 user@example.org... No such user
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"this is the mail delivery agent at "};
constexpr std::string_view intro = "This is the mail delivery agent at ";
constexpr std::string_view heading = "unable to deliver your message to the following address";

enum Label : std::size_t { reason, rest };
constexpr std::array<std::string_view, 2> labels{"Reason:", "The message "};

int judge(const ReportView& view) {
    if (!says(view, intro) || !says(view, heading)) return 0;
    return says(view, "messagelabs.com") || says(view, "Email Security.cloud") ? 95 : 85;
}

void read_block(Recorder& recorder, std::string_view text) {
    bool listed = false;
    List<Recorder::Handle> about; // since the last reason
    for (LabelReader reader(text, labels); !recorder.full() && reader.next();) {
        if (reader.label() == reason) {
            const Said said = reply_or_own(reader.value());
            if (about.size() == 1)
                recorder.say(about[0], said);
            else
                recorder.say(Recorder::nobody, said);
            about = {};
        } else if (reader.label() == rest) {
            return;
        } else if (reader.value().find(heading) != std::string_view::npos) {
            listed = true;
            recorder.facts().action = Action::failed;
        } else if (listed) {
            const Recorder::Handle handle = recorder.recipient(fields::read_address(reader.value()), {}, Action::failed);
            if (handle != Recorder::nobody) recorder.arena().append(about, handle);
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

extern const Dialect dialect_messagelabs;
const Dialect dialect_messagelabs{"messagelabs", "Symantec", markers, judge, read};

} // namespace dsnparse::dialects

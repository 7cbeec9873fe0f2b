/// \file
/// KumoMTA.
///
///     The message was received at Fri, 13 Mar 2026 10:00:00 +0000
///     from ann@example.net and addressed to user@example.org.
///
///     While communicating with mx.example.org (192.0.2.25):
///     Response: 550 5.1.1 User unknown
///
///     The message will be deleted from the queue.
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{" and addressed to "};
constexpr std::string_view received = "The message was received at ";
constexpr std::string_view addressed = " and addressed to ";

enum Label : std::size_t { peer, response, status, fate };
constexpr std::array<std::string_view, 4> labels{"While communicating with ", "Response:", "Status:", "The message will be "};

int judge(const ReportView& view) { return says(view, received) && says(view, addressed) ? 92 : 0; }

void read_block(Recorder& recorder, std::string_view text) {
    Recorder::Handle about = Recorder::nobody;
    fields::HostRef host;
    for (LabelReader reader(text, labels); !recorder.full() && reader.next();) {
        const std::string_view value = reader.value();
        switch (reader.label()) {
        case peer: host = fields::read_host(value, recorder.arena()); break;
        case response: {
            Said said = reply_or_own(value);
            said.host = host;
            recorder.say(about, said);
            break;
        }
        case status:
            if (recorder.facts().replies.empty()) recorder.say(about, own_words(value, Phase::unknown));
            break;
        case fate:
            recorder.facts().action = value.starts_with("deleted") ? Action::failed : Action::delayed;
            if (about != Recorder::nobody) recorder.at(about).action = recorder.facts().action;
            break;
        default:
            if (const std::size_t at = value.find(addressed); at != std::string_view::npos && about == Recorder::nobody)
                about = recorder.recipient(fields::find_address(value, at));
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

extern const Dialect dialect_kumomta;
const Dialect dialect_kumomta{"kumomta", "KumoCorp", markers, judge, read};

} // namespace dsnparse::dialects

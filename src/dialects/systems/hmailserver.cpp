/// \file
/// hMailServer: text only.
///
///     Your message did not reach some or all of the intended recipients.
///
///        Subject: hello
///
///     The following recipient(s) could not be reached:
///
///     user@example.org
///        Error Type: SMTP
///        Remote server (192.0.2.25) issued an error.
///        hMailServer sent: RCPT TO:<user@example.org>
///        Remote server replied: 550 5.1.1 User unknown
///
///     hMailServer
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/ip.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"hmailserver", "remote server replied:"};
constexpr std::string_view heading = "recipient(s) could not be reached:";

enum Label : std::size_t { error_type, remote_error, sent, replied, description, information, error, message };
constexpr std::array<std::string_view, 8> labels{"Error Type:",
                                                 "Remote server (",
                                                 "hMailServer sent:",
                                                 "Remote server replied:",
                                                 "Error Description:",
                                                 "Additional information:",
                                                 "Error:",
                                                 "Message:"};

int judge(const ReportView& view) {
    if (says(view, "hMailServer sent:")) return 95;
    if (!says(view, heading)) return 0;
    return says(view, "Error Type: ") ? 95 : says(view, "hMailServer") ? 90 : 0;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        bool listed = false;
        for (LabelReader reader(text, labels); !recorder_.full() && reader.next();) {
            if (reader.label() != LabelReader::none) {
                if (about_ != Recorder::nobody) take(reader.label(), reader.value());
            } else if (listed) {
                start(fields::read_address(reader.value()));
            } else if (reader.value().ends_with(heading)) {
                listed = true;
                recorder_.facts().action = Action::failed;
            }
        }
        finish();
    }

private:
    void start(std::string_view address) {
        if (address.empty()) return;
        finish();
        about_ = recorder_.recipient(address, {}, Action::failed);
    }

    void take(std::size_t label, std::string_view value) {
        switch (label) {
        case remote_error: host_.ip = fields::parse_ip(value.substr(0, value.find(')')), recorder_.arena()); return;
        case sent: command_ = value; return;
        case replied: say_reply(value); return;
        case description:
        case error:
        case message:
            if (reason_.empty()) reason_ = value;
            return;
        default: return;
        }
    }

    void say_reply(std::string_view words) {
        Said said;
        said.words = said.raw = words;
        said.speaker = Speaker::remote;
        said.command = command_;
        said.phase = phase_of_command(command_);
        said.host = host_;
        recorder_.say(about_, said);
        replied_ = true;
    }

    void finish() {
        if (about_ != Recorder::nobody && !replied_ && !reason_.empty())
            recorder_.say(about_, own_words(reason_, Phase::unknown));
        about_ = Recorder::nobody;
        command_ = reason_ = {};
        host_ = {};
        replied_ = false;
    }

    Recorder& recorder_;
    Recorder::Handle about_ = Recorder::nobody;
    std::string_view command_;
    std::string_view reason_;
    fields::HostRef host_;
    bool replied_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_hmailserver;
const Dialect dialect_hmailserver{"hmailserver", "hMailServer", markers, judge, read};

} // namespace dsnparse::dialects

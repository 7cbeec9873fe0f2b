/// \file
/// CommuniGate Pro.
///
///     Failed to deliver to 'user@example.org'
///     SMTP module(domain mx.example.org) reports:
///      host mx.example.org says:
///      550 5.1.1 User unknown
///
///     Failed to deliver to 'other@example.net'
///     LOCAL module(account other) reports:
///      account is full (quota exceeded)
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"failed to deliver to '", "module(domain "};
constexpr std::string_view failed = "Failed to deliver to '";
constexpr std::string_view reports = " reports:";
constexpr std::string_view says_mark = " says:";

int judge(const ReportView& view) {
    if (!says(view, failed)) return 0;
    if (says(view, " module(") || view.header_value("X-Mailer").find("CommuniGate") != std::string_view::npos) return 95;
    return view.header_value("Message-ID").starts_with("<receipt-") || view.subject.starts_with("Undeliverable mail:") ? 92 : 70;
}

class Reader {
public:
    Reader(Recorder& recorder, const ReportView& view) : recorder_(recorder), view_(view) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.starts_with(failed)) {
                finish();
                start(line);
            } else if (about_ != Recorder::nobody && !line.empty()) {
                take(text, line, lines.next_offset());
            } else {
                finish();
            }
        }
        finish();
    }

private:
    void start(std::string_view line) {
        const std::size_t end = line.rfind('\'');
        if (end < failed.size()) return;
        recorder_.facts().action = Action::failed;
        about_ = recorder_.recipient(fields::read_address(line.substr(failed.size(), end - failed.size())), {}, Action::failed);
    }

    void take(std::string_view text, std::string_view line, std::size_t next) {
        if (words_.empty() && line.ends_with(reports) && line.find(" module(") != std::string_view::npos) return;
        if (words_.empty() && line.ends_with(says_mark) && line.starts_with("host ")) {
            constexpr std::size_t lead = 5;
            host_ = fields::read_host(line.substr(lead, line.size() - lead - says_mark.size()), recorder_.arena());
            said_ = true;
            return;
        }
        const auto begin = static_cast<std::size_t>((words_.empty() ? line : words_).data() - text.data());
        words_ = text.substr(begin, next - begin);
    }

    void finish() {
        if (about_ != Recorder::nobody && !words_.empty()) {
            Said said = own_words(one_line(view_, ascii::trim_right(words_)), Phase::unknown);
            said.raw = words_;
            if (said_) {
                said.speaker = Speaker::remote;
                said.words = said.raw;
                said.host = host_;
            }
            recorder_.say(about_, said);
        }
        about_ = Recorder::nobody;
        words_ = {};
        host_ = {};
        said_ = false;
    }

    Recorder& recorder_;
    const ReportView& view_;
    Recorder::Handle about_ = Recorder::nobody;
    std::string_view words_;
    fields::HostRef host_;
    bool said_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder, view).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_communigate;
const Dialect dialect_communigate{"communigate", "CommuniGate Systems", markers, judge, read};

} // namespace dsnparse::dialects

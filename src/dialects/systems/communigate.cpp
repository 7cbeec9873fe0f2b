/// \file
/// CommuniGate Pro. The sentence in front of a module's report may be in any language.
///
///     Failed to deliver to 'user@example.org'
///     SMTP module(domain mx.example.org) reports:
///      host mx.example.org says:
///      550 5.1.1 User unknown
///
///     Failed to deliver to 'other@example.net'
///     LOCAL module(account other) reports:
///      account is full (quota exceeded)
///
///     Message delivery to 'user@example.org' delayed
///     SMTP module(domain example.org) reports:
///      mx.example.org: no response
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"failed to deliver to '", " module("};
constexpr std::string_view failed = "Failed to deliver to '";
constexpr std::string_view module_mark = " module(";
constexpr std::string_view reports = " reports:";
constexpr std::string_view says_mark = " says:";
constexpr std::string_view no_response = ": no response";

bool is_module_line(std::string_view line) { return line.ends_with(reports) && line.find(module_mark) != std::string_view::npos; }

bool has_module_line(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (is_module_line(ascii::trim(lines.line()))) return true;
    return false;
}

int judge(const ReportView& view) {
    if (has_module_line(view)) return 95;
    if (!says(view, failed)) return 0;
    if (says(view, module_mark) || view.header_value("X-Mailer").find("CommuniGate") != std::string_view::npos) return 95;
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
            } else if (about_ == Recorder::nobody && is_module_line(line)) {
                start(previous_);
            } else if (about_ != Recorder::nobody && !line.empty()) {
                take(text, line, lines.next_offset());
            } else {
                finish();
            }
            previous_ = line;
        }
        finish();
    }

private:
    /// The address stands in apostrophes at the end of the sentence, or `delayed` behind it.
    void start(std::string_view line) {
        const std::size_t end = line.rfind('\'');
        if (end == std::string_view::npos || end == 0) return;
        const std::size_t begin = line.rfind('\'', end - 1);
        if (begin == std::string_view::npos) return;
        const bool waits = line.ends_with("' delayed") || ascii::icontains(view_.subject, "delayed");
        const Action action = waits ? Action::delayed : Action::failed;
        about_ = recorder_.recipient(fields::read_address(line.substr(begin + 1, end - begin - 1)), {}, action);
        if (about_ != Recorder::nobody && recorder_.facts().action != Action::failed) recorder_.facts().action = action;
    }

    void take(std::string_view text, std::string_view line, std::size_t next) {
        if (words_.empty() && is_module_line(line)) return;
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
            } else if (const std::size_t silent = said.words.find(no_response); silent != std::string_view::npos) {
                said.host = fields::read_host(said.words.substr(0, silent), recorder_.arena());
                said.phase = Phase::connect;
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
    std::string_view previous_; ///< the line in front of this one
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

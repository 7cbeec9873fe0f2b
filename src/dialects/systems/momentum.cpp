/// \file
/// Momentum (Ecelerity), the server of Message Systems and SparkPost: Exim's introduction, an arrow per recipient.
///
///     This message was created automatically by the mail system (ecelerity).
///     A message that you sent could not be delivered to one or more of its
///     recipients. This is a permanent error. The following address(es) failed:
///
///     >>> user@example.org (after RCPT TO): 550 5.1.1 User unknown
///     >>> other@example.org (reading BANNER): 554 no
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"by the mail system (ecelerity)"};
constexpr std::string_view intro = "by the mail system (ecelerity)";
constexpr std::string_view not_yet = "has not yet been delivered";

int judge(const ReportView& view) { return says(view, intro) ? 95 : 0; }

/// `after RCPT TO`, `reading BANNER`, `while not connected`.
Phase phase_of_stage(std::string_view stage) {
    if (ascii::icontains(stage, "banner")) return Phase::banner;
    if (ascii::icontains(stage, "not connected")) return Phase::connect;
    for (std::string_view lead : {"after ", "reading ", "sending "})
        if (ascii::consume(stage, lead)) return phase_of_command(stage);
    return Phase::unknown;
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : recorder_(view, block, facts), text_(block.text.text), delayed_(text_.find(not_yet) != std::string_view::npos) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            std::string_view line = ascii::trim(lines.line());
            const bool arrow = ascii::consume(line, ">>>");
            const std::size_t open = line.find(" (");
            const std::size_t close = line.find("): ", std::min(open, line.size()));
            const std::string_view address =
                close == std::string_view::npos ? std::string_view() : fields::read_address(ascii::trim(line.substr(0, open)));
            if (!address.empty()) {
                finish();
                begin(address, line, open, close);
            } else if (line.empty() || line.starts_with("---")) {
                finish();
            } else if (!arrow && !words_.empty()) {
                extend(line);
            }
        }
        finish();
    }

private:
    void begin(std::string_view address, std::string_view line, std::size_t open, std::size_t close) {
        const Action action = delayed_ ? Action::delayed : Action::failed;
        recipient_ = recorder_.recipient(address, {}, action);
        recorder_.facts().action = action;
        stage_ = line.substr(open + 2, close - open - 2);
        words_ = ascii::trim(line.substr(close + 3));
    }

    /// A folded line.
    void extend(std::string_view line) {
        const auto first = static_cast<std::size_t>(words_.data() - text_.data());
        words_ = text_.substr(first, static_cast<std::size_t>(line.data() - text_.data()) + line.size() - first);
    }

    void finish() {
        if (!words_.empty()) {
            Said said = reply_or_own(words_);
            const Phase phase = phase_of_stage(stage_);
            if (said.speaker == Speaker::remote) {
                said.phase = phase;
                for (std::string_view lead : {"after ", "sending "})
                    if (stage_.starts_with(lead)) said.command = stage_.substr(lead.size());
            } else {
                said.phase = phase == Phase::connect ? phase : Phase::unknown;
            }
            recorder_.say(recipient_, said);
        }
        words_ = {};
    }

    Recorder recorder_;
    std::string_view text_;
    bool delayed_;
    Recorder::Handle recipient_ = Recorder::nobody;
    std::string_view stage_; ///< when in the session
    std::string_view words_;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).run();
}

} // namespace

extern const Dialect dialect_momentum;
const Dialect dialect_momentum{"momentum", "SparkPost", markers, judge, read};

} // namespace dsnparse::dialects

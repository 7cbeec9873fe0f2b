/// \file
/// Verizon's gateways to mobile telephones, vtext.com and vzwpix.com: the refusal first, then what was sent to whom.
///
///     Error:
///     550 - Requested action not taken: no such user here
///
///     Message details:
///       Subject: Minutes
///       MAIL FROM: ann@example.com
///       RCPT TO: 5550100@example.org
///
///     Message could not be delivered to mobile.
///     Error: No valid recipients for this MM
///
///     Original Message:
///     From: Ann <ann@example.com>
///     To: 5550100@example.org
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view error = "Error:";
constexpr std::string_view details = "Message details:";
constexpr std::string_view mobile = "Message could not be delivered to mobile";
constexpr std::string_view original = "Original Message:";
constexpr std::array<std::string_view, 2> markers{"message details:", "message could not be delivered to mobile"};

int judge(const ReportView& view) {
    if (!says(view, error)) return 0;
    if (says(view, mobile) && says(view, original)) return 95;
    return says(view, details) && says(view, "MAIL FROM: ") && says(view, "RCPT TO: ") ? 92 : 0;
}

class Reader {
public:
    Reader(const ReportView& view, Recorder& recorder) : view_(view), recorder_(recorder) {}

    void take(std::string_view line) {
        if (line == details || line == original) {
            listed_ = true;
        } else if (line.starts_with(error)) {
            reason_ = ascii::trim(line.substr(error.size()));
        } else if (!listed_) {
            if (reason_.empty() && fields::reply_code_at(line)) reason_ = line;
        } else if (ascii::consume(line, "RCPT TO:") || ascii::consume(line, "To:")) {
            const Recorder::Handle about = recorder_.recipient(fields::find_address(line), {}, Action::failed);
            recorder_.facts().action = Action::failed;
            if (about != Recorder::nobody && !reason_.empty()) say(about);
        }
    }

private:
    void say(Recorder::Handle about) {
        Said said = reply_or_own(reason_);
        if (said.speaker == Speaker::remote) {
            // `550 - Requested action not taken`: the dash is Verizon's.
            std::string_view words = ascii::trim(said.words.substr(3));
            ascii::consume(words, "- ");
            said.words = view_.context.arena.concat({said.words.substr(0, 3), " ", words});
        }
        said.raw = reason_;
        recorder_.say(about, said);
    }

    const ReportView& view_;
    Recorder& recorder_;
    std::string_view reason_;
    bool listed_ = false; ///< the fields of the message that failed follow
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader reader(view, recorder);
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) reader.take(ascii::trim(lines.line()));
    }
}

} // namespace

extern const Dialect dialect_verizon;
const Dialect dialect_verizon{"verizon", "Verizon", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// au by KDDI, the provider of dion.ne.jp and auone-net.jp.
///
///     Your mail sent on: Thu, 29 Apr 2026 00:00:00 +0900
///          Could not be delivered to: <user@example.org>
///          As their mailbox is full.
///          Could not be delivered to: <other@example.org>
///          Due to the following SMTP relay error
///          550 5.1.1 <other@example.org>: User unknown
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "Your mail ";
constexpr std::string_view failed = "Could not be delivered to:";
constexpr std::string_view relayed = "Due to the following SMTP relay error";
constexpr std::array<std::string_view, 2> markers{"your mail sent on:", "your mail attempted to be delivered on:"};

int judge(const ReportView& view) { return says(view, intro) && says(view, failed) ? 95 : 0; }

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.empty()) {
                finish();
            } else if (line.starts_with(failed)) {
                finish();
                recipient_ = recorder_.recipient(fields::find_address(line), {}, Action::failed);
                recorder_.facts().action = Action::failed;
            } else if (recipient_ != Recorder::nobody && !line.starts_with(relayed)) {
                add(line);
            }
        }
        finish();
    }

private:
    void add(std::string_view line) {
        const auto begin = static_cast<std::size_t>(line.data() - text_.data());
        if (reason_.empty()) reason_ = text_.substr(begin, 0);
        const auto first = static_cast<std::size_t>(reason_.data() - text_.data());
        reason_ = text_.substr(first, begin + line.size() - first);
    }

    void finish() {
        if (!reason_.empty()) {
            Said said = reply_or_own(reason_);
            if (said.speaker == Speaker::reporter) said.phase = Phase::unknown;
            recorder_.say(recipient_, said);
        }
        reason_ = {};
        recipient_ = Recorder::nobody;
    }

    Recorder recorder_;
    std::string_view text_;
    Recorder::Handle recipient_ = Recorder::nobody;
    std::string_view reason_; ///< what is said about the recipient so far
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).run();
}

} // namespace

extern const Dialect dialect_kddi;
const Dialect dialect_kddi{"kddi", "KDDI", markers, judge, read};

} // namespace dsnparse::dialects

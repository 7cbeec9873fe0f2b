/// \file
/// Rockliffe MailSite, and what was built on it: VOPmail, MAILsweeper for SMTP.
///
///     Your message has encountered delivery problems
///     to the following recipient(s):
///
///     user@example.org
///     (Was addressed to alias@example.org)
///
///     Delivery failed
///     User's mailbox quota exceeded
///
/// A delay says why below `Last attempt failed because:`. A local user is named by `to local user NAME.` and
/// `(Originally addressed to ...)`.
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"your message has encountered delivery problems",
                                                  "your message has been delayed and is still awaiting delivery"};
constexpr std::string_view failed = "Your message has encountered delivery problems";
constexpr std::string_view delayed = "Your message has been delayed and is still awaiting delivery";

int judge(const ReportView& view) {
    if (!says(view, failed) && !says(view, delayed)) return 0;
    return says(view, "to the following recipient(s):") || says(view, "to local user ") ? 92 : 0;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.starts_with(failed) || line.starts_with(delayed)) {
                action_ = line.starts_with(failed) ? Action::failed : Action::delayed;
                recorder_.facts().action = action_;
            } else if (line.starts_with("Your message reads")) {
                break;
            } else if (action_ != Action::unknown) {
                take(line);
            }
        }
        finish();
    }

private:
    void take(std::string_view line) {
        if (line.empty()) {
            if (wants_reason_ && !reason_.empty()) wants_reason_ = false;
        } else if (line == "to the following recipient(s):" || line.starts_with("to local user ")) {
            listed_ = true;
        } else if (line == "Delivery failed" || line == "Last attempt failed because:") {
            start_reason();
        } else if (line == "Message delayed") {
            listed_ = false;
        } else if (wants_reason_) {
            if (reason_.empty()) reason_ = line;
        } else if (listed_) {
            take_recipient(line);
        }
    }

    void take_recipient(std::string_view line) {
        std::string_view inside = line;
        if (ascii::consume(inside, "(Was addressed to ") || ascii::consume(inside, "(Originally addressed to ")) {
            original_ = fields::find_address(inside);
            add();
        } else if (const std::string_view address = fields::read_address(line); !address.empty()) {
            add();
            address_ = address;
        } else if (recorder_.facts().recipients.empty() && address_.empty()) {
            return; // the name of a local user
        } else {
            start_reason();
            reason_ = line;
        }
    }

    void start_reason() {
        add();
        listed_ = false;
        wants_reason_ = true;
    }

    void add() {
        if (address_.empty()) std::swap(address_, original_);
        if (fields::same_address(address_, original_)) original_ = {};
        recorder_.recipient(address_, original_, action_);
        address_ = original_ = {};
    }

    void finish() {
        add();
        if (!reason_.empty())
            recorder_.say(recorder_.facts().recipients.size() == 1 ? 0 : Recorder::nobody, reply_or_own(reason_));
    }

    Recorder& recorder_;
    Action action_ = Action::unknown;
    std::string_view address_;
    std::string_view original_;
    std::string_view reason_;
    bool listed_ = false;
    bool wants_reason_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_mailsite;
const Dialect dialect_mailsite{"mailsite", "Rockliffe", markers, judge, read};

} // namespace dsnparse::dialects

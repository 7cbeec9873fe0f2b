/// \file
/// Haraka, with its template for bounces: whom it was for, then one reason for all or a reply for each.
///
///     Hi. This is the Haraka Mailer program at mta.example.net.
///     I'm afraid I wasn't able to deliver your message
///         "Subject"
///     to the following addresses.
///
///     Intended Recipients: <user@example.org>, <other@example.org>
///     Failure Reason: Error: Some recipients failed: <user@example.org>
///
///     <user@example.org>: 550 5.1.1 <user@example.org>: User unknown
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "Hi. This is the Haraka Mailer program at ";
constexpr std::string_view intended = "Intended Recipients:";
constexpr std::string_view reason = "Failure Reason:";
constexpr std::array<std::string_view, 2> markers{"this is the haraka mailer program at", "(haraka "};

int judge(const ReportView& view) {
    if (says(view, intro)) return 95;
    // Without its template Haraka writes no text at all: the signature remains.
    return is_invoked_for_bounce(view, "Haraka") ? 90 : 0;
}

void read_intended(Recorder& recorder, std::string_view list) {
    std::size_t next = 0;
    for (std::string_view address = fields::find_address(list, 0, &next); !address.empty() && !recorder.full();
         address = fields::find_address(list, next, &next))
        recorder.recipient(address, {}, Action::failed);
}

/// `Error: 554 5.7.1 ...`, `Error: Too many failures (Upstream error: 421 ...)`, `Error: Nowhere to deliver mail to ...`.
void read_reason(Recorder& recorder, std::string_view words, std::string_view raw) {
    constexpr std::string_view gave_up = "Too many failures (";
    ascii::consume(words, "Error: ");
    if (words.starts_with(gave_up) && words.ends_with(')'))
        words = words.substr(gave_up.size(), words.size() - gave_up.size() - 1);
    // Which ones failed is said again below, each with its reply; where it is not, there is no reason to tell.
    if (words.starts_with("Some recipients ")) return;
    ascii::consume(words, "Upstream error: ");
    Said said;
    said.words = words;
    said.raw = ascii::within(words, raw) ? words : raw;
    if (fields::reply_code_at(words)) said.speaker = Speaker::remote;
    recorder.say(recorder.facts().recipients.size() == 1 ? 0 : Recorder::nobody, said);
}

/// `<user@example.org>: 550 5.1.1 ...`; `raw` may be folded.
void read_reply_line(Recorder& recorder, std::string_view line, std::string_view raw) {
    const std::size_t end = line.find(">: ");
    if (end == std::string_view::npos || !fields::reply_code_at(line.substr(end + 3))) return;
    const Recorder::Handle recipient = recorder.recipient(fields::read_address(line.substr(0, end + 1)), {}, Action::failed);
    if (recipient == Recorder::nobody) return;
    Said said;
    said.words = line.substr(end + 3);
    said.raw = ascii::within(said.words, raw) ? said.words : raw;
    said.speaker = Speaker::remote;
    recorder.say(recipient, said);
}

/// A line of the report with those that a mail program folded it into.
class Entry {
public:
    Entry(const ReportView& view, Recorder& recorder, std::string_view text) : view_(view), recorder_(recorder), text_(text) {}

    void begin(std::size_t from, std::size_t to) {
        end();
        begin_ = from;
        end_ = to;
    }
    void extend(std::size_t to) {
        if (begin_ != end_) end_ = to;
    }

    void end() {
        const std::string_view raw = ascii::trim(text_.substr(begin_, end_ - begin_));
        begin_ = end_ = 0;
        if (raw.empty()) return;
        std::string_view line = one_line(view_, raw);
        if (ascii::consume(line, intended)) {
            read_intended(recorder_, raw); // views for the evidence
            listed_ = true;
        } else if (listed_ && ascii::consume(line, reason)) {
            read_reason(recorder_, ascii::trim(line), ascii::trim(raw.substr(reason.size())));
        } else if (listed_ && line.starts_with('<')) {
            read_reply_line(recorder_, line, raw);
        }
    }

private:
    const ReportView& view_;
    Recorder& recorder_;
    std::string_view text_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool listed_ = false;
};

/// True for what begins an entry: a label, or the `<user@example.org>: ` of a reply.
bool begins_entry(std::string_view line) {
    return line.starts_with(intended) || line.starts_with(reason)
           || (line.starts_with('<') && line.find(">: ") != std::string_view::npos);
}

void read_block(const ReportView& view, Recorder& recorder, std::string_view text) {
    Entry entry(view, recorder, text);
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line.empty())
            entry.end();
        else if (line.starts_with(intro))
            recorder.facts().reporting_mta = word_behind(line, intro);
        else if (begins_entry(line))
            entry.begin(lines.offset(), lines.next_offset());
        else
            entry.extend(lines.next_offset());
    }
    entry.end();
}

void read(const ReportView& view, Facts& facts) {
    facts.action = Action::failed; // it has no other reports
    for (const TextBlock& block : view.blocks) {
        if (block.text.text.find(intro) == std::string_view::npos) continue;
        Recorder recorder(view, block, facts);
        read_block(view, recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_haraka;
const Dialect dialect_haraka{"haraka", "Haraka", markers, judge, read};

} // namespace dsnparse::dialects

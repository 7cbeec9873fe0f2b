/// \file
/// Postfix. One paragraph per recipient, folded with four spaces wherever the line was full.
///
///     This is the mail system at host mta.example.net.
///
///     <user@example.org> (expanded from <alias@example.net>): host
///         mx.example.org[192.0.2.25] said: 550 5.1.1 <user@example.org>: User
///         unknown (in reply to RCPT TO command)
///
/// smtpd's notices to the postmaster show a whole session instead: ` Out: ` is what this server said, ` In: ` its client.
#include "base/ascii.hpp"
#include "dialects/generic_words.hpp"
#include "dialects/phases.hpp"
#include "dialects/postfix/reason.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 13> markers{"this is the mail system at host",
                                                   " program at host ",
                                                   "postfix",
                                                   "undelivered mail",
                                                   "delayed mail",
                                                   "in reply to ",
                                                   "refused to talk to me: ",
                                                   "mail delivery status report",
                                                   "successful mail delivery report",
                                                   "transcript of session follows.",
                                                   ">: connect to ",
                                                   ">: host or domain name not found",
                                                   ">: lost connection with "};

constexpr std::string_view session_notice = "Transcript of session follows.";

/// What a subject announces; a site may reword the text, and copies for the postmaster have no introduction at all.
struct Announcement {
    std::string_view words;
    Action action;
};
constexpr std::array<Announcement, 6> subjects{{
    {"Undelivered Mail Returned to Sender", Action::failed},
    {"Postmaster Copy: Undelivered Mail", Action::failed},
    {"Delayed Mail (still being retried)", Action::delayed},
    {"Postmaster Warning: Delayed Mail", Action::delayed},
    {"Successful Mail Delivery Report", Action::delivered},
    {"Mail Delivery Status Report", Action::unknown},
}};
constexpr std::array<Announcement, 4> introductions{{
    {"I'm sorry to have to inform you that", Action::failed},
    {"# THIS IS A WARNING ONLY.", Action::delayed},
    {"THIS IS A WARNING ONLY.", Action::delayed},
    {"Your message was successfully delivered to the destination(s)", Action::delivered},
}};

/// `<user@example.org>: ...` or `<user@example.org> (expanded from ...`, at the start of a line.
bool starts_paragraph(std::string_view line) {
    if (!line.starts_with('<')) return false;
    const std::size_t close = line.find('>');
    if (close == std::string_view::npos) return false;
    const std::string_view after = line.substr(close + 1);
    return after.starts_with(':') || after.starts_with(" (expanded from");
}

bool has_paragraph(std::string_view text) {
    for (text::LineReader lines(text); lines.next();)
        if (starts_paragraph(lines.line())) return true;
    return false;
}

/// Words of Postfix behind a recipient: a site may have an introduction of its own, in any language.
bool has_own_words(std::string_view text) {
    for (std::string_view words :
         {"in reply to ", ">: connect to ", ">: Host or domain name not found", ">: lost connection with "})
        if (text.find(words) != std::string_view::npos) return true;
    return false;
}

bool has_introduction(std::string_view text) {
    constexpr std::string_view program = " program at host ";
    const std::size_t at = text.find(program);
    if (at == std::string_view::npos) return text.find("This is the mail system at host ") != std::string_view::npos;
    return text.substr(0, at).rfind("This is the ") != std::string_view::npos;
}

bool has_postfix_fields(const fields::DeliveryStatus* status) {
    if (status == nullptr) return false;
    for (const Header& field : status->extensions)
        if (ascii::istarts_with(field.name, "X-Postfix-")) return true;
    return false;
}

int judge(const ReportView& view) {
    if (has_postfix_fields(view.status)) return 90;
    bool announced = false;
    for (const Announcement& item : subjects) announced = announced || ascii::iequals(view.subject, item.words);
    int sure = 0;
    for (const TextBlock& block : view.blocks) {
        const std::string_view text = block.text.text;
        if (text.find(session_notice) != std::string_view::npos && text.find(" In:  ") != std::string_view::npos) return 90;
        const bool listed = has_paragraph(text);
        if (has_introduction(text)) return listed || announced ? 90 : 60;
        if (listed && announced)
            sure = std::max(sure, 80);
        else if (listed && has_own_words(text))
            sure = std::max(sure, 55);
    }
    return sure;
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), text_(block.text.text), recorder_(view, block, facts) {}

    void read() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = lines.line();
            // Only a blank line ends a paragraph for sure: pasted text loses its indentation.
            if (!paragraph_.empty() && !ascii::trim(line).empty() && (!starts_paragraph(line) || is_open(paragraph_))) {
                extend_paragraph(line);
                continue;
            }
            finish_paragraph();
            if (starts_paragraph(line))
                paragraph_ = line;
            else
                take_introduction(ascii::trim(line));
        }
        finish_paragraph();
    }

private:
    /// Breaks off behind the code of a reply, `host x[y] said: 550 5.7.1`: an address at the start of the next line is in it.
    static bool is_open(std::string_view paragraph) {
        const std::string_view end = paragraph.substr(paragraph.size() - std::min(paragraph.size(), std::size_t{400}));
        return ascii::is_digit(end.back()) && end.find(" said:") != std::string_view::npos
               && end.find("(in reply to ") == std::string_view::npos;
    }

    void extend_paragraph(std::string_view line) {
        const auto begin = static_cast<std::size_t>(paragraph_.data() - text_.data());
        paragraph_ = text_.substr(begin, static_cast<std::size_t>(line.data() - text_.data()) + line.size() - begin);
    }

    void take_introduction(std::string_view line) {
        if (line.starts_with("This is the ")) {
            const std::string_view host = word_behind(line, " at host ");
            if (!host.empty()) recorder_.facts().reporting_mta = host;
            return;
        }
        for (const Announcement& item : introductions)
            if (line.starts_with(item.words)) recorder_.facts().action = item.action;
    }

    void finish_paragraph() {
        if (!paragraph_.empty()) read_paragraph(ascii::trim_right(paragraph_));
        paragraph_ = {};
    }

    void read_paragraph(std::string_view raw) {
        constexpr std::string_view expanded = " (expanded from <";
        const std::string_view line = one_line(view_, raw);
        std::string_view rest = line.substr(line.find('>') + 1);
        std::string_view original;
        if (rest.starts_with(expanded)) {
            const std::size_t end = rest.find(">)");
            if (end == std::string_view::npos) return;
            original = rest.substr(expanded.size(), end - expanded.size());
            rest = rest.substr(end + 2);
        }
        if (!rest.starts_with(':')) return;
        // Only a quoted local part can be folded: else the address is taken from where it stands.
        std::string_view address = raw.substr(1, raw.find('>') - 1);
        if (address.find_first_of("\r\n") != std::string_view::npos) address = line.substr(1, line.find('>') - 1);
        const Recorder::Handle recipient = recorder_.recipient(address, original, recorder_.facts().action);
        if (recipient != Recorder::nobody) read_reason(recipient, ascii::trim(rest.substr(1)), raw);
    }

    void read_reason(Recorder::Handle recipient, std::string_view reason, std::string_view raw) {
        Said said;
        said.raw = raw;
        std::string_view via;
        if (ascii::consume(reason, "delivery via ")) {
            const std::size_t end = reason.find(": ");
            via = reason.substr(0, end);
            reason = end == std::string_view::npos ? std::string_view{} : reason.substr(end + 2);
        }
        ascii::consume(reason, "delivery temporarily suspended: ");
        if (recorder_.at(recipient).action == Action::unknown && reason.starts_with("delivered to "))
            recorder_.at(recipient).action = Action::delivered;
        said.words = reason;
        if (!postfix::read_quoted_reply(said, reason, recorder_.arena())) {
            if (!via.empty() && fields::reply_code_at(reason)) {
                said.speaker = Speaker::remote;
                said.host = host_at(via, recorder_.arena());
                Action& action = recorder_.at(recipient).action;
                // Pasted text has no subject that announces a success.
                if (action == Action::delivered || (action == Action::unknown && reason.starts_with('2')))
                    action = Action::relayed;
            } else {
                postfix::read_trouble(said, reason, recorder_.arena());
            }
        }
        // `delivered to mailbox` is no reply.
        if (said.speaker == Speaker::remote || recorder_.at(recipient).action != Action::delivered)
            recorder_.say(recipient, said);
    }

    const ReportView& view_;
    std::string_view text_;
    Recorder recorder_;
    std::string_view paragraph_;
};

/// A notice to the postmaster about a session with this server as the one that refused.
class SessionReader {
public:
    SessionReader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), text_(block.text.text), recorder_(view, block, facts) {}

    void read() {
        recorder_.facts().transcript = true;
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = lines.line();
            const bool out = line.starts_with(" Out: ");
            if (out || line.starts_with(" In:  ")) {
                finish_line();
                line_ = line.substr(6);
                direction_ = out ? Direction::server : Direction::client;
            } else if (!line_.empty() && line.starts_with("     ")) {
                const auto begin = static_cast<std::size_t>(line_.data() - text_.data());
                line_ = text_.substr(begin, static_cast<std::size_t>(line.data() - text_.data()) + line.size() - begin);
            } else {
                finish_line();
            }
        }
        finish_line();
    }

private:
    void finish_line() {
        if (line_.empty()) return;
        const std::string_view line = one_line(view_, line_);
        StepFact fact;
        fact.step.direction = direction_;
        if (direction_ == Direction::client)
            take_command(line, fact);
        else
            take_reply(line, fact);
        Facts& facts = recorder_.facts();
        if (facts.steps.size() < recorder_.most_steps()) recorder_.arena().append(facts.steps, fact);
        line_ = {};
    }

    void take_command(std::string_view line, StepFact& fact) {
        fact.step.command = command_ = line;
        phase_ = phase_of_command(line);
        if (phase_ != Phase::rcpt) return;
        current_ = recorder_.recipient(fields::find_address(line_));
        if (current_ != Recorder::nobody) fact.recipient = recorder_.at(current_).address;
    }

    void take_reply(std::string_view line, StepFact& fact) {
        const fields::ReplyText reply = fields::read_reply(line, recorder_.arena());
        fact.step.code = reply.code;
        fact.step.enhanced = reply.enhanced;
        fact.step.text = reply.text;
        // The message itself is left out: what comes after 354 answers it.
        if (phase_ == Phase::data && reply.code == 354) phase_ = Phase::end_of_data;
        if (!reply.code || *reply.code < 400) return;
        // Without a recipient no mail was refused: clients that talk nonsense are not the sender's concern.
        if (recorder_.facts().recipients.empty()) return;
        Said said = own_words(line, phase_);
        said.raw = line_;
        said.command = command_;
        recorder_.facts().action = Action::failed;
        recorder_.say(phase_ == Phase::rcpt ? current_ : Recorder::nobody, said);
    }

    const ReportView& view_;
    std::string_view text_;
    Recorder recorder_;
    std::string_view line_; ///< being read, with its continuations
    Direction direction_ = Direction::event;
    std::string_view command_;
    Phase phase_ = Phase::banner;
    Recorder::Handle current_ = Recorder::nobody;
};

bool refuses(const Facts& facts) {
    for (const ReplyFact& fact : facts.replies)
        if (fact.reply.code && *fact.reply.code >= 500) return true;
    return false;
}

void read(const ReportView& view, Facts& facts) {
    for (const Announcement& item : subjects)
        if (ascii::iequals(view.subject, item.words)) facts.action = item.action;
    for (const TextBlock& block : view.blocks) {
        if (block.text.text.find(session_notice) != std::string_view::npos)
            SessionReader(view, block, facts).read();
        else
            Reader(view, block, facts).read();
        // An introduction that is not Postfix's own: a delay is told from its words, where no final refusal contradicts them.
        if (facts.action == Action::unknown && !facts.recipients.empty() && !refuses(facts)
            && (meaning_of(block.text.text) & says_delay) != 0) {
            facts.action = Action::delayed;
            for (RecipientFact& fact : detail::Arena::items(facts.recipients))
                if (fact.action == Action::unknown) fact.action = Action::delayed;
        }
    }
}

} // namespace

extern const Dialect dialect_postfix;
const Dialect dialect_postfix{"postfix", "", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// Exchange 2000 and 2003: a paragraph per recipient, its end in angle brackets; the words in the reader's language.
///
///     The following recipient(s) could not be reached:
///
///           user@example.org on 3/2/2026 10:01 AM
///                 The e-mail account does not exist at the organization this message was sent to.
///                 <mail.example.net #5.1.1>
///
///           other@example.org am 02.03.2026 10:01
///                 Es ist ein SMTP-Kommunikationsproblem mit dem E-Mail-Server des Empfaengers aufgetreten.
///                 <mail.example.net #5.5.0 smtp;552 5.2.2 Mailbox full>
#include "base/ascii.hpp"
#include "dialects/generic_lines.hpp"
#include "dialects/recorder.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 16> markers{" #5.0", " #5.1", " #5.2", " #5.3", " #5.4", " #5.5", " #5.6", " #5.7",
                                                   " #4.0", " #4.1", " #4.2", " #4.3", " #4.4", " #4.5", " #4.6", " #4.7"};
constexpr std::string_view smtp = "smtp;";

/// `<mail.example.net #5.1.1>`, `<mail.example.net #5.5.0 smtp;552 5.2.2 ...`: what stands behind the `#`; empty: no such line.
std::string_view verdict_of(std::string_view line) {
    const std::size_t mark = line.find(" #");
    if (!line.starts_with('<') || mark == std::string_view::npos
        || line.substr(1, mark - 1).find_first_of(" @<>") != std::string_view::npos)
        return {};
    const std::string_view verdict = line.substr(mark + 2);
    return fields::status_at(verdict).empty() ? std::string_view() : verdict;
}

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (!verdict_of(ascii::trim(lines.line())).empty()) return 90;
    return 0;
}

bool has_digit(std::string_view text) {
    for (char c : text)
        if (ascii::is_digit(c)) return true;
    return false;
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (!verdict_.empty()) {
                extend(line);
            } else if (const std::string_view verdict = verdict_of(line); !verdict.empty()) {
                begin_verdict(line, verdict);
            } else if (const Lead lead = lead_of(line); !lead.address.empty() && is_date(lead.rest)) {
                address_ = lead.address;
                reason_ = {};
            } else if (!address_.empty()) {
                add_reason(line);
            }
            if (verdict_.ends_with('>')) finish();
        }
        finish();
    }

private:
    /// ` on 3/2/2026 10:01 AM`, ` am 02.03.2026 10:01`; nothing where the mail program lost it.
    static bool is_date(std::string_view rest) {
        rest = ascii::trim(rest);
        return rest.empty() || (rest.size() < 60 && has_digit(rest) && rest.find('@') == std::string_view::npos);
    }

    void add_reason(std::string_view line) {
        const auto begin = static_cast<std::size_t>(line.data() - text_.data());
        if (line.empty()) return;
        const std::size_t first = reason_.empty() ? begin : static_cast<std::size_t>(reason_.data() - text_.data());
        reason_ = text_.substr(first, begin + line.size() - first);
    }

    void begin_verdict(std::string_view line, std::string_view verdict) {
        const std::size_t mark = line.find(" #");
        if (recorder_.facts().reporting_mta.empty()) recorder_.facts().reporting_mta = line.substr(1, mark - 1);
        verdict_ = verdict;
    }

    /// A folded one.
    void extend(std::string_view line) {
        if (line.empty()) return finish();
        const auto first = static_cast<std::size_t>(verdict_.data() - text_.data());
        verdict_ = text_.substr(first, static_cast<std::size_t>(line.data() - text_.data()) + line.size() - first);
    }

    void finish() {
        std::string_view verdict = verdict_;
        verdict_ = {};
        if (verdict.empty() || address_.empty()) return;
        if (verdict.ends_with('>')) verdict.remove_suffix(1);
        const std::string_view status = fields::status_at(verdict);
        const bool temporary = status.starts_with('4');
        const Recorder::Handle about = recorder_.recipient(address_, {}, temporary ? Action::delayed : Action::failed);
        address_ = {};
        if (about == Recorder::nobody) return;
        recorder_.facts().action = recorder_.at(about).action;
        recorder_.at(about).status = status;
        const std::size_t quoted = ascii::ifind(verdict, smtp);
        const std::string_view raw =
            quoted == std::string_view::npos ? reason_ : ascii::trim(verdict.substr(quoted + smtp.size()));
        if (raw.empty()) return;
        Said said = reply_or_own(one_line(view_, raw));
        if (said.speaker == Speaker::reporter) said.phase = Phase::unknown;
        said.raw = raw;
        recorder_.say(about, said);
    }

    const ReportView& view_;
    Recorder recorder_;
    std::string_view text_;
    std::string_view address_; ///< of the paragraph
    std::string_view reason_;
    std::string_view verdict_; ///< behind the `#`, being read
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Reader(view, block, facts).run();
        if (!facts.recipients.empty()) break; // the HTML twin says the same
    }
}

} // namespace

extern const Dialect dialect_exchange2003;
const Dialect dialect_exchange2003{"exchange2003", "Microsoft", markers, judge, read};

} // namespace dsnparse::dialects

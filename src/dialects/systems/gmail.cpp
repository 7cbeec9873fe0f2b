/// \file
/// Gmail's text reports of before its DSNs, those of Google Groups, and the notice of today, which is written in the sender's
/// language and stands in front of a machine-readable part.
///
///     Delivery to the following recipient failed permanently:
///
///          user@example.org
///
///     Technical details of permanent failure:
///     Google tried to deliver your message, but it was rejected by the server for the recipient domain example.org by
///     mx.example.org. [192.0.2.25].
///
///     The error that the other server returned was:
///     550 550 5.1.1 <user@example.org>... User Unknown (state 14).
///
///     ----- Original message -----
///
///     ** Address not found **
///
///     Your message wasn't delivered to user@example.org because the address couldn't be found, or is unable to receive mail.
///
///     Learn more here: https://support.google.com/mail/?p=NoSuchUser
///
///     The response from the remote server was:
///
///     550 5.1.1 <user@example.org>: Recipient address rejected
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/ip.hpp"
#include "fields/reply_place.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view failed = "failed permanently:";
constexpr std::string_view delayed = "has been delayed:";
constexpr std::string_view details = "Technical details of ";
constexpr std::string_view returned = "The error that the other server returned was:";
constexpr std::string_view by = " by ";
constexpr std::string_view groups = "https://groups.google.com/support/";
constexpr std::string_view response = "The response was:";
constexpr std::string_view remote_response = "The response from the remote server was:";
constexpr std::array<std::string_view, 7> markers{"technical details of permanent failure",
                                                  "technical details of temporary failure",
                                                  "groups.google.com/support/",
                                                  "mailer-daemon@googlemail.com",
                                                  "mailer-daemon@google.com",
                                                  "the response was:",
                                                  "the response from the remote server was:"};
/// How the notice names its addressee, where there is no title to tell the sentence by.
constexpr std::array<std::string_view, 3> addressing{"delivered to ", "delivering your message to ", "Your message to "};

bool is_title(std::string_view line) { return line.size() > 6 && line.starts_with("** ") && line.ends_with(" **"); }

bool is_addressing(std::string_view line) {
    for (std::string_view words : addressing)
        if (line.find(words) != std::string_view::npos) return true;
    return false;
}

bool is_from_gmail(const ReportView& view) {
    const std::string_view from = fields::find_address(view.from);
    return ascii::iequals(from, "mailer-daemon@googlemail.com") || ascii::iequals(from, "mailer-daemon@google.com");
}

/// Whether a block is the notice: by its title from Gmail, or by its English sentences.
bool is_notice(const ReportView& view, std::string_view text) {
    const bool ours = is_from_gmail(view);
    bool named = false;
    for (text::LineReader lines(text); lines.next();) {
        const std::string_view line = ascii::trim(lines.line());
        if (ours && is_title(line)) return true;
        named = named || is_addressing(line);
        if (named && (line == response || line == remote_response)) return true;
    }
    return false;
}

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (ascii::trim(lines.line()).starts_with(details)) return 94;
    for (const TextBlock& block : view.blocks)
        if (is_notice(view, block.text.text)) return 94;
    return says(view, groups) && ascii::icontains(view.from, "mailer-daemon@") ? 93 : 0;
}

/// Gmail numbers the states of its SMTP client: `(state 14)` is the wait for the answer to RCPT.
Phase phase_of_state(std::string_view& reply) {
    constexpr std::string_view lead = "(state ";
    const std::size_t at = reply.rfind(lead);
    if (at == std::string_view::npos) return Phase::unknown;
    std::size_t digit = at + lead.size();
    int state = 0;
    while (digit < reply.size() && ascii::is_digit(reply[digit]) && state < 100) state = state * 10 + (reply[digit++] - '0');
    if (digit >= reply.size() || reply[digit] != ')') return Phase::unknown;
    reply = ascii::trim(reply.substr(0, at));
    switch (state) {
    case 6: return Phase::starttls;
    case 8:
    case 9: return Phase::ehlo;
    case 13: return Phase::mail;
    case 14: return Phase::rcpt;
    case 15:
    case 16: return Phase::data;
    case 17:
    case 18: return Phase::end_of_data;
    default: return Phase::unknown;
    }
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.ends_with(failed) || line.ends_with(delayed)) {
                recorder_.facts().action = action_ = line.ends_with(failed) ? Action::failed : Action::delayed;
            } else if (line.starts_with(details)) {
                read_details(lines);
                return;
            } else if (action_ != Action::unknown && line.find(' ') == std::string_view::npos) {
                const std::string_view address = fields::read_address(line);
                if (!address.empty()) recorder_.recipient(address, {}, action_);
            }
        }
    }

private:
    /// The prose, which may be of several paragraphs, up to the end of what Gmail wrote.
    void read_details(text::LineReader& lines) {
        const std::size_t begin = lines.next_offset();
        std::size_t end = begin;
        while (lines.next() && !ascii::trim(lines.line()).starts_with("----- ")) end = lines.next_offset();
        const std::string_view raw = ascii::trim(text_.substr(begin, end - begin));
        const std::string_view words = one_line(view_, raw);
        if (words.empty()) return;
        Said said;
        const std::size_t quote = words.find(returned);
        if (quote != std::string_view::npos) {
            said = reply_or_own(ascii::trim(words.substr(quote + returned.size())));
            said.host = server_of(words.substr(0, quote));
        } else if (const std::size_t reply = words.find("): ");
                   words.find("SMTP Error (state") < reply && reply != std::string_view::npos) {
            // `PERM_FAILURE: SMTP Error (state 14): 550 ...`
            std::string_view state = words.substr(0, reply + 1);
            const Phase phase = phase_of_state(state);
            said = reply_or_own(ascii::trim(words.substr(reply + 3)));
            said.phase = phase;
        } else {
            said = own_words(words, phase_of_trouble(words));
            said.host = server_of(words);
        }
        if (said.speaker == Speaker::remote && said.phase == Phase::unknown) said.phase = phase_of_state(said.words);
        if (said.speaker == Speaker::remote) undouble(said.words);
        // The introduction may be folded anywhere, its last word not.
        const std::size_t intro = quote == std::string_view::npos ? quote : raw.find("was:");
        said.raw = intro == std::string_view::npos ? raw : ascii::trim(raw.substr(intro + 4));
        recorder_.say(Recorder::nobody, said);
    }

    /// `550 550 5.1.1 ...`: the code, and the reply with its code.
    static void undouble(std::string_view& reply) {
        if (reply.size() > 8 && reply.substr(0, 4) == reply.substr(4, 4) && fields::code_digits_at(reply)) reply.remove_prefix(4);
    }

    /// `... for the recipient domain example.org by mx.example.org. [192.0.2.25].` or `[mx.example.org. (5): Connection
    /// refused]`.
    [[nodiscard]] fields::HostRef server_of(std::string_view words) const {
        const std::size_t rejected = words.find("rejected by ");
        const std::size_t at = rejected == std::string_view::npos ? rejected : words.find(by, rejected + 12);
        if (at != std::string_view::npos) return host_at(words.substr(at + by.size()), recorder_.arena());
        const std::size_t open = words.find('[');
        if (open == std::string_view::npos) return {};
        std::string_view attempt = words.substr(open + 1);
        if (attempt.starts_with('(')) attempt = ascii::trim(attempt.substr(std::min(attempt.find(')'), attempt.size() - 1) + 1));
        const fields::HostRef host = host_at(attempt, recorder_.arena());
        return host.name.find('.') == std::string_view::npos && host.ip.empty() ? fields::HostRef{} : host;
    }

    const ReportView& view_;
    Recorder recorder_;
    std::string_view text_;
    Action action_ = Action::unknown;
};

/// The notice. Its sentences are in the sender's language; what holds in all of them is the order: the title, the sentence with
/// the address, a line that ends in a colon, the response.
class NoticeReader {
public:
    NoticeReader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        bool titled = false;
        for (text::LineReader lines(text_); lines.next();) {
            const std::string_view line = ascii::trim(lines.line());
            if (is_title(line)) {
                titled = true;
            } else if (about_ == Recorder::nobody
                       && (titled ? line.find("://") == std::string_view::npos : is_addressing(line))) {
                read_addressee(line);
            }
            if (titled ? ends_in_colon(line) : line == response || line == remote_response) {
                read_response(lines.next_offset());
                return;
            }
        }
        // Without a response the sentence itself is all that is said.
        recorder_.say(about_, own_words(sentence_));
    }

private:
    static bool ends_in_colon(std::string_view line) { return line.ends_with(':') || line.ends_with("\357\274\232"); }

    void read_addressee(std::string_view line) {
        const bool waits =
            view_.subject.find("(Delay)") != std::string_view::npos || line.find("Gmail will retry") != std::string_view::npos;
        const std::string_view address = fields::find_address(line);
        if (address.empty()) return;
        recorder_.facts().action = waits ? Action::delayed : Action::failed;
        about_ = recorder_.recipient(address, {}, recorder_.facts().action);
        sentence_ = line;
    }

    void read_response(std::size_t begin) {
        const std::string_view raw = ascii::trim(text_.substr(begin));
        if (raw.empty()) return;
        Said said = reply_or_own(raw);
        if (said.speaker == Speaker::reporter) {
            said.words = one_line(view_, raw);
            said.phase = raw.starts_with("DNS Error:") ? Phase::dns : phase_of_client(raw);
            said.host = tried_host(said.words);
            if (said.phase == Phase::unknown && said.host.known()) said.phase = phase_of_attempt(raw);
        }
        recorder_.say(about_, said);
    }

    /// `Unspecified Error (SENT_SECOND_EHLO): ...`: what the client had sent last.
    static Phase phase_of_client(std::string_view raw) {
        constexpr std::string_view lead = "(SENT_";
        const std::size_t at = raw.find(lead);
        if (at == std::string_view::npos) return Phase::unknown;
        std::string_view state = raw.substr(at + lead.size());
        ascii::consume(state, "SECOND_");
        return phase_of_command(state);
    }

    static Phase phase_of_attempt(std::string_view raw) {
        constexpr std::string_view refused = "did not accept our requests to connect";
        return raw.find(refused) != std::string_view::npos ? Phase::connect : phase_of_trouble(raw);
    }

    /// `[mx.example.org 192.0.2.25: timed out]`.
    [[nodiscard]] fields::HostRef tried_host(std::string_view words) const {
        if (!words.ends_with(']')) return {};
        const std::size_t open = words.rfind('[');
        if (open == std::string_view::npos) return {};
        std::string_view attempt = words.substr(open + 1);
        const std::string_view name = ascii::consume_word(attempt);
        const std::size_t colon = attempt.find(": ");
        if (!fields::is_host_name(name) || colon == std::string_view::npos) return {};
        fields::HostRef host;
        host.ip = fields::parse_ip(ascii::trim(attempt.substr(0, colon)), recorder_.arena());
        if (!host.ip.empty()) host.name = name;
        if (host.name.ends_with('.')) host.name.remove_suffix(1);
        return host;
    }

    const ReportView& view_;
    Recorder recorder_;
    std::string_view text_;
    Recorder::Handle about_ = Recorder::nobody;
    std::string_view sentence_; ///< that names the addressee
};

/// Google Groups names the group in the header only: X-Failed-Recipients, which is read where the words name nobody.
void read(const ReportView& view, Facts& facts) {
    if (says(view, groups)) facts.action = Action::failed;
    for (const TextBlock& block : view.blocks)
        if (is_notice(view, block.text.text))
            NoticeReader(view, block, facts).run();
        else
            Reader(view, block, facts).run();
}

} // namespace

extern const Dialect dialect_gmail;
const Dialect dialect_gmail{"gmail", "Google", markers, judge, read};

} // namespace dsnparse::dialects

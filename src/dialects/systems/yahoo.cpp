/// \file
/// Yahoo! Mail and those it hosts (AT&T, Yahoo! Japan): qmail's paragraphs in words of its own.
///
///     Sorry, we were unable to deliver your message to the following address.
///
///     <user@example.org>:
///     Remote host said: 550 5.1.1 <user@example.org>... User Unknown [RCPT_TO]
///
///     Message from yahoo.com.
///     Unable to deliver message to the following address(es).
///
///     <user@example.org>:
///     unable to connect to remote server [192.0.2.25:25]: Operation timed out
///     I'm not going to try again; this message has been in the queue too long.
///
///     <user@example.net>:
///     550: 5.1.1 <user@example.net>: Recipient address rejected: User unknown in local recipient table
///
///     I'm afraid I wasn't able to deliver the following message.
///     This is a permanent error; I've given up. Sorry it didn't work out.
///
///     Subject: Minutes
///     To: user@example.org
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view unable = "we were unable to deliver your message to the following address.";
constexpr std::string_view from_domain = "Message from ";
constexpr std::string_view addresses = "Unable to deliver message to the following address(es).";
constexpr std::string_view this_message = "I'm afraid I wasn't able to deliver the following message.";
constexpr std::array<std::string_view, 3> markers{"we were unable to deliver your message to the following address.",
                                                  "unable to deliver message to the following address(es).",
                                                  "i'm afraid i wasn't able to deliver the following message."};
constexpr std::string_view remote_said = "Remote host said:";
constexpr std::string_view connecting = "unable to connect to remote server ";
constexpr std::string_view gave_up = "I'm not going to try again;";

int judge(const ReportView& view) {
    if (says(view, addresses) && says(view, from_domain)) return 96;
    return says(view, unable) || says(view, this_message) ? 95 : 0;
}

/// The moment that stands behind a reply, `[RCPT_TO]`; taken off the reply.
std::string_view take_moment(std::string_view& reply) {
    if (!reply.ends_with(']')) return {};
    const std::size_t open = reply.rfind('[');
    if (open == std::string_view::npos) return {};
    const std::string_view word = reply.substr(open + 1, reply.size() - open - 2);
    if (word.empty()) return {};
    for (char c : word)
        if (c != '_' && !ascii::is_upper(c)) return {};
    reply = ascii::trim(reply.substr(0, open));
    return word;
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.starts_with("---") && !recorder_.facts().recipients.empty()) break;
            if (line.ends_with(">:") && line.starts_with('<')) {
                finish();
                recipient_ = recorder_.recipient(fields::read_address(line.substr(0, line.size() - 1)), {}, Action::failed);
                begin_ = end_ = lines.next_offset();
            } else if (recipient_ != Recorder::nobody && !line.empty()) {
                if (line.starts_with(gave_up)) say();
                end_ = lines.next_offset();
            }
        }
        finish();
    }

    /// `To: user@example.org` behind the subject; as HTML all of it is one line.
    void read_addressee() {
        const std::size_t at = text_.find(this_message);
        if (at == std::string_view::npos) return;
        std::string_view listed = text_.substr(at);
        listed = listed.substr(0, listed.find("---"));
        const std::size_t to = listed.rfind("To: ");
        if (to != std::string_view::npos) recorder_.recipient(fields::find_address(listed, to), {}, Action::failed);
    }

private:
    void finish() {
        say();
        recipient_ = Recorder::nobody;
        begin_ = end_ = 0;
    }

    void say() {
        const std::string_view raw = ascii::trim(text_.substr(begin_, end_ - begin_));
        begin_ = end_;
        if (recipient_ == Recorder::nobody || raw.empty()) return;
        Said said = reply_or_own(raw.substr(raw.starts_with(remote_said) ? remote_said.size() : 0));
        if (said.speaker == Speaker::remote) {
            said.command = take_moment(said.words);
            said.phase = said.command == "BODY" ? Phase::end_of_data : phase_of_command(said.command);
        } else {
            said.words = one_line(view_, raw);
        }
        if (const std::size_t at = raw.find(connecting); at != std::string_view::npos) {
            said.host = fields::read_host(raw.substr(at + connecting.size()), recorder_.arena());
            said.phase = Phase::connect;
        }
        said.raw = raw;
        recorder_.say(recipient_, said);
    }

    const ReportView& view_;
    Recorder recorder_;
    std::string_view text_;
    Recorder::Handle recipient_ = Recorder::nobody;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

void read(const ReportView& view, Facts& facts) {
    facts.action = Action::failed;
    for (const TextBlock& block : view.blocks) {
        Reader reader(view, block, facts);
        reader.run();
        if (facts.recipients.empty()) reader.read_addressee();
    }
}

} // namespace

extern const Dialect dialect_yahoo;
const Dialect dialect_yahoo{"yahoo", "Yahoo", markers, judge, read};

} // namespace dsnparse::dialects

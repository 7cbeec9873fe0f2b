/// \file
/// EZweb, the mobile mail of au (KDDI): a sentence about the account, then Postfix's paragraph; or a session per recipient.
///
///     The user(s) account is disabled.
///
///     <user@example.org>: 550 user unknown (in reply to RCPT TO command)
///
///     Each of the following recipients was rejected by a remote
///     mail server.
///
///        Recipient: <user@example.org>
///        >>> RCPT TO:<user@example.org>
///        <<< 550 <user@example.org>: User unknown
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "dialects/wording.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 4> markers{"the user(s) account is ", "recipients was rejected by a remote",
                                                  "message was not delivered within ", "mail system error - returned mail"};
constexpr std::string_view account = "The user(s) account is ";
constexpr std::string_view too_late = "Your message was not delivered within ";
constexpr std::string_view silent = "Remote host is not responding";
constexpr std::string_view label = "Recipient:";
constexpr std::string_view sent = ">>> ";
constexpr std::string_view answered = "<<< ";

int judge(const ReportView& view) {
    if (says(view, account)) return 92;
    const bool session = says(view, "Each of the following recipients was rejected by a remote") && says(view, label);
    return session || (says(view, too_late) && says(view, silent)) ? 92 : 0;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void take(std::string_view line) {
        if (line.starts_with(account) || line.starts_with(too_late) || line.starts_with(silent)) {
            reason_ = reason_.empty() ? line : reason_;
        } else if (line.starts_with(label) || line.starts_with('<')) {
            if (line.starts_with(answered)) return answer(line.substr(answered.size()));
            begin(line);
        } else if (line.starts_with(sent)) {
            command_ = ascii::trim(line.substr(sent.size()));
        }
    }

private:
    void begin(std::string_view line) {
        std::size_t end = 0;
        const std::string_view address = fields::find_address(line, 0, &end);
        if (address.empty()) return;
        recipient_ = recorder_.recipient(address, {}, Action::failed);
        recorder_.facts().action = Action::failed;
        command_ = {};
        std::string_view words = ascii::trim(line.substr(end));
        while (!words.empty() && (words[0] == '>' || words[0] == ':' || words[0] == ' ')) words.remove_prefix(1);
        if (!words.empty()) answer(words);
        if (!reason_.empty()) recorder_.say(recipient_, own_words(reason_, Phase::unknown));
    }

    void answer(std::string_view words) {
        const std::string_view command = take_in_reply_to(words);
        Said said = reply_or_own(words);
        said.command = command.empty() ? command_ : command;
        if (said.speaker == Speaker::remote && !said.command.empty()) said.phase = phase_of_command(said.command);
        recorder_.say(recipient_, said);
    }

    Recorder& recorder_;
    Recorder::Handle recipient_ = Recorder::nobody;
    std::string_view reason_; ///< the sentence in front of the recipients
    std::string_view command_; ///< that the next reply answers
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader reader(recorder);
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) reader.take(ascii::trim(lines.line()));
    }
}

} // namespace

extern const Dialect dialect_ezweb;
const Dialect dialect_ezweb{"ezweb", "KDDI", markers, judge, read};

} // namespace dsnparse::dialects

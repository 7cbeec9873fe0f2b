/// \file
/// Ipswitch IMail Server, whose delivery program is SMTP32: text only.
///
///     Unknown user: user@example.org
///
///     RCPT TO generated following response:
///     550 5.1.1 <user@example.org>: User unknown
///
///     Original message follows.
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 4> markers{
    "x-mailer: <smtp32 v", "generated following response:", "generated response:", "invalid final delivery userid:"};
constexpr std::string_view undeliverable = "undeliverable";

int judge(const ReportView& view) {
    if (view.header_value("X-Mailer").starts_with("<SMTP32 v")) return 95;
    if (says(view, "Invalid final delivery userid: ") || says(view, "RCPT TO generated following response:")) return 85;
    return view.subject == "Undeliverable Mail" && says(view, "generated response:") ? 85 : 0;
}

/// The command in front of what introduces a response: `RCPT TO generated following response:`, `Additional RCPT TO generated
/// ...`, `DATA command generated response:`, `Body of message generated response:`, `Server response to MAIL FROM:`,
/// `Unexpected response to EHLO/HELO:`, `Unexpected connection response from server:`. False: it is another line.
bool introduces_response(std::string_view line, std::string_view& command) {
    constexpr std::array<std::string_view, 2> marks{" response to ", " generated "};
    if (!line.ends_with(':') || !ascii::icontains(line, "response")) return false;
    line.remove_suffix(1);
    command = {};
    if (const std::size_t at = line.find(marks[0]); at != std::string_view::npos) {
        command = line.substr(at + marks[0].size());
        command = command.substr(0, command.find('/'));
    } else if (const std::size_t end = line.find(marks[1]); end != std::string_view::npos) {
        command = line.substr(0, end);
        ascii::consume(command, "Additional ");
    } else {
        return ascii::istarts_with(line, "Unexpected connection response");
    }
    return true;
}

Phase phase_of(std::string_view command) {
    if (command.empty()) return Phase::banner;
    return ascii::istarts_with(command, "Body") ? Phase::end_of_data : phase_of_command(command);
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            std::string_view command;
            if (introduces_response(line, command)) {
                answered_ = true;
                command_ = command;
            } else if (answered_ && fields::reply_code_at(line)) {
                const std::size_t begin = lines.offset();
                std::size_t end = lines.next_offset();
                while (lines.next() && !ascii::trim(lines.line()).empty()) end = lines.next_offset();
                say_response(ascii::trim(text.substr(begin, end - begin)));
            } else if (!line.empty()) {
                take_recipient(line);
            }
        }
        finish();
    }

private:
    /// `Unknown user: user@example.org`, `Delivery failed 20 attempts: user@example.org`, `undeliverable to user@example.org`
    void take_recipient(std::string_view line) {
        const std::size_t blank = line.rfind(' ');
        if (blank == std::string_view::npos) return;
        const std::string_view address = fields::read_address(line.substr(blank + 1));
        const std::string_view words = ascii::trim_right(line.substr(0, blank));
        if (address.empty()) return;
        const bool plain = words.starts_with(undeliverable) && ascii::trim(words.substr(undeliverable.size())) == "to";
        // One word in front of the colon is a field: `To: user@example.org`.
        if (!plain && (!words.ends_with(':') || words.find(' ') == std::string_view::npos)) return;
        finish();
        answered_ = false;
        about_ = recorder_.recipient(address, {}, Action::failed);
        recorder_.facts().action = Action::failed;
        if (!plain) reason_ = words.substr(0, words.size() - 1);
    }

    /// What IMail itself says is the reason only where no server answered.
    void finish() {
        if (about_ != Recorder::nobody && !reason_.empty()) recorder_.say(about_, own_words(reason_, Phase::unknown));
        reason_ = {};
    }

    void say_response(std::string_view words) {
        Said said;
        said.words = said.raw = words;
        said.speaker = Speaker::remote;
        said.command = command_;
        said.phase = phase_of(command_);
        recorder_.say(about_, said);
        if (about_ != Recorder::nobody && !reason_.empty()) recorder_.at(about_).reason = reason_;
        reason_ = {};
    }

    Recorder& recorder_;
    Recorder::Handle about_ = Recorder::nobody;
    std::string_view reason_;
    std::string_view command_;
    bool answered_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_imail;
const Dialect dialect_imail{"imail", "Ipswitch", markers, judge, read};

} // namespace dsnparse::dialects

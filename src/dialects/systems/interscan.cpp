/// \file
/// InterScan Messaging Security Suite of Trend Micro: text only, the end of the session and a sentence.
///
///     ****** Message from InterScan Messaging Security Suite ******
///
///     Sent <<< RCPT TO:<user@example.org>
///     Received >>> 550 5.1.1 <user@example.org>: User unknown
///
///     Unable to deliver message to <user@example.org> (and other recipients in the same domain).
///
/// In other languages the words in front of the arrows differ, and some swap the arrows.
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
    "interscan", "mail could not be delivered",
    "\343\203\241\343\203\203\343\202\273\343\203\274\343\202\270\343\202\222\351\205\215\344\277\241",
    "\343\203\241\343\203\274\343\203\253\351\205\215\344\277\241\343\201\253"};
constexpr std::string_view unable = "Unable to deliver message to <";
constexpr std::string_view reason = "Reason:";
constexpr std::size_t arrow_reach = 40;

/// `Mail could not be delivered` in English and Japanese (UTF-8 in octal).
constexpr std::array<std::string_view, 3> subjects{
    "Mail could not be delivered",
    "\343\203\241\343\203\203\343\202\273\343\203\274\343\202\270\343\202\222\351\205\215\344\277\241\343\201\247"
    "\343\201\215\343\201\276\343\201\233\343\202\223",
    "\343\203\241\343\203\274\343\203\253\351\205\215\344\277\241\343\201\253\345\244\261\346\225\227\343\201\227\343\201"
    "\276\343\201\227\343\201\237"};

/// What stands behind the arrows of a line of the session; empty: it is none.
std::string_view behind_arrows(std::string_view line) {
    for (std::string_view arrows : {" <<< ", " >>> "})
        if (const std::size_t at = line.substr(0, arrow_reach).find(arrows); at != std::string_view::npos)
            return ascii::trim(line.substr(at + arrows.size()));
    return {};
}

bool has_session(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (fields::reply_code_at(behind_arrows(lines.line()))) return true;
    return false;
}

int judge(const ReportView& view) {
    const bool named = says(view, "Message from InterScan") || view.from.find("InterScan") != std::string_view::npos
                       || view.header_value("Content-Type").find("InterScan_") != std::string_view::npos;
    bool titled = false;
    for (std::string_view subject : subjects) titled = titled || view.subject.starts_with(subject);
    if (!named && !titled) return 0;
    if (has_session(view)) return named ? 95 : 85;
    if (says(view, unable)) return named ? 95 : 85;
    return says(view, "Message from InterScan") && says(view, reason) ? 95 : 0;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (const std::size_t at = line.find(unable); at < 100) {
                add(line.substr(at + unable.size() - 1));
            } else if (const std::string_view words = behind_arrows(line); !words.empty()) {
                take_session(words);
            } else if (line.starts_with(reason)) {
                reason_ = ascii::trim(line.substr(reason.size()));
            }
        }
        if (reason_.empty() || !recorder_.facts().replies.empty()) return;
        recorder_.facts().action = Action::failed;
        recorder_.say(recorder_.facts().recipients.size() == 1 ? 0 : Recorder::nobody, own_words(reason_, Phase::unknown));
    }

private:
    void add(std::string_view words) {
        recorder_.facts().action = Action::failed;
        const std::size_t end = words.find('>');
        if (end != std::string_view::npos)
            recorder_.recipient(fields::read_address(words.substr(0, end + 1)), {}, Action::failed);
    }

    void take_session(std::string_view words) {
        if (fields::reply_code_at(words)) {
            say(words);
        } else if (phase_of_command(words) != Phase::unknown) {
            command_ = words;
            if (phase_of_command(words) == Phase::rcpt) recipient_ = fields::find_address(command_);
        }
    }

    /// Only what refuses is told of; a recipient in front of it was accepted where the command is another one.
    void say(std::string_view words) {
        if (words[0] < '4') return;
        Said said = reply_or_own(words);
        said.command = command_;
        said.phase = phase_of_command(command_);
        recorder_.facts().transcript = true;
        Recorder::Handle about = Recorder::nobody;
        if (said.phase == Phase::rcpt) {
            recorder_.facts().action = Action::failed;
            about = recorder_.recipient(recipient_, {}, Action::failed);
        }
        recorder_.say(about, said);
    }

    Recorder& recorder_;
    std::string_view command_;
    std::string_view recipient_;
    std::string_view reason_;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_interscan;
const Dialect dialect_interscan{"interscan", "Trend Micro", markers, judge, read};

} // namespace dsnparse::dialects

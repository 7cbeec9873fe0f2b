/// \file
/// InterScan Messaging Security Suite of Trend Micro: text only, the end of the session and a sentence.
///
///     ****** Message from InterScan Messaging Security Suite ******
///
///     Sent <<< RCPT TO:<user@example.org>
///     Received >>> 550 5.1.1 <user@example.org>: User unknown
///
///     Unable to deliver message to <user@example.org> (and other recipients in the same domain).
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"interscan"};
constexpr std::string_view sent = "Sent <<< ";
constexpr std::string_view received = "Received >>> ";
constexpr std::string_view unable = "Unable to deliver message to <";

int judge(const ReportView& view) {
    const bool named = says(view, "Message from InterScan") || view.from.find("InterScan") != std::string_view::npos
                       || view.header_value("Content-Type").find("InterScan_") != std::string_view::npos;
    return named && (says(view, received) || says(view, unable)) ? 95 : 0;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            std::string_view line = ascii::trim(lines.line());
            if (const std::size_t at = line.find(unable); at < 100) {
                add(line.substr(at + unable.size() - 1));
            } else if (line.starts_with(sent)) {
                command_ = line.substr(sent.size());
                if (ascii::istarts_with(command_, "RCPT TO")) recipient_ = fields::find_address(command_);
            } else if (line.starts_with(received)) {
                say(line.substr(received.size()));
            }
        }
    }

private:
    void add(std::string_view words) {
        recorder_.facts().action = Action::failed;
        const std::size_t end = words.find('>');
        if (end != std::string_view::npos)
            recorder_.recipient(fields::read_address(words.substr(0, end + 1)), {}, Action::failed);
    }

    /// Only what refuses is told of; a recipient in front of it was accepted where the command is another one.
    void say(std::string_view words) {
        Said said = reply_or_own(words);
        if (said.speaker != Speaker::remote || ascii::trim(words)[0] < '4') return;
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

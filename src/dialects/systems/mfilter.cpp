/// \file
/// m-FILTER of Digital Arts: text only, in Japanese; the rulers are English.
///
///     user@example.org
///
///     -------server message
///     550 5.1.1 <user@example.org>: User unknown
///     -------SMTP command
///     RCPT TO
///     -------original message
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"-------server message", "x-mailer: m-filter"};
constexpr std::string_view server_message = "-------server message";
constexpr std::string_view smtp_command = "-------SMTP command";

int judge(const ReportView& view) { return says(view, server_message) && says(view, smtp_command) ? 95 : 0; }

void read_block(Recorder& recorder, std::string_view text) {
    enum class Part : std::uint8_t { recipients, reply, command } part = Part::recipients;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view command;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line == server_message) {
            part = Part::reply;
            begin = end = lines.next_offset();
        } else if (line == smtp_command) {
            if (part == Part::reply) end = lines.offset();
            part = Part::command;
        } else if (part == Part::recipients) {
            if (recorder.recipient(fields::read_address(line), {}, Action::failed) != Recorder::nobody)
                recorder.facts().action = Action::failed;
        } else if (part == Part::reply) {
            end = lines.next_offset();
        } else if (!line.empty()) {
            if (!line.starts_with("-------")) command = line;
            break;
        }
    }
    if (begin == end) return;
    Said said = reply_or_own(text.substr(begin, end - begin));
    if (said.speaker == Speaker::remote) {
        said.command = command;
        said.phase = phase_of_command(command);
    }
    recorder.say(recorder.facts().recipients.size() == 1 ? 0 : Recorder::nobody, said);
}

void read(const ReportView& view, Facts& facts) {
    facts.language = "ja";
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_mfilter;
const Dialect dialect_mfilter{"mfilter", "Digital Arts", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// MailMarshal, the Trustwave Secure Email Gateway.
///
///     Your message:
///        From:    ann@example.net
///        Subject: hello
///
///     Could not be delivered because of
///
///     550 5.1.1 User unknown
///
///     The following recipients were affected:
///         user@example.org
///
///     Additional Information
///     ======================
///     Remote-MTA:         <192.0.2.25>
///     Reporting-MTA:      <mta.example.net>
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"the following recipients were affected:"};
constexpr std::string_view because = "Could not be delivered because of";
constexpr std::string_view affected = "The following recipients were affected:";
constexpr std::string_view remote_mta = "Remote-MTA:";
constexpr std::string_view reporting_mta = "Reporting-MTA:";

int judge(const ReportView& view) { return says(view, because) && says(view, affected) ? 95 : 0; }

/// What is in the angle brackets.
std::string_view bracketed(std::string_view words) {
    const std::size_t open = words.find('<');
    return open == std::string_view::npos ? ascii::trim(words) : words.substr(open + 1, words.find('>') - open - 1);
}

void read_block(Recorder& recorder, std::string_view text) {
    enum class Part : std::uint8_t { none, reason, recipients } part = Part::none;
    std::size_t begin = 0;
    std::size_t end = 0;
    fields::HostRef host;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        std::string_view line = ascii::trim(lines.line());
        if (line == because) {
            part = Part::reason;
            recorder.facts().action = Action::failed;
            begin = end = lines.next_offset();
        } else if (line == affected) {
            part = Part::recipients;
        } else if (ascii::consume(line, remote_mta)) {
            host = fields::read_host(bracketed(line), recorder.arena());
        } else if (ascii::consume(line, reporting_mta)) {
            recorder.facts().reporting_mta = bracketed(line);
        } else if (part == Part::reason) {
            if (!line.empty()) end = lines.next_offset();
        } else if (part == Part::recipients) {
            recorder.recipient(fields::read_address(line), {}, Action::failed);
        }
    }
    if (begin == end) return;
    Said said = reply_or_own(text.substr(begin, end - begin));
    if (said.speaker == Speaker::remote) said.host = host;
    recorder.say(recorder.facts().recipients.size() == 1 ? 0 : Recorder::nobody, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_mailmarshal;
const Dialect dialect_mailmarshal{"mailmarshal", "Trustwave", markers, judge, read};

} // namespace dsnparse::dialects

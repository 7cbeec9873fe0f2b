/// \file
/// Active!hunter of TransWARE: text only, with Sendmail's rulers.
///
///       ----- The following addresses had permanent fatal errors -----
///
///     >>> user@example.org <user@example.org>
///
///       ----- Transcript of session follows -----
///     550 sorry, no mailbox here by that name (#5.1.1 - chkusr)
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "dialects/sendmail/listing.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

using sendmail::Section;

constexpr std::array<std::string_view, 1> markers{"x-ahmailid:"};
constexpr std::string_view mark = ">>> ";

bool lists(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (lines.line().starts_with(mark) && lines.line().find('<') != std::string_view::npos) return true;
    return false;
}

int judge(const ReportView& view) { return !view.header_value("X-AHMAILID").empty() && lists(view) ? 96 : 0; }

void read_block(Recorder& recorder, std::string_view text) {
    sendmail::Ruler ruler;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (const std::optional<sendmail::Ruler> next = sendmail::ruler_in(line)) {
            ruler = *next;
            if (ruler.section == Section::list) recorder.facts().action = ruler.action;
        } else if (ruler.section == Section::list && line.starts_with(mark)) {
            recorder.recipient(fields::find_address(line.substr(mark.size())), {}, ruler.action);
        } else if (ruler.section == Section::transcript && !line.empty()) {
            const std::size_t begin = lines.offset();
            std::size_t end = lines.next_offset();
            while (fields::reply_continues(ascii::trim(lines.line())) && lines.next()) end = lines.next_offset();
            recorder.say(recorder.facts().recipients.size() == 1 ? 0 : Recorder::nobody,
                         reply_or_own(text.substr(begin, end - begin)));
        }
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_activehunter;
const Dialect dialect_activehunter{"activehunter", "TransWARE", markers, judge, read};

} // namespace dsnparse::dialects

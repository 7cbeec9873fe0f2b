/// \file
/// Zoho Mail: Exim's introduction, the codes behind labels.
///
///     This message was created automatically by mail delivery software.
///     A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.
///
///     user@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <user@example.org>... User Unknown
///
///     user@example.org, ERROR CODE :550 - 5.2.1 The account is disabled.
///
///     [Status: Error, Address: <user@example.org>, ResponseCode 421, , Host not reachable.]
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> labels{"ERROR_CODE :", "ERROR CODE :"};
constexpr std::string_view answer = "ResponseCode ";
constexpr std::string_view status = "[Status: ";
constexpr std::array<std::string_view, 3> markers{"error_code :", "error code :", "responsecode "};

int judge(const ReportView& view) {
    if (says(view, labels[0])) return 95;
    if (says(view, labels[1])) return 90;
    return says(view, status) && says(view, answer) ? 95 : 0;
}

/// `550, ERROR_CODE :5.1.1 ...`, `550 - 5.2.1 ...`: the server's words, taken together.
Said server_said(const ReportView& view, std::string_view raw) {
    Said said = reply_or_own(raw);
    if (said.speaker == Speaker::reporter) return own_words(raw);
    std::string_view words = ascii::trim(raw.substr(3));
    if (!ascii::consume(words, ",")) ascii::consume(words, "-");
    words = ascii::trim(words);
    ascii::consume(words, labels[0]);
    said.words = view.context.arena.concat({raw.substr(0, 3), " ", words});
    return said;
}

/// `421, , Host not reachable.`: what Zoho saw itself.
Said own_answer(std::string_view raw) {
    const std::size_t last = raw.rfind(", ");
    return own_words(raw.substr(last == std::string_view::npos ? 0 : last + 2), Phase::unknown);
}

/// The label in `line`, which stands at `at`; empty: none.
std::string_view find_label(std::string_view line, std::size_t& at) {
    for (std::string_view label : labels)
        if (at = line.find(label); at != std::string_view::npos) return label;
    return {};
}

/// `line` may be folded.
void read_line(const ReportView& view, Recorder& recorder, std::string_view line) {
    std::size_t at = std::string_view::npos;
    const std::string_view label = find_label(line, at);
    const bool labelled = !label.empty();
    if (!labelled) at = line.find(answer);
    if (at == std::string_view::npos || (!labelled && !line.starts_with(status))) return;
    const Recorder::Handle about = recorder.recipient(fields::find_address(line.substr(0, at)), {}, Action::failed);
    if (about == Recorder::nobody) return;
    recorder.facts().action = Action::failed;
    std::string_view raw = line.substr(at + (labelled ? label.size() : answer.size()));
    if (!labelled && raw.ends_with(']')) raw.remove_suffix(1);
    Said said = labelled ? server_said(view, raw) : own_answer(raw);
    said.raw = raw;
    recorder.say(about, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        const std::string_view text = block.text.text;
        std::size_t begin = 0;
        std::size_t end = 0; // of the line at `begin` with what is folded to it
        for (text::LineReader lines(text); lines.next() && !recorder.full();) {
            if (!lines.line().starts_with('\t') || ascii::trim(lines.line()).empty()) {
                read_line(view, recorder, ascii::trim(text.substr(begin, end - begin)));
                begin = lines.offset();
            }
            end = lines.offset() + lines.line().size();
        }
        read_line(view, recorder, ascii::trim(text.substr(begin, end - begin)));
    }
}

} // namespace

extern const Dialect dialect_zoho;
const Dialect dialect_zoho{"zoho", "Zoho", markers, judge, read};

} // namespace dsnparse::dialects

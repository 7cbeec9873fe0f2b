/// \file
/// Smail 3: text only, ruled with `|----`.
///
///     |------------------------- Message log follows: -------------------------|
///      no valid recipients were found for this message
///     |------------------------- Failed addresses follow: ---------------------|
///      <user@example.org> ... transport smtp: 550 5.1.1 User unknown
///      other@example.com ... unknown host
///      <third@example.com>
///        552 5.2.2 <third@example.com> Quota exceeded
///     |------------------------- Message text follows: ------------------------|
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{" failed addresses follow: -", " message log follows: -"};
constexpr std::string_view failed = " Failed addresses follow: -";
constexpr std::string_view dots = " ... ";

/// The bar in front is lost where a mail program took it for a quotation mark.
bool is_rule(std::string_view line) {
    ascii::consume(line, "|");
    return line.starts_with("-----") && (line.ends_with("-|") || line.ends_with("--"));
}

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (const std::string_view line = ascii::trim(lines.line());
                is_rule(line) && line.find(failed) != std::string_view::npos)
                return 95;
    return 0;
}

/// The reply in `transport smtp: 550 5.1.1 ...`; else all is Smail's own.
Said read_reason(std::string_view words) {
    constexpr std::string_view transport = "transport ";
    const std::size_t colon = words.find(": ");
    if (words.starts_with(transport) && colon != std::string_view::npos) {
        const Said said = reply_or_own(words.substr(colon + 2));
        if (said.speaker == Speaker::remote) return said;
    }
    Said own = reply_or_own(words);
    own.speaker = Speaker::reporter;
    return own;
}

/// `last`: the recipient that a line without one is about.
void read_entry(Recorder& recorder, std::string_view line, Recorder::Handle& last) {
    if (line.empty()) return;
    if (fields::reply_code_at(line)) { // T-Online's fork has the reply on a line of its own
        if (last != Recorder::nobody) recorder.say(last, reply_or_own(line));
        return;
    }
    const std::size_t end = line.find(dots);
    last = recorder.recipient(fields::find_address(line.substr(0, end)), {}, Action::failed);
    if (last == Recorder::nobody || end == std::string_view::npos) return;
    recorder.say(last, read_reason(ascii::trim(line.substr(end + dots.size()))));
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        bool listed = false;
        Recorder::Handle last = Recorder::nobody;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (is_rule(line)) {
                listed = line.find(failed) != std::string_view::npos;
                if (listed) facts.action = Action::failed;
            } else if (listed) {
                read_entry(recorder, line, last);
            }
        }
    }
}

} // namespace

extern const Dialect dialect_smail;
const Dialect dialect_smail{"smail", "Smail", markers, judge, read};

} // namespace dsnparse::dialects

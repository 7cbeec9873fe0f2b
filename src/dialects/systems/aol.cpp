/// \file
/// AOL: the members it writes about stand as screen names, whose domain is AOL's.
///
///     Your mail to the following recipients could not be delivered because they are not accepting mail from ann@example.org:
///     	screenname
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"could not be delivered because they are not accepting mail from"};
constexpr std::string_view intro = "Your mail to the following recipients could not be delivered because ";
constexpr std::string_view domain = "aol.com";

int judge(const ReportView& view) {
    return says(view, intro) && ascii::iends_with(fields::find_address(view.from), "@aol.com") ? 95 : 0;
}

/// Letters, digits and what the service allowed since.
bool is_screen_name(std::string_view word) {
    if (word.size() < 2 || word.size() > 97) return false;
    for (char c : word)
        if (!ascii::is_alnum(c) && c != '.' && c != '_' && c != '-') return false;
    return true;
}

void read_block(Recorder& recorder, std::string_view text) {
    Said said;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line.starts_with(intro)) {
            recorder.facts().action = Action::failed;
            said = own_words(line.ends_with(':') ? line.substr(0, line.size() - 1) : line);
        } else if (!said.words.empty() && is_screen_name(line)) {
            const Recorder::Handle about = recorder.recipient(recorder.arena().concat({line, "@", domain}), {}, Action::failed);
            recorder.show(about, line);
            recorder.say(about, said);
        } else if (!said.words.empty() && !line.empty()) {
            const Recorder::Handle about = recorder.recipient(fields::read_address(line), {}, Action::failed);
            if (about == Recorder::nobody) break;
            recorder.say(about, said);
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

extern const Dialect dialect_aol;
const Dialect dialect_aol{"aol", "AOL", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// Cisco Secure Email Gateway (IronPort AsyncOS): an RFC 3464 report with this text.
///
///     The following message to <user@example.org> was undeliverable.
///     The reason for the problem:
///     5.1.0 - Unknown address error 550-'5.1.1 User unknown'
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"the following message to"};
constexpr std::string_view about = "The following message to";
constexpr std::string_view reason = "The reason for the ";

int judge(const ReportView& view) { return says(view, about) && says(view, reason) ? 95 : 0; }

/// The reply in `Unknown address error 550-'5.1.1 User unknown'`: a code with a quotation behind it.
std::string_view quoted_reply(std::string_view words, detail::Arena& arena) {
    for (std::size_t dash = words.find('-'); dash != std::string_view::npos; dash = words.find('-', dash + 1)) {
        if (dash < 3 || dash + 1 >= words.size()) continue;
        const char quote = words[dash + 1];
        if ((quote != '\'' && quote != '"') || !fields::reply_code_at(words.substr(dash - 3))) continue;
        std::string_view text = words.substr(dash + 2);
        if (const std::size_t end = text.rfind(quote); end != std::string_view::npos) text = text.substr(0, end);
        return arena.concat({words.substr(dash - 3, 3), " ", text});
    }
    return {};
}

void read_block(Recorder& recorder, const ReportView& view, std::string_view text) {
    Recorder::Handle recipient = Recorder::nobody;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        std::string_view line = ascii::trim(lines.line());
        if (line.starts_with(about)) {
            // The address and the verdict may stand on lines of their own.
            const std::size_t begin = lines.offset();
            std::size_t stop = lines.next_offset();
            for (int more = 0; more < 2 && line.find("undeliverable") == std::string_view::npos && lines.next(); ++more) {
                stop = lines.next_offset();
                line = text.substr(begin, stop - begin);
            }
            const std::size_t end = line.find('>');
            const std::string_view fate = end == std::string_view::npos ? std::string_view{} : line.substr(end);
            const Action action = fate.find("undeliverable") != std::string_view::npos ? Action::failed
                                  : fate.find("delayed") != std::string_view::npos     ? Action::delayed
                                                                                       : Action::unknown;
            if (recorder.facts().action == Action::unknown) recorder.facts().action = action;
            recipient = recorder.recipient(fields::find_address(line), {}, action);
        } else if (line.starts_with(reason) && recipient != Recorder::nobody) {
            const std::size_t begin = lines.next_offset();
            std::size_t end = begin;
            while (lines.next() && !ascii::trim(lines.line()).empty()) end = lines.next_offset();
            Said said = own_words(one_line(view, text.substr(begin, end - begin)), Phase::unknown);
            said.raw = text.substr(begin, end - begin);
            recorder.at(recipient).status = fields::status_at(ascii::trim(said.words));
            if (const std::string_view reply = quoted_reply(said.words, recorder.arena()); !reply.empty()) {
                said.speaker = Speaker::remote;
                said.words = reply;
            }
            recorder.say(recipient, said);
        }
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, view, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_ironport;
const Dialect dialect_ironport{"ironport", "Cisco", markers, judge, read};

} // namespace dsnparse::dialects

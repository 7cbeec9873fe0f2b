/// \file
/// Dovecot's local delivery agent: a mailbox over quota, or a Sieve `reject`.
///
///     Your message to <user@example.org> was automatically rejected:
///     Quota exceeded (mailbox for user is full)
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view opening = "Your message to <";
constexpr std::string_view closing = "> was automatically rejected:";
constexpr std::array<std::string_view, 1> markers{"> was automatically rejected:"};

/// The address between opening and closing; empty: the sentence is not there.
std::string_view rejected_address(std::string_view text) {
    const std::size_t end = text.find(closing);
    if (end == std::string_view::npos) return {};
    const std::size_t start = text.substr(0, end).rfind(opening);
    return start == std::string_view::npos ? std::string_view{}
                                           : text.substr(start + opening.size(), end - start - opening.size());
}

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        if (!rejected_address(block.text.text).empty()) return 90;
    return 0;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        const std::string_view text = block.text.text;
        const std::string_view address = rejected_address(text);
        if (address.empty()) continue;
        facts.action = Action::failed;
        Recorder recorder(view, block, facts);
        const Recorder::Handle recipient = recorder.recipient(fields::read_address(address), {}, Action::failed);
        Said said;
        // What follows is the reason, in the words of the administrator or of the Sieve script's author.
        said.words = said.raw = ascii::trim(text.substr(text.find(closing) + closing.size()));
        said.phase = Phase::local;
        recorder.say(recipient, said);
    }
}

} // namespace

extern const Dialect dialect_dovecot;
const Dialect dialect_dovecot{"dovecot", "Dovecot", markers, judge, read};

} // namespace dsnparse::dialects

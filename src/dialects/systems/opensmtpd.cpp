/// \file
/// OpenSMTPD: the reply of the server, on one line, is in the text only; who gave it is nowhere.
///
///         An error has occurred while attempting to deliver a message for
///         the following list of recipients:
///
///     user@example.org: 550 5.1.1 <user@example.org>: User unknown
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view greeting = "This is the MAILER-DAEMON, please DO NOT REPLY to this e";
constexpr std::array<std::string_view, 1> markers{"this is the mailer-daemon, please do not reply to this e"};

/// What the introduction announces. Each is the first line of its sentence, which ends before the list.
struct Notice {
    std::string_view words;
    Action action;
};
constexpr std::array<Notice, 4> notices{{
    {"An error has occurred while attempting to deliver a message for", Action::failed},
    {"A message is delayed for more than ", Action::delayed},
    {"Your message was successfully delivered to these recipients.", Action::delivered},
    {"Your message was relayed to these recipients.", Action::relayed},
}};

/// Replies that OpenSMTPD makes up itself.
constexpr std::array<std::string_view, 1> own_replies{"500 5.4.6 Routing loop detected"};

int judge(const ReportView& view) { return says(view, greeting) ? 95 : 0; }

Action announced(std::string_view line) {
    for (const Notice& notice : notices)
        if (line.starts_with(notice.words)) return notice.action;
    return Action::unknown;
}

bool is_remote(std::string_view words) {
    if (!fields::reply_code_at(words)) return false;
    for (std::string_view own : own_replies)
        if (words.starts_with(own)) return false;
    return true;
}

/// Where the address ends: at the first colon behind its `@`. A quoted local part and an address literal may hold colons.
std::size_t address_end(std::string_view line) {
    std::size_t at = line.find('@', line.starts_with('"') ? line.find("\"@") : 0);
    if (at != std::string_view::npos && line.substr(at + 1).starts_with('[')) at = line.find(']', at);
    return at == std::string_view::npos ? at : line.find(':', at);
}

/// `user@example.org: 550 5.1.1 ...`; nothing behind the colon where it was delivered.
void read_recipient(Recorder& recorder, std::string_view line, Action action) {
    const std::size_t colon = address_end(line);
    if (colon == std::string_view::npos) return;
    const Recorder::Handle recipient = recorder.recipient(fields::read_address(line.substr(0, colon)), {}, action);
    if (recipient == Recorder::nobody) return;
    Said said;
    said.words = said.raw = ascii::trim(line.substr(colon + 1));
    if (is_remote(said.words)) said.speaker = Speaker::remote;
    recorder.say(recipient, said);
}

void read_block(Recorder& recorder, std::string_view text) {
    Action action = Action::unknown;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line.empty()) continue;
        // The sentences are indented, the list is not.
        if (const Action found = announced(line); found != Action::unknown)
            recorder.facts().action = action = found;
        else if (action != Action::unknown && !ascii::is_wsp(lines.line().front()))
            read_recipient(recorder, line, action);
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        if (block.text.text.find(greeting) == std::string_view::npos) continue;
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_opensmtpd;
const Dialect dialect_opensmtpd{"opensmtpd", "OpenBSD", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// Stalwart Mail Server.
///
///     Your message could not be delivered to the following recipients:
///
///     <user@example.org> (host 'mx.example.org' rejected command 'RCPT TO:<user@example.org>' with code 550 (5.1.1) 'User
///     unknown')
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 5> markers{"' rejected command '", "> (delivered to '", "> (connection to '",
                                                  "' with code ", "to the following recipients:"};
constexpr std::string_view rejected = "' rejected command '";
constexpr std::string_view with_code = "' with code ";

/// What a heading says of the lines below it.
struct Heading {
    std::string_view words;
    Action action;
};
constexpr std::array<Heading, 6> headings{{
    {"Your message could not be delivered to the following recipients:", Action::failed},
    {"Your message has been successfully delivered to the following recipients:", Action::delivered},
    {"There was a temporary problem delivering your message to the following recipients:", Action::delayed},
    {"----- Delivery to the following addresses was successful -----", Action::delivered},
    {"----- There was a temporary problem delivering to these addresses -----", Action::delayed},
    {"----- Delivery to the following addresses failed -----", Action::failed},
}};

const Heading* heading_in(std::string_view line) {
    for (const Heading& heading : headings)
        if (line == heading.words) return &heading;
    return nullptr;
}

/// `<user@example.org> (what became of it)`
bool is_entry(std::string_view line) {
    return line.starts_with('<') && line.find("> (") != std::string_view::npos && line.ends_with(')');
}

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks) {
        bool listed = false;
        for (text::LineReader lines(block.text.text); lines.next();) {
            const std::string_view line = ascii::trim(lines.line());
            listed = listed || heading_in(line) != nullptr;
            if (listed && is_entry(line)) return 92;
        }
    }
    return 0;
}

/// What stands in the quotes behind `lead`.
std::string_view quoted_behind(std::string_view words, std::string_view lead) {
    const std::size_t at = words.find(lead);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = words.substr(at + lead.size());
    return rest.substr(0, rest.find('\''));
}

/// `550 (5.1.1) 'User unknown'` as the server said it: `550 5.1.1 User unknown`.
std::string_view read_reply(std::string_view words, detail::Arena& arena) {
    const std::string_view code = words.substr(0, 3);
    const std::size_t quote = words.find('\'');
    const std::size_t end = words.rfind('\'');
    if (!fields::reply_code_at(words) || quote == std::string_view::npos || end == quote) return {};
    const std::size_t open = words.find('(');
    const std::string_view enhanced = open < quote ? fields::status_at(words.substr(open)) : std::string_view{};
    const std::string_view text = words.substr(quote + 1, end - quote - 1);
    return enhanced.empty() ? arena.concat({code, " ", text}) : arena.concat({code, " ", enhanced, " ", text});
}

void read_entry(Recorder& recorder, std::string_view line, Action action) {
    const std::size_t end = line.find("> (");
    const std::string_view words = line.substr(end + 3, line.size() - end - 4);
    const Recorder::Handle about = recorder.recipient(fields::read_address(line.substr(0, end + 1)), {}, action);
    if (about == Recorder::nobody) return;
    const std::size_t code = words.find(with_code);
    Said said = own_words(words, Phase::unknown);
    if (code != std::string_view::npos) {
        const std::string_view reply = read_reply(words.substr(code + with_code.size()), recorder.arena());
        if (reply.empty()) return;
        said.words = reply;
        said.raw = words;
        said.speaker = Speaker::remote;
        if (words.starts_with("host '")) said.host = fields::read_host(quoted_behind(words, "host '"), recorder.arena());
        if (words.starts_with("delivered to '")) said.host = fields::read_host(quoted_behind(words, "to '"), recorder.arena());
        const std::size_t command = words.find(rejected);
        if (command < code) {
            const std::size_t begin = command + rejected.size();
            said.command = words.substr(begin, code - begin);
            said.phase = phase_of_command(said.command);
        }
    } else {
        said.host = fields::read_host(quoted_behind(words, "'"), recorder.arena());
        if (words.starts_with("connection to '")) said.phase = Phase::connect;
        if (words.starts_with("TLS error")) said.phase = Phase::starttls;
    }
    recorder.say(about, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Action action = Action::unknown;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (const Heading* heading = heading_in(line))
                action = heading->action;
            else if (action != Action::unknown && is_entry(line))
                read_entry(recorder, line, action);
        }
    }
}

} // namespace

extern const Dialect dialect_stalwart;
const Dialect dialect_stalwart{"stalwart", "Stalwart Labs", markers, judge, read};

} // namespace dsnparse::dialects

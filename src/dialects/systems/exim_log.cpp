/// \file
/// The main log of Exim. `**` is a failure, `==` a delay, `=>` and `->` a delivery; letters in front of `=` tell the rest.
///
///     2026-11-24 10:12:44 1tF2ab-0001xy-2Z ** user@example.org <alias@example.net> R=dnslookup T=remote_smtp
///     H=mx.example.org [192.0.2.25] X=TLS1.3:...:256 CV=yes: SMTP error from remote mail server after RCPT
///     TO:<user@example.org>: 550 5.1.1 User unknown
#include "base/ascii.hpp"
#include "dialects/log_entry.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 8> markers{" r=dnslookup",
                                                  " t=remote_smtp",
                                                  " t=address_pipe",
                                                  " t=lmtp",
                                                  " defer (",
                                                  "smtp error from remote mail server after ",
                                                  "retry timeout exceeded",
                                                  "unrouteable address"};

struct Mark {
    std::string_view words;
    Action action;
};
constexpr std::array<Mark, 4> marks{
    {{" ** ", Action::failed}, {" == ", Action::delayed}, {" => ", Action::relayed}, {" -> ", Action::relayed}}};

/// `1tF2ab-0001xy-2Z`, since 4.97 `1tF2ab-00000001xyz-1A2B`.
bool is_message_id(std::string_view word) {
    const std::size_t first = word.find('-');
    const std::size_t second = first == std::string_view::npos ? first : word.find('-', first + 1);
    if (first != 6 || second == std::string_view::npos) return false;
    for (char c : word)
        if (!ascii::is_alnum(c) && c != '-') return false;
    const std::size_t middle = second - first - 1;
    return (middle == 6 && word.size() == 16) || (middle == 11 && word.size() == 23);
}

/// The mark behind the message id, and what follows it.
const Mark* mark_of(std::string_view entry, std::string_view& id, std::string_view& rest) {
    for (const Mark& mark : marks) {
        const std::size_t at = entry.find(mark.words);
        if (at == std::string_view::npos) continue;
        const std::string_view before = entry.substr(0, at);
        id = before.substr(before.rfind(' ') + 1);
        rest = entry.substr(at + mark.words.size());
        if (is_message_id(id)) return &mark;
    }
    return nullptr;
}

/// Any line of the log, whatever it tells: a date, a time, perhaps a zone and a process, and a message id.
bool starts_entry(std::string_view line) {
    constexpr int most_words = 5;
    for (int i = 0; i < most_words && !line.empty(); ++i)
        if (is_message_id(ascii::consume_word(line))) return i > 0;
    return false;
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), text_(block.text.text), recorder_(view, block, facts) {}

    void read() {
        for (LogEntries entries(text_, starts_entry); entries.next() && !recorder_.full();) read_entry(entries.raw());
    }

private:
    void read_entry(std::string_view raw) {
        std::string_view id;
        std::string_view rest;
        const Mark* mark = mark_of(one_line(view_, raw), id, rest);
        if (mark == nullptr) return;
        std::string_view address = fields::read_address(word_of(rest));
        std::string_view original;
        if (rest.starts_with('<')) original = fields::read_address(word_of(rest).substr(1, rest.find('>') - 1));
        if (address.empty()) std::swap(address, original); // a pipe or a file, and the address that led there
        const Recorder::Handle about =
            recorder_.recipient(address, fields::same_address(address, original) ? std::string_view() : original, mark->action);
        if (about == Recorder::nobody) return;
        if (!ascii::within(address, raw)) recorder_.show(about, raw);
        if (recorder_.facts().queue_id.empty()) recorder_.facts().queue_id = id;
        recorder_.at(about).action = mark->action; // of the last attempt
        if (mark->action != Action::relayed) say(about, rest, raw);
    }

    /// The next word, which is not taken off where it is one of `<...>` or `KEY=`.
    static std::string_view word_of(std::string_view& rest) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        std::string_view word = rest.substr(0, end);
        if (word.ends_with(':')) word.remove_suffix(1);
        if (!rest.starts_with('<')) rest = ascii::trim_left(rest.substr(end));
        return word;
    }

    void say(Recorder::Handle about, std::string_view rest, std::string_view raw) {
        Said said;
        said.raw = raw;
        const std::size_t host = rest.starts_with("H=") ? 0 : rest.find(" H=");
        const std::size_t colon = rest.find(": ");
        said.words = colon == std::string_view::npos ? rest : ascii::trim(rest.substr(colon + 2));
        if (host != std::string_view::npos && host < colon)
            said.host = host_at(ascii::trim_left(rest.substr(host)).substr(2), recorder_.arena());
        read_error(said);
        recorder_.say(about, said);
    }

    /// `SMTP error from remote mail server after RCPT TO:<...>: 550 ...`
    static void read_error(Said& said) {
        constexpr std::array<std::string_view, 3> leads{"SMTP error from remote mail server after ",
                                                        "LMTP error from remote mail server after ", "LMTP error after "};
        for (std::string_view lead : leads) {
            std::string_view rest = said.words;
            if (!ascii::consume(rest, lead)) continue;
            const std::size_t end = rest.find(": ");
            if (end == std::string_view::npos) return;
            said.command = rest.substr(0, end);
            ascii::consume(said.command, "pipelined ");
            said.phase = phase_of_command(said.command);
            said.speaker = Speaker::remote;
            said.words = ascii::trim(rest.substr(end + 2));
            return;
        }
    }

    const ReportView& view_;
    std::string_view text_;
    Recorder recorder_;
};

int judge(const ReportView& view) {
    std::string_view id;
    std::string_view rest;
    for (const TextBlock& block : view.blocks)
        for (LogEntries entries(block.text.text, starts_entry); entries.next();)
            if (mark_of(entries.raw(), id, rest) != nullptr) return 85;
    return 0;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).read();
}

} // namespace

extern const Dialect dialect_exim_log;
const Dialect dialect_exim_log{"exim-log", "", markers, judge, read};

} // namespace dsnparse::dialects

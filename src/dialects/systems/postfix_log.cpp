/// \file
/// The log of Postfix. One line per recipient and attempt.
///
///     Nov 24 10:12:44 mta postfix/smtp[4711]: 4F1B220A3C: to=<user@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1.2,
///     dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO command))
#include "base/ascii.hpp"
#include "dialects/log_entry.hpp"
#include "dialects/postfix/reason.hpp"
#include "dialects/recorder.hpp"
#include "fields/status.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 3> markers{"status=bounced", "status=deferred", "postfix/"};

struct Outcome {
    std::string_view status;
    Action action;
};
constexpr std::array<Outcome, 5> outcomes{{{"bounced", Action::failed},
                                           {"expired", Action::failed},
                                           {"undeliverable", Action::failed},
                                           {"deferred", Action::delayed},
                                           {"sent", Action::relayed}}};

/// `postfix/smtp[4711]: `, also of an instance with a name of its own: `postfix-out/smtp[4711]: `.
bool starts_entry(std::string_view line) {
    const std::size_t end = line.find("]: ");
    if (end == std::string_view::npos || behind_program(line).empty()) return false;
    const std::string_view program = line.substr(0, end);
    const std::size_t name = program.rfind("postfix");
    return name != std::string_view::npos && program.find('/', name) != std::string_view::npos;
}

Action outcome_of(std::string_view status) {
    for (const Outcome& outcome : outcomes)
        if (status == outcome.status) return outcome.action;
    return Action::unknown;
}

/// `<user@example.org>`
std::string_view address_in(std::string_view value) {
    return value.size() > 2 && value.front() == '<' && value.back() == '>' ? value.substr(1, value.size() - 2)
                                                                           : std::string_view();
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
        const std::string_view fields = behind_program(one_line(view_, raw));
        const std::string_view status = last_log_value(fields, "status");
        const Action action = outcome_of(status.substr(0, status.find(' ')));
        const std::string_view address = address_in(log_value(fields, "to"));
        if (action == Action::unknown || address.empty()) return;
        const Recorder::Handle about = recorder_.recipient(address, address_in(log_value(fields, "orig_to")), action);
        if (about == Recorder::nobody) return;
        if (!ascii::within(address, raw)) recorder_.show(about, raw);
        if (recorder_.facts().queue_id.empty()) recorder_.facts().queue_id = fields.substr(0, fields.find(':'));
        RecipientFact& recipient = recorder_.at(about);
        recipient.action = action; // of the last attempt
        recipient.status = fields::status_at(log_value(fields, "dsn"));
        if (action != Action::relayed) say(about, fields, status, raw);
    }

    void say(Recorder::Handle about, std::string_view fields, std::string_view status, std::string_view raw) {
        const std::size_t open = status.find('(');
        if (open == std::string_view::npos) return;
        std::string_view reason = status.substr(open + 1);
        if (reason.ends_with(')')) reason.remove_suffix(1);
        ascii::consume(reason, "delivery temporarily suspended: ");
        Said said;
        said.raw = raw;
        said.words = reason;
        if (!postfix::read_quoted_reply(said, reason, recorder_.arena()))
            postfix::read_trouble(said, reason, recorder_.arena());
        else if (said.host.ip.empty())
            said.host = host_at(log_value(fields, "relay"), recorder_.arena());
        recorder_.say(about, said);
    }

    const ReportView& view_;
    std::string_view text_;
    Recorder recorder_;
};

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (LogEntries entries(block.text.text, starts_entry); entries.next();)
            if (entries.raw().find("status=") != std::string_view::npos) return 85;
    return 0;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).read();
}

} // namespace

extern const Dialect dialect_postfix_log;
const Dialect dialect_postfix_log{"postfix-log", "", markers, judge, read};

} // namespace dsnparse::dialects

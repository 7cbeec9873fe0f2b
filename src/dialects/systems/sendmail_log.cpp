/// \file
/// The log of Sendmail. One line per attempt; what became of it stands last.
///
///     Nov 24 10:12:44 mta sm-mta[4321]: 5AO9Cgjx004321: to=<user@example.org>, ctladdr=<a@example.net> (1000/1000),
///     delay=00:00:02, mailer=esmtp, pri=120345, relay=mx.example.org. [192.0.2.25], dsn=5.1.1, stat=User unknown
#include "base/ascii.hpp"
#include "dialects/log_entry.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{", stat="};
constexpr std::string_view deferred = "Deferred";

bool starts_entry(std::string_view line) {
    const std::string_view rest = behind_program(line);
    const std::size_t id = rest.find(": ");
    return id != std::string_view::npos && id > 0 && rest.substr(id + 2).starts_with("to=");
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
        const std::string_view stat = last_log_value(fields, "stat");
        if (stat.empty() || stat.starts_with("queued")) return;
        const bool sent = stat.starts_with("Sent");
        const Action action = sent ? Action::relayed : stat.starts_with(deferred) ? Action::delayed : Action::failed;
        const Said said = read_stat(fields, stat, raw);
        // One attempt for several recipients at the same host: `to=<a@example.org>,<b@example.org>`.
        for (std::string_view rest = log_value(fields, "to"); !rest.empty();) {
            const std::size_t comma = rest.find(',');
            const std::string_view address = fields::read_address(rest.substr(0, comma));
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
            const Recorder::Handle about = recorder_.recipient(address, {}, action);
            if (about == Recorder::nobody) continue;
            if (!ascii::within(address, raw)) recorder_.show(about, raw);
            RecipientFact& recipient = recorder_.at(about);
            recipient.action = action; // of the last attempt
            recipient.status = fields::status_at(log_value(fields, "dsn"));
            if (!sent) recorder_.say(about, said);
        }
        if (recorder_.facts().queue_id.empty()) recorder_.facts().queue_id = fields.substr(0, fields.find(':'));
    }

    Said read_stat(std::string_view fields, std::string_view stat, std::string_view raw) {
        // Newer versions log the reply beside the state that it led to.
        std::string_view words = log_value(fields, "reply");
        if (!fields::reply_code_at(words)) words = stat;
        if (ascii::consume(words, deferred)) ascii::consume(words, ": ");
        Said said = reply_or_own(words.empty() ? stat : words);
        said.raw = raw;
        said.host = fields::read_host(log_value(fields, "relay"), recorder_.arena());
        return said;
    }

    const ReportView& view_;
    std::string_view text_;
    Recorder recorder_;
};

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (LogEntries entries(block.text.text, starts_entry); entries.next();)
            if (entries.raw().find(" stat=") != std::string_view::npos) return 85;
    return 0;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).read();
}

} // namespace

extern const Dialect dialect_sendmail_log;
const Dialect dialect_sendmail_log{"sendmail-log", "", markers, judge, read};

} // namespace dsnparse::dialects

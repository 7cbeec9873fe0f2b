#include <dsnparse/compatible.hpp>

#include "base/ascii.hpp"
#include "emit/members.hpp"
#include "emit/pieces.hpp"
#include "emit/text_sink.hpp"
#include "knowledge/knowledge.hpp"
#include "report/digest.hpp"

#include <dsnparse/rules.hpp>

namespace dsnparse {

namespace {

std::string_view smtp_command(Phase phase) {
    switch (phase) {
    case Phase::connect:
    case Phase::banner: return "CONN";
    case Phase::ehlo: return "EHLO";
    case Phase::starttls: return "STARTTLS";
    case Phase::auth: return "AUTH";
    case Phase::mail: return "MAIL";
    case Phase::rcpt: return "RCPT";
    case Phase::data:
    case Phase::end_of_data: return "DATA";
    case Phase::quit: return "QUIT";
    case Phase::unknown:
    case Phase::dns:
    case Phase::local: break;
    }
    return {};
}

const DateTime& first_known(std::initializer_list<const DateTime*> dates) {
    for (const DateTime* date : dates)
        if (date->known()) return *date;
    return **dates.begin();
}

std::string_view first_known(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts)
        if (!text.empty()) return text;
    return {};
}

/// `2012-02-02T14:01:15-05:00` to `-0500`; where the zone is unknown, `+0000`.
std::string offset_of(const DateTime& date) {
    constexpr std::size_t length = 6;
    if (date.text.size() < length || date.text[date.text.size() - 3] != ':') return "+0000";
    std::string offset(date.text.substr(date.text.size() - length));
    offset.erase(3, 1);
    return offset == "-0000" ? "+0000" : offset;
}

/// Writes the objects of one Report. The names of the members are those of Sisimai 5; `smtpagent`, `smtpcommand` and
/// `softbounce` are those of Sisimai 4 for the same.
class Sisimai : private emit::Members<Sisimai, emit::TextSink> {
public:
    Sisimai(const Report& report, emit::TextSink& sink)
        : Members(sink), report_(report), knowledge_(RuleSet::builtin().compiled()) {}

    void write(const Recipient& recipient) {
        const bool complaint = report_.kind == Kind::complaint;
        const Reply silence;
        const Reply& reply = recipient.reply ? report_.replies[*recipient.reply] : silence;
        const bool hard = recipient.classification.suppress == Suppress::yes;
        const DateTime& date =
            first_known({&recipient.last_attempt, &report_.report.arrival_date, &report_.original.date, &report_.report.date});
        const std::string_view addresser = addresser_of();
        const std::string_view agent = complaint ? "ARF" : agent_of();
        const std::string_view command = complaint ? std::string_view() : smtp_command(reply.phase);

        sink_.begin_object();
        text("addresser", addresser);
        text("recipient", recipient.address);
        key("timestamp");
        sink_.integer(date.known() ? date.unix_seconds : 0);
        text("action", to_string(recipient.action));
        text("alias", alias_of(recipient));
        key("catch");
        sink_.null();
        text("command", command);
        text("decodedby", agent);
        text("deliverystatus", recipient.status);
        text("destination", recipient.domain);
        text("diagnosticcode", diagnostic_of(recipient, reply));
        text("diagnostictype", complaint ? "" : type_of(recipient));
        text("feedbackid", emit::value_of(report_.original.headers, "Feedback-ID"));
        text("feedbacktype", emit::value_of(report_.report.extensions, "Feedback-Type"));
        flag("hardbounce", hard && !complaint);
        text("lhost", report_.report.reporting_mta.name);
        text("listid", report_.correlation.list_id);
        text("messageid", message_id());
        text("origin", report_.input.source == "-" ? "<STDIN>" : report_.input.source);
        text("reason",
             complaint ? "feedback" : knowledge::foreign_reason_of(knowledge_, recipient.classification.category).sisimai);
        text("replycode", recipient.code && !complaint ? std::to_string(*recipient.code) : std::string());
        text("rhost", first_known({reply.host, recipient.remote_mta.name}));
        text("senderdomain", domain_of(addresser));
        text("smtpagent", agent);
        text("smtpcommand", command);
        key("softbounce");
        sink_.integer(complaint ? -1 : hard ? 0 : 1);
        text("subject", report_.original.subject);
        text("timezoneoffset", offset_of(date));
        text("token", token_of(addresser, recipient.address, date));
        sink_.end_object();
    }

private:
    [[nodiscard]] std::string_view addresser_of() const {
        const std::string_view path = report_.original.return_path;
        return first_known({report_.original.from.address, path == "<>" ? std::string_view() : path,
                            report_.report.to.empty() ? std::string_view() : report_.report.to.front().address});
    }

    [[nodiscard]] std::string_view agent_of() const {
        if (!report_.format.mta.empty()) return knowledge::sisimai_agent_of(knowledge_, report_.format.mta);
        return report_.format.form == Form::rfc3464 ? "RFC3464" : "";
    }

    [[nodiscard]] std::string_view message_id() const {
        if (!report_.original.message_id.empty() || report_.correlation.message_ids.empty()) return report_.original.message_id;
        return report_.correlation.message_ids.front().value;
    }

    static std::string_view alias_of(const Recipient& recipient) {
        if (!recipient.expanded_from.empty()) return recipient.expanded_from.front();
        return ascii::iequals(recipient.original, recipient.address) ? std::string_view() : recipient.original;
    }

    /// The field as it stood; where there is none, the reply in its form.
    static std::string diagnostic_of(const Recipient& recipient, const Reply& reply) {
        return recipient.diagnostic.empty() ? emit::reply_line(reply) : std::string(recipient.diagnostic);
    }

    static std::string type_of(const Recipient& recipient) {
        std::string type(recipient.diagnostic_type.empty() ? std::string_view("smtp") : recipient.diagnostic_type);
        for (char& c : type)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return type;
    }

    static std::string_view domain_of(std::string_view address) {
        const std::size_t at = address.rfind('@');
        return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
    }

    /// SHA-1 over STX, the sender, RS, the recipient, RS, the time, ETX.
    static std::string token_of(std::string_view addresser, std::string_view recipient, const DateTime& date) {
        detail::Arena arena;
        const std::string time = std::to_string(date.known() ? date.unix_seconds : 0);
        return std::string(report::sha1_hex(
            arena.concat({"\x02", arena.lower(addresser), "\x1e", arena.lower(recipient), "\x1e", time, "\x03"}), arena));
    }

    const Report& report_;
    const knowledge::Compiled& knowledge_;
};

/// Sisimai tells of what did not arrive.
bool is_told(const Recipient& recipient) {
    return recipient.action == Action::failed || recipient.action == Action::delayed || recipient.action == Action::unknown;
}

} // namespace

void append_sisimai(const Report& report, std::string& out) {
    if (report.kind != Kind::bounce && report.kind != Kind::delay && report.kind != Kind::complaint) return;
    for (const Recipient& recipient : report.recipients) {
        if (!is_told(recipient)) continue;
        emit::TextSink sink(out);
        Sisimai(report, sink).write(recipient);
        sink.finish();
        out += '\n';
    }
}

} // namespace dsnparse

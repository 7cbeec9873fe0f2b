#include <dsnparse/compatible.hpp>

#include "emit/members.hpp"
#include "emit/pieces.hpp"
#include "emit/text_sink.hpp"
#include "knowledge/knowledge.hpp"

#include <dsnparse/rules.hpp>

#include <vector>

namespace dsnparse {

namespace {

using emit::reply_line;
using emit::value_of;
using knowledge::ForeignReason;

/// `2016-01-27T14:59:38.000Z`, as SES writes times; empty: not known.
std::string utc(const DateTime& date) {
    const std::string time = emit::utc_time(date);
    return time.empty() ? time : time + ".000Z";
}

/// `type; value`, as a field of a delivery status has it; empty where the value is.
std::string typed(std::string_view type, std::string_view otherwise, std::string_view value) {
    if (value.empty()) return {};
    std::string field(type.empty() ? otherwise : type);
    return field.append("; ").append(value);
}

std::string shown(const Mailbox& mailbox) {
    if (mailbox.name.empty()) return std::string(mailbox.address);
    return std::string(mailbox.name).append(" <").append(mailbox.address).append(">");
}

using Recipients = std::vector<const Recipient*>;

/// Writes one notification. Members that SES leaves out where it has nothing to say are left out here too.
class Notification : private emit::Members<Notification, emit::TextSink> {
public:
    Notification(const Report& report, emit::TextSink& sink) : Members(sink), report_(report) {}

    void bounce(const ForeignReason& reason, const Recipients& recipients, std::size_t number) {
        begin("Bounce");
        key("bounce");
        sink_.begin_object();
        text("bounceType", reason.ses_type);
        text("bounceSubType", reason.ses_subtype);
        key("bouncedRecipients");
        sink_.begin_array();
        for (const Recipient* recipient : recipients) {
            sink_.begin_object();
            text("emailAddress", recipient->address);
            text("action", to_string(recipient->action));
            where_known("status", recipient->status);
            where_known("diagnosticCode", diagnostic_of(*recipient));
            sink_.end_object();
        }
        sink_.end_array();
        known("timestamp", utc(date()));
        text("feedbackId", feedback_id(number));
        const Recipient& first = *recipients.front();
        if (first.reply) where_known("remoteMtaIp", report_.replies[*first.reply].ip);
        where_known("reportingMTA", reporting_mta());
        sink_.end_object();
        end(recipients);
    }

    void complaint(const Recipients& recipients) {
        begin("Complaint");
        key("complaint");
        sink_.begin_object();
        addresses("complainedRecipients", recipients);
        known("timestamp", utc(date()));
        text("feedbackId", feedback_id(0));
        known("complaintSubType", {});
        where_known("userAgent", value_of(report_.report.extensions, "User-Agent"));
        where_known("complaintFeedbackType", value_of(report_.report.extensions, "Feedback-Type"));
        where_known("arrivalDate", utc(report_.report.arrival_date));
        sink_.end_object();
        end(recipients);
    }

    void delivery(const Recipients& recipients) {
        begin("Delivery");
        key("delivery");
        sink_.begin_object();
        known("timestamp", utc(date()));
        key("recipients");
        strings(recipients);
        const Recipient& first = *recipients.front();
        if (first.reply) {
            where_known("smtpResponse", reply_line(report_.replies[*first.reply]));
            where_known("remoteMtaIp", report_.replies[*first.reply].ip);
        }
        where_known("reportingMTA", report_.report.reporting_mta.name);
        sink_.end_object();
        end(recipients);
    }

private:
    void begin(std::string_view type) {
        sink_.begin_object();
        text("notificationType", type);
    }

    void end(const Recipients& recipients) {
        const Original& original = report_.original;
        key("mail");
        sink_.begin_object();
        known("timestamp", utc(original.date.known() ? original.date : report_.report.arrival_date));
        known("messageId", message_id());
        known("source", original.from.address);
        key("destination");
        if (original.to.empty())
            strings(recipients);
        else
            strings(original.to);
        flag("headersTruncated", original.present == Present::none || original.present == Present::partial);
        key("headers");
        sink_.begin_array();
        for (const Header& header : original.headers) {
            sink_.begin_object();
            text("name", header.name);
            text("value", header.value);
            sink_.end_object();
        }
        sink_.end_array();
        common_headers();
        sink_.end_object();
        sink_.end_object();
    }

    void common_headers() {
        const Original& original = report_.original;
        key("commonHeaders");
        sink_.begin_object();
        if (original.from.known()) {
            key("from");
            sink_.begin_array();
            sink_.text(shown(original.from));
            sink_.end_array();
        }
        where_known("date", value_of(original.headers, "Date"));
        if (!original.to.empty()) {
            key("to");
            sink_.begin_array();
            for (const Mailbox& mailbox : original.to) sink_.text(shown(mailbox));
            sink_.end_array();
        }
        where_known("messageId", value_of(original.headers, "Message-ID"));
        where_known("subject", original.subject);
        sink_.end_object();
    }

    void where_known(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }

    void addresses(std::string_view name, const Recipients& recipients) {
        key(name);
        sink_.begin_array();
        for (const Recipient* recipient : recipients) {
            sink_.begin_object();
            text("emailAddress", recipient->address);
            sink_.end_object();
        }
        sink_.end_array();
    }

    void strings(const Recipients& recipients) {
        sink_.begin_array();
        for (const Recipient* recipient : recipients) sink_.text(recipient->address);
        sink_.end_array();
    }
    void strings(const List<Mailbox>& mailboxes) {
        sink_.begin_array();
        for (const Mailbox& mailbox : mailboxes) sink_.text(mailbox.address);
        sink_.end_array();
    }

    [[nodiscard]] std::string diagnostic_of(const Recipient& recipient) const {
        if (!recipient.diagnostic.empty()) return typed(recipient.diagnostic_type, "smtp", recipient.diagnostic);
        return recipient.reply ? typed("smtp", {}, reply_line(report_.replies[*recipient.reply])) : std::string();
    }

    [[nodiscard]] const DateTime& date() const {
        return report_.report.date.known() ? report_.report.date : report_.report.arrival_date;
    }

    [[nodiscard]] std::string reporting_mta() const {
        return typed(report_.report.reporting_mta.type, "dns", report_.report.reporting_mta.name);
    }

    /// SES knows the messages that it sent by ids of its own; here it is the sender's.
    [[nodiscard]] std::string_view message_id() const {
        if (!report_.correlation.message_ids.empty()) return report_.correlation.message_ids.front().value;
        return report_.original.message_id;
    }

    /// The same for the same message, and its own for each notification of it.
    [[nodiscard]] std::string feedback_id(std::size_t number) const {
        std::string id(report_.input.id.empty() ? report_.report.message_id : report_.input.id);
        return number == 0 ? id : id.append("-").append(std::to_string(number));
    }

    const Report& report_;
};

template <class Write>
void append_line(const Report& report, std::string& out, Write write) {
    emit::TextSink sink(out);
    Notification notification(report, sink);
    write(notification);
    sink.finish();
    out += '\n';
}

Recipients with_action(const Report& report, bool (*wanted)(Action)) {
    Recipients some;
    for (const Recipient& recipient : report.recipients)
        if (wanted(recipient.action)) some.push_back(&recipient);
    return some;
}

/// A notification for each type of bounce, in the order in which the types come first.
void append_bounces(const Report& report, std::string& out) {
    const knowledge::Compiled& knowledge = RuleSet::builtin().compiled();
    const auto reason_of = [&](const Recipient* recipient) {
        return knowledge::foreign_reason_of(knowledge, recipient->classification.category);
    };
    Recipients left = with_action(report, [](Action action) { return action == Action::failed; });
    for (std::size_t number = 0; !left.empty(); ++number) {
        const ForeignReason reason = reason_of(left.front());
        Recipients same;
        Recipients others;
        for (const Recipient* recipient : left) {
            const ForeignReason own = reason_of(recipient);
            (own.ses_type == reason.ses_type && own.ses_subtype == reason.ses_subtype ? same : others).push_back(recipient);
        }
        append_line(report, out, [&](Notification& notification) { notification.bounce(reason, same, number); });
        left = std::move(others);
    }
}

} // namespace

void append_ses(const Report& report, std::string& out) {
    const auto arrived = [](Action action) { return action == Action::delivered || action == Action::relayed; };
    Recipients recipients;
    switch (report.kind) {
    case Kind::bounce: append_bounces(report, out); [[fallthrough]];
    case Kind::success:
        recipients = with_action(report, arrived);
        if (!recipients.empty()) append_line(report, out, [&](Notification& notification) { notification.delivery(recipients); });
        return;
    case Kind::complaint:
        recipients = with_action(report, [](Action) { return true; });
        append_line(report, out, [&](Notification& notification) { notification.complaint(recipients); });
        return;
    default: return;
    }
}

} // namespace dsnparse

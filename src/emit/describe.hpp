/// \file
/// One description of the result's JSON, for every way of writing it.
///
/// describe(report, sink) calls the sink in the order of docs/schema.md. A Sink has:
///     begin_object() end_object() begin_array() end_array()
///     key(text)                 the next value's key
///     text(text)                a string
///     integer(number) real(number) boolean(value) null()
/// and may have
///     skips(key)                true: the member, an object or a list, is left out
/// The ordered_json builder and the direct writer are two sinks, so they cannot differ in what they say.
#pragma once

#include "emit/describe_outcome.hpp"

#include <dsnparse/version.hpp>

namespace dsnparse::emit {

template <class Sink>
class Describer : protected DescribeOutcome<Describer<Sink>, Sink> {
    using Base = DescribeOutcome<Describer<Sink>, Sink>;
    friend class Members<Describer<Sink>, Sink>;

public:
    explicit Describer(Sink& sink) : Base(sink) {}

    void describe(const Report& report) {
        this->sink_.begin_object();
        this->text("schema", "dsnparse.result/1");
        this->member("parser", Parser{report.rules_version});
        this->member("input", report.input);
        this->text("kind", to_string(report.kind));
        this->flag("is_bounce", report.is_bounce());
        this->real("confidence", report.confidence);
        this->member("format", report.format);
        this->member("report", report.report);
        this->member("original", report.original);
        this->member("correlation", report.correlation);
        this->indexed("recipients", report.recipients);
        this->indexed("replies", report.replies);
        this->indexed("transcript", report.transcript);
        this->indexed("hops", report.hops);
        this->member("edge", report.edge);
        this->list("rejecting_hosts", report.rejecting_hosts);
        this->member("classification", report.classification);
        this->list("authentication", report.authentication);
        this->list("blocklists", report.blocklists);
        this->list("facts", report.facts);
        this->list("contradictions", report.contradictions);
        this->member("authenticity", report.authenticity);
        this->list("warnings", report.warnings);
        this->sink_.end_object();
    }

private:
    using Base::put;

    /// Who read the message.
    struct Parser {
        std::string_view rules;
    };

    void put(const Parser& parser) {
        this->sink_.begin_object();
        this->text("version", DSNPARSE_VERSION);
        this->text("rules", parser.rules);
        this->sink_.end_object();
    }

    void put(const Input& input) {
        this->sink_.begin_object();
        this->known("id", input.id);
        this->known("source", input.source);
        this->position("index", input.index);
        this->position("offset", input.offset);
        this->integer("size", input.size);
        this->known("container", input.container);
        this->flag("truncated", input.truncated);
        this->sink_.end_object();
    }

    void put(const Format& format) {
        this->sink_.begin_object();
        this->text("form", to_string(format.form));
        this->known("mta", format.mta);
        this->known("vendor", format.vendor);
        this->known("language", format.language);
        this->known("report_type", format.report_type);
        this->sink_.end_object();
    }

    void put(const Mailbox& mailbox) {
        this->sink_.begin_object();
        this->known("address", mailbox.address);
        this->known("name", mailbox.name);
        this->sink_.end_object();
    }

    void put(const ReportMail& mail) {
        this->sink_.begin_object();
        this->known("message_id", mail.message_id);
        this->date("date", mail.date);
        this->known_member("from", mail.from);
        this->list("to", mail.to);
        this->known("subject", mail.subject);
        this->known("return_path", mail.return_path);
        this->known("auto_submitted", mail.auto_submitted);
        this->known_member("reporting_mta", mail.reporting_mta);
        this->known_member("received_from_mta", mail.received_from_mta);
        this->known_member("dsn_gateway", mail.dsn_gateway);
        this->date("arrival_date", mail.arrival_date);
        this->list("extensions", mail.extensions);
        this->sink_.end_object();
    }

    void put(const Original& original) {
        this->sink_.begin_object();
        this->text("present", to_string(original.present));
        this->known("message_id", original.message_id);
        this->date("date", original.date);
        this->known_member("from", original.from);
        this->list("to", original.to);
        this->list("cc", original.cc);
        this->known("subject", original.subject);
        this->known("return_path", original.return_path);
        this->optional("size", original.size);
        this->list("headers", original.headers);
        this->sink_.end_object();
    }

    void put(const IdRef& id) {
        this->sink_.begin_object();
        this->text("value", id.value);
        this->text("header", id.header);
        this->text("where", to_string(id.where));
        this->optional("rewritten", id.rewritten);
        this->sink_.end_object();
    }

    void put(const QueueId& id) {
        this->sink_.begin_object();
        this->text("value", id.value);
        this->known("host", id.host);
        this->sink_.end_object();
    }

    void put(const Verp& verp) {
        this->sink_.begin_object();
        this->text("address", verp.address);
        this->text("scheme", verp.scheme);
        this->known("recipient", verp.recipient);
        this->known("token", verp.token);
        this->sink_.end_object();
    }

    void put(const Correlation& correlation) {
        this->sink_.begin_object();
        this->list("message_ids", correlation.message_ids);
        this->list("in_reply_to", correlation.in_reply_to);
        this->list("references", correlation.references);
        this->known("envelope_id", correlation.envelope_id);
        this->list("queue_ids", correlation.queue_ids);
        this->known_member("verp", correlation.verp);
        this->list("headers", correlation.headers);
        this->known("list_id", correlation.list_id);
        this->list("subject_tags", correlation.subject_tags);
        this->sink_.end_object();
    }

    void put(const Edge& edge) {
        this->sink_.begin_object();
        this->optional("best", edge.best);
        this->list("candidates", edge.candidates);
        this->list("findings", edge.findings);
        this->sink_.end_object();
    }

    void put(const Authentication& result) {
        this->sink_.begin_object();
        this->known("authserv", result.authserv);
        this->text("method", result.method);
        this->text("result", result.result);
        this->known("domain", result.domain);
        this->text("where", result.where);
        this->sink_.end_object();
    }

    void put(const Blocklist& list) {
        this->sink_.begin_object();
        this->text("name", list.name);
        this->known("ip", list.ip);
        this->known("url", list.url);
        this->sink_.end_object();
    }

    void put(const Authenticity& authenticity) {
        this->sink_.begin_object();
        this->text("verdict", to_string(authenticity.verdict));
        this->list("signals", authenticity.signals);
        this->sink_.end_object();
    }

    void put(const Warning& warning) {
        this->sink_.begin_object();
        this->text("code", warning.code);
        this->text("severity", to_string(warning.severity));
        this->text("message", warning.message);
        this->known("part", warning.part);
        this->optional("offset", warning.offset);
        this->sink_.end_object();
    }
};

template <class Sink>
void describe(const Report& report, Sink& sink) {
    Describer<Sink>(sink).describe(report);
}

} // namespace dsnparse::emit

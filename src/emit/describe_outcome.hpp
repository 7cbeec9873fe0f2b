/// \file
/// The objects of a result that tell what became of the message, and its way.
#pragma once

#include "emit/members.hpp"

namespace dsnparse::emit {

/// See describe.hpp.
template <class Derived, class Sink>
class DescribeOutcome : protected Members<Derived, Sink> {
    using Base = Members<Derived, Sink>;

protected:
    using Base::Base;
    using Base::put;

    void put(const Mta& mta) {
        this->sink_.begin_object();
        this->known("type", mta.type);
        this->known("name", mta.name);
        this->sink_.end_object();
    }

    void put(const Header& header) {
        this->sink_.begin_object();
        this->text("name", header.name);
        this->text("value", header.value);
        this->sink_.end_object();
    }

    void put(const Evidence& item) {
        this->sink_.begin_object();
        this->text("where", item.where);
        this->known("part", item.part);
        this->key("offset");
        if (item.span)
            this->put(item.span->offset);
        else
            this->sink_.null();
        this->key("length");
        if (item.span)
            this->put(item.span->length);
        else
            this->sink_.null();
        this->known("text", item.text);
        this->sink_.end_object();
    }

    void put(const Alternative& alternative) {
        this->sink_.begin_object();
        this->text("category", alternative.category);
        this->real("confidence", alternative.confidence);
        this->sink_.end_object();
    }

    void put(const Remedy& remedy) {
        this->sink_.begin_object();
        this->text("id", remedy.id);
        this->text("audience", remedy.audience);
        this->text("text", remedy.text);
        this->list("urls", remedy.urls);
        this->sink_.end_object();
    }

    void put(const Classification& result) {
        this->sink_.begin_object();
        this->text("category", result.category);
        this->known("provider", result.provider);
        this->text("permanence", to_string(result.permanence));
        this->text("suppress", to_string(result.suppress));
        this->text("responsible", result.responsible);
        this->known("summary", result.summary);
        this->known("rule", result.rule);
        this->known("words", result.words);
        this->real("confidence", result.confidence);
        this->list("evidence", result.evidence);
        this->list("alternatives", result.alternatives);
        this->known_member("remedy", result.remedy);
        this->sink_.end_object();
    }

    void put(const Recipient& recipient) {
        this->sink_.begin_object();
        this->integer("index", this->index_);
        this->known("address", recipient.address);
        this->known("domain", recipient.domain);
        this->known("final", recipient.final);
        this->known("original", recipient.original);
        this->list("expanded_from", recipient.expanded_from);
        this->known("action", to_string(recipient.action));
        this->known("action_source", to_string(recipient.action_source));
        this->known("status", recipient.status);
        this->known("status_source", to_string(recipient.status_source));
        this->known("reported_status", recipient.reported_status);
        this->optional("code", recipient.code);
        this->known("code_source", to_string(recipient.code_source));
        this->optional("reply", recipient.reply);
        this->known("diagnostic_type", recipient.diagnostic_type);
        this->known("diagnostic", recipient.diagnostic);
        this->known_member("remote_mta", recipient.remote_mta);
        this->date("last_attempt", recipient.last_attempt);
        this->date("will_retry_until", recipient.will_retry_until);
        this->known("final_log_id", recipient.final_log_id);
        this->list("replies", recipient.replies);
        this->member("classification", recipient.classification);
        this->list("extensions", recipient.extensions);
        this->list("evidence", recipient.evidence);
        this->sink_.end_object();
    }

    void put(const Reply& reply) {
        this->sink_.begin_object();
        this->integer("index", this->index_);
        this->optional("recipient", reply.recipient);
        this->optional("code", reply.code);
        this->known("enhanced", reply.enhanced);
        this->text("text", reply.text);
        this->list("lines", reply.lines);
        this->known("command", reply.command);
        this->text("phase", to_string(reply.phase));
        this->known("host", reply.host);
        this->known("ip", reply.ip);
        this->optional("port", reply.port);
        this->known("quoted_client_ip", reply.quoted_client_ip);
        this->known("quoted_client_host", reply.quoted_client_host);
        this->known("reported_by", reply.reported_by);
        this->list("evidence", reply.evidence);
        this->sink_.end_object();
    }

    void put(const Step& step) {
        this->sink_.begin_object();
        this->integer("seq", this->index_);
        this->text("direction", to_string(step.direction));
        this->known("host", step.host);
        this->known("ip", step.ip);
        this->known("command", step.command);
        this->optional("code", step.code);
        this->known("enhanced", step.enhanced);
        this->text("text", step.text);
        this->optional("recipient", step.recipient);
        this->sink_.end_object();
    }

    void put(const Hop& hop) {
        this->sink_.begin_object();
        this->integer("index", this->index_);
        this->text("message", to_string(hop.message));
        this->known("from_helo", hop.from_helo);
        this->known("from_rdns", hop.from_rdns);
        this->optional("from_rdns_verified", hop.from_rdns_verified);
        this->known("from_ip", hop.from_ip);
        this->text("from_ip_scope", to_string(hop.from_ip_scope));
        this->known("by", hop.by);
        this->known("by_ip", hop.by_ip);
        this->known("by_software", hop.by_software);
        this->known("with", hop.with);
        this->known("tls", hop.tls);
        this->known("id", hop.id);
        this->known("for", hop.for_);
        this->known("via", hop.via);
        this->date("date", hop.date);
        this->known("date_raw", hop.date_raw);
        this->optional("delay_s", hop.delay_s);
        this->text("trust", to_string(hop.trust));
        this->list("anomalies", hop.anomalies);
        this->text("raw", hop.raw);
        this->sink_.end_object();
    }

    void put(const EdgeCandidate& candidate) {
        this->sink_.begin_object();
        this->text("ip", candidate.ip);
        this->known("host", candidate.host);
        this->text("scope", to_string(candidate.scope));
        this->real("confidence", candidate.confidence);
        this->list("reasons", candidate.reasons);
        this->optional("hop", candidate.hop);
        this->optional("reply", candidate.reply);
        this->sink_.end_object();
    }

    void put(const EdgeFinding& finding) {
        this->sink_.begin_object();
        this->text("type", finding.type);
        this->known("value", finding.value);
        this->known("detail", finding.detail);
        this->optional("hop", finding.hop);
        this->sink_.end_object();
    }

    void put(const Fact& fact) {
        this->sink_.begin_object();
        this->text("type", fact.type);
        this->text("value", fact.value);
        this->optional("amount", fact.amount);
        this->integer("reply", fact.reply);
        this->sink_.end_object();
    }

    void put(const Statement& statement) {
        this->sink_.begin_object();
        this->text("value", statement.value);
        this->text("source", statement.source);
        this->sink_.end_object();
    }

    void put(const Contradiction& item) {
        this->sink_.begin_object();
        this->text("type", item.type);
        this->optional("recipient", item.recipient);
        this->optional("reply", item.reply);
        this->member("won", item.won);
        this->member("lost", item.lost);
        this->sink_.end_object();
    }

    void put(const RejectingHost& host) {
        this->sink_.begin_object();
        this->known("host", host.host);
        this->known("ip", host.ip);
        this->text("role", host.role);
        this->list("replies", host.replies);
        this->real("confidence", host.confidence);
        this->list("evidence", host.evidence);
        this->sink_.end_object();
    }
};

} // namespace dsnparse::emit

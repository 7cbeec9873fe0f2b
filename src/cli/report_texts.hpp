/// \file
/// Every text of a Report that comes from the mail.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report.hpp>

#include <string_view>

namespace dsnparse::cli {

/// Calls `change(std::string_view&)` for each text that quotes or is taken from the mail, and for the name of its source. What
/// we say ourselves (categories, roles, remedies, rules) is left out. Only for the one who has the only copy of `report`.
template <class Change>
class ReportTexts {
public:
    explicit ReportTexts(Change& change) : change_(change) {}

    void visit(Report& report) {
        all(report.input.source);
        visit(report.report);
        visit(report.original);
        visit(report.correlation);
        list(report.recipients);
        list(report.replies);
        list(report.transcript);
        list(report.hops);
        list(report.edge.candidates);
        list(report.edge.findings);
        list(report.rejecting_hosts);
        visit(report.classification);
        list(report.facts);
        list(report.contradictions);
        list(report.warnings);
    }

private:
    template <class... Texts>
    void all(Texts&... texts) {
        (visit(texts), ...);
    }
    template <class T>
    void list(List<T>& items) {
        for (T& item : detail::Arena::items(items)) visit(item);
    }

    void visit(std::string_view& text) { change_(text); }
    void visit(Mailbox& mailbox) { all(mailbox.address, mailbox.name); }
    void visit(Header& header) { visit(header.value); }
    void visit(IdRef& id) { visit(id.value); }
    void visit(QueueId& id) { visit(id.value); }
    void visit(Evidence& item) { visit(item.text); }
    void visit(Fact& fact) { visit(fact.value); }
    void visit(Contradiction& item) { all(item.won.value, item.lost.value); }
    void visit(EdgeFinding& finding) { all(finding.value, finding.detail); }
    void visit(Warning& warning) { visit(warning.message); }
    void visit(Step& step) { all(step.command, step.text); }
    void visit(Hop& hop) { all(hop.id, hop.for_, hop.raw); }
    void visit(EdgeCandidate& candidate) { visit(candidate.host); }
    void visit(RejectingHost& host) { list(host.evidence); }

    void visit(ReportMail& mail) {
        all(mail.message_id, mail.subject, mail.return_path, mail.from);
        list(mail.to);
        list(mail.extensions);
    }
    void visit(Original& original) {
        all(original.message_id, original.subject, original.return_path, original.from);
        list(original.to);
        list(original.cc);
        list(original.headers);
    }
    void visit(Correlation& correlation) {
        list(correlation.message_ids);
        list(correlation.in_reply_to);
        list(correlation.references);
        list(correlation.queue_ids);
        list(correlation.subject_tags);
        list(correlation.headers);
        all(correlation.envelope_id, correlation.list_id, correlation.verp.address, correlation.verp.recipient,
            correlation.verp.token);
    }
    void visit(Classification& result) {
        all(result.words, result.summary);
        list(result.evidence);
        list(result.remedy.urls);
        visit(result.remedy.text);
    }
    void visit(Recipient& recipient) {
        all(recipient.address, recipient.final, recipient.original, recipient.diagnostic, recipient.final_log_id,
            recipient.classification);
        list(recipient.expanded_from);
        list(recipient.extensions);
        list(recipient.evidence);
    }
    void visit(Reply& reply) {
        all(reply.text, reply.command);
        list(reply.lines);
        list(reply.evidence);
    }

    Change& change_;
};

template <class Change>
void for_each_text(Report& report, Change change) {
    ReportTexts<Change>(change).visit(report);
}

} // namespace dsnparse::cli

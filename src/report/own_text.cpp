#include "report/own_text.hpp"

#include "base/ascii.hpp"
#include "text/utf8.hpp"

namespace dsnparse::report {

std::string_view own_text(std::string_view text, detail::Arena& arena) {
    if (text.empty()) return {};
    if (!text::is_utf8(text)) return text::repair_utf8(text, arena);
    return arena.owns(text.data()) ? text : arena.copy(text);
}

namespace {

/// Walks a Report. Overloads name every text field of every type once; a field that is missing here would dangle, which
/// a test finds by destroying the message before it reads the Report.
class Owner {
public:
    explicit Owner(detail::Context& context)
        : arena_(context.arena), level_(context.options.evidence), message_(context.message),
          plain_(message_.size() <= most_checked && text::ascii_length(message_) == message_.size()) {}

    void own(Report& report) {
        own_texts(report.input.id, report.input.source, report.input.container, report.rules_version);
        own_texts(report.format.mta, report.format.vendor, report.format.language, report.format.report_type);
        own(report.report);
        own(report.original);
        own(report.correlation);
        own_list(report.recipients);
        own_list(report.replies);
        own_list(report.transcript);
        own_list(report.hops);
        own_list(report.edge.candidates);
        own_list(report.edge.findings);
        own_list(report.rejecting_hosts);
        own(report.classification);
        own_list(report.authentication);
        own_list(report.blocklists);
        own_list(report.facts);
        own_list(report.contradictions);
        own_list(report.authenticity.signals);
        own_list(report.warnings);
    }

private:
    /// A longer message is not checked as a whole, but text by text.
    static constexpr std::size_t most_checked = std::size_t{1} << 20;

    void own(std::string_view& text) {
        if (text.empty())
            text = {};
        else if (plain_ && ascii::within(text, message_))
            text = arena_.copy(text);
        else
            text = own_text(text, arena_);
    }
    void own(std::size_t&) {}

    template <class... Texts>
    void own_texts(Texts&... texts) {
        (own(texts), ...);
    }

    template <class T>
    void own_list(List<T>& list) {
        list = arena_.adopt(list);
        for (T& item : detail::Arena::items(list)) own(item);
    }

    void own_evidence(List<Evidence>& list) {
        if (level_ == EvidenceLevel::none) list = {};
        own_list(list);
    }

    void own(Evidence& item) {
        if (level_ != EvidenceLevel::full) item.text = {};
        item.text = with_line_feeds(item.text);
        own_texts(item.where, item.part, item.text);
    }

    /// Words of several lines read the same whatever ended the lines in the message.
    std::string_view with_line_feeds(std::string_view text) {
        if (text.find('\r') == std::string_view::npos) return text;
        char* place = arena_.allocate(text.size());
        std::size_t used = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\r')
                place[used++] = text[i];
            else if (i + 1 >= text.size() || (text[i + 1] != '\n' && text[i + 1] != '\r'))
                place[used++] = '\n';
        }
        return {place, used};
    }

    void own(DateTime& date) { own(date.text); }
    void own(Mta& mta) { own_texts(mta.type, mta.name); }
    void own(Mailbox& mailbox) { own_texts(mailbox.address, mailbox.name); }
    void own(Header& header) { own_texts(header.name, header.value); }
    void own(IdRef& id) { own_texts(id.value, id.header); }
    void own(QueueId& id) { own_texts(id.value, id.host); }
    void own(Alternative& alternative) { own(alternative.category); }
    void own(Blocklist& list) { own_texts(list.name, list.ip, list.url); }
    void own(Fact& fact) { own_texts(fact.type, fact.value); }
    void own(Contradiction& item) { own_texts(item.type, item.won.value, item.won.source, item.lost.value, item.lost.source); }
    void own(EdgeFinding& finding) { own_texts(finding.type, finding.value, finding.detail); }
    void own(Warning& warning) { own_texts(warning.code, warning.message, warning.part); }

    void own(ReportMail& mail) {
        own_texts(mail.message_id, mail.subject, mail.return_path, mail.auto_submitted);
        own_texts(mail.date, mail.arrival_date, mail.from, mail.reporting_mta, mail.received_from_mta, mail.dsn_gateway);
        own_list(mail.to);
        own_list(mail.extensions);
    }

    void own(Original& original) {
        own_texts(original.message_id, original.subject, original.return_path, original.date, original.from);
        own_list(original.to);
        own_list(original.cc);
        own_list(original.headers);
    }

    void own(Correlation& correlation) {
        own_list(correlation.message_ids);
        own_list(correlation.in_reply_to);
        own_list(correlation.references);
        own_list(correlation.queue_ids);
        own_list(correlation.headers);
        own_list(correlation.subject_tags);
        own_texts(correlation.envelope_id, correlation.list_id);
        Verp& verp = correlation.verp;
        own_texts(verp.address, verp.scheme, verp.recipient, verp.token);
    }

    void own(Classification& result) {
        own_texts(result.category, result.provider, result.responsible, result.summary, result.rule, result.words);
        own_evidence(result.evidence);
        own_list(result.alternatives);
        own_texts(result.remedy.id, result.remedy.audience, result.remedy.text);
        own_list(result.remedy.urls);
    }

    void own(Recipient& recipient) {
        own_texts(recipient.address, recipient.domain, recipient.final, recipient.original, recipient.status,
                  recipient.reported_status, recipient.diagnostic_type, recipient.diagnostic, recipient.final_log_id);
        own_texts(recipient.remote_mta, recipient.last_attempt, recipient.will_retry_until, recipient.classification);
        own_list(recipient.expanded_from);
        own_list(recipient.replies);
        own_list(recipient.extensions);
        own_evidence(recipient.evidence);
    }

    void own(Reply& reply) {
        own_texts(reply.enhanced, reply.text, reply.command, reply.host, reply.ip, reply.quoted_client_ip,
                  reply.quoted_client_host, reply.reported_by);
        own_list(reply.lines);
        own_evidence(reply.evidence);
    }

    void own(Step& step) { own_texts(step.host, step.ip, step.command, step.enhanced, step.text); }

    void own(Hop& hop) {
        own_texts(hop.from_helo, hop.from_rdns, hop.from_ip, hop.by, hop.by_ip, hop.by_software, hop.with, hop.tls, hop.id,
                  hop.for_, hop.via, hop.date_raw, hop.raw);
        own(hop.date);
        own_list(hop.anomalies);
    }

    void own(EdgeCandidate& candidate) {
        own_texts(candidate.ip, candidate.host);
        own_list(candidate.reasons);
    }

    void own(RejectingHost& host) {
        own_texts(host.host, host.ip, host.role);
        own_list(host.replies);
        own_evidence(host.evidence);
    }

    void own(Authentication& result) { own_texts(result.authserv, result.method, result.result, result.domain, result.where); }

    detail::Arena& arena_;
    EvidenceLevel level_;
    std::string_view message_;
    bool plain_; ///< the message is ASCII, and so is every view into it
};

} // namespace

void own_all_text(Report& report, detail::Context& context) { Owner(context).own(report); }

} // namespace dsnparse::report

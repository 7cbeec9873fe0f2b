#include <dsnparse/parse.hpp>

#include "base/ascii.hpp"
#include "base/context.hpp"
#include "diagnose/authentication.hpp"
#include "diagnose/authenticity.hpp"
#include "diagnose/blocklists.hpp"
#include "diagnose/classify.hpp"
#include "diagnose/contradictions.hpp"
#include "diagnose/correlation.hpp"
#include "diagnose/edge.hpp"
#include "diagnose/edge_findings.hpp"
#include "diagnose/hops.hpp"
#include "diagnose/kind.hpp"
#include "diagnose/recipients.hpp"
#include "diagnose/rejecting_hosts.hpp"
#include "diagnose/remedies.hpp"
#include "diagnose/reply_facts.hpp"
#include "dialects/engine.hpp"
#include "fields/feedback.hpp"
#include "mime/decode.hpp"
#include "mime/framing.hpp"
#include "report/digest.hpp"
#include "report/layout.hpp"
#include "report/mail.hpp"
#include "report/own_text.hpp"

#include <memory>

namespace dsnparse {

namespace {

using report::Layout;

/// One call: the Arenas, what was found so far, and the Report being made.
class Reading {
public:
    Reading(std::string_view message, const Options& options)
        : arena_(std::make_shared<detail::Arena>()),
          warnings_(*arena_), context_{message.substr(0, options.limits.message_bytes), options, *arena_, scratch_, warnings_},
          ours_(options) {
        fill_input(message);
    }

    Report parse() {
        const mime::PartList parts = mime::frame(context_);
        layout_ = parts.has_header ? report::lay_out(context_, parts) : report::lay_out_fragment(context_, parts);
        if (out_.input.container.empty()) out_.input.container = layout_.header != nullptr ? "eml" : "text";
        read_machine_parts();
        read_words();
        unwrap();
        const diagnose::KindSources sources = kind_sources();
        const diagnose::KindResult kind = diagnose::decide_kind(context_, sources);
        out_.kind = kind.kind;
        out_.confidence = kind.confidence;
        fill_format(kind);
        out_.report = report::read_report_mail(context_, layout_.header, status());
        if (!out_.report.reporting_mta.known() && kind.words_count && !facts_.reporting_mta.empty())
            out_.report.reporting_mta = {"dns", facts_.reporting_mta};
        out_.original = report::read_original(context_, layout_.returned);
        if (out_.kind == Kind::complaint)
            tell_complaint();
        else if (out_.kind == Kind::disposition && !disposition_.final_recipient.empty())
            add_recipient(disposition_.final_recipient, disposition_.original_recipient, Kind::disposition);
        else if (kind.words_count)
            tell_outcome();
        fill_path();
        fill_details();
        fill_correlation(kind.words_count);
        out_.classification = diagnose::classify_whole(context_, knowledge(), out_.kind, out_.recipients);
        out_.authenticity = diagnose::judge_authenticity(context_, out_, layout_.header);
        return finish();
    }

    Report trace() {
        const mime::PartList parts = mime::frame(context_);
        if (out_.input.container.empty()) out_.input.container = parts.has_header ? "eml" : "text";
        const mime::Part* header = parts.has_header ? &parts.root() : nullptr;
        out_.report = report::read_report_mail(context_, header, nullptr);
        out_.hops = diagnose::read_hops(context_, &parts.root(), nullptr, out_.report.reporting_mta, ours_);
        out_.edge = diagnose::find_edge(context_, out_.hops, out_.replies, out_.report.reporting_mta, Kind::message, ours_);
        out_.edge.findings = diagnose::judge_edge(context_, out_.edge, out_.hops, out_.replies);
        return finish();
    }

private:
    void fill_input(std::string_view message) {
        const Options& options = context_.options;
        out_.input.source = report::own_text(options.source, *arena_);
        out_.input.container = report::own_text(options.container, *arena_);
        out_.input.index = options.index;
        out_.input.offset = options.offset;
        out_.input.size = message.size();
        if (options.message_digest) out_.input.id = report::digest_of(message, *arena_);
        if (context_.message.size() < message.size()) {
            out_.input.truncated = true;
            warnings_.add("W_LIMIT_MESSAGE", Severity::warning, "the message is longer than the limit; the rest was not read", {},
                          context_.message.size());
        }
        const RuleSet& rules = options.rules != nullptr ? *options.rules : RuleSet::builtin();
        out_.rules_version = report::own_text(rules.version(), *arena_);
        knowledge_ = &rules.compiled();
    }

    [[nodiscard]] const knowledge::Compiled& knowledge() const { return *knowledge_; }
    [[nodiscard]] const fields::DeliveryStatus* status() const { return has_status_ ? &status_ : nullptr; }

    void read_machine_parts() {
        const std::size_t limit = context_.limits().text_bytes;
        if (layout_.status != nullptr) {
            status_text_ = mime::decode_text(context_, *layout_.status, limit);
            status_part_ = layout_.status->section;
            status_ = fields::read_delivery_status(context_, status_text_, status_part_);
            has_status_ = true;
            for (const mime::Part* more : layout_.more_status) {
                const text::MappedText text = mime::decode_text(context_, *more, limit);
                const fields::DeliveryStatus other = fields::read_delivery_status(context_, text, more->section);
                for (const fields::RecipientFields& group : other.recipients) scratch_.append(status_.recipients, group);
            }
        }
        if (!has_status_ || status_.recipients.empty()) find_status_in_words();
        if (layout_.feedback != nullptr)
            feedback_ = fields::read_feedback(context_, mime::decode_text(context_, *layout_.feedback, limit));
        if (layout_.disposition != nullptr)
            disposition_ = fields::read_disposition(context_, mime::decode_text(context_, *layout_.disposition, limit));
    }

    /// A delivery-status that lost its part: pasted with the rest, or flattened into the text.
    void find_status_in_words() {
        for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
            const dialects::TextBlock block = layout_.blocks[i];
            const std::string_view found = fields::find_delivery_status(block.text.text);
            if (found.empty()) continue;
            const auto begin = static_cast<std::size_t>(found.data() - block.text.text.data());
            status_text_ = block.text.substr(begin, found.size());
            status_part_ = block.part;
            status_ = fields::read_delivery_status(context_, status_text_, status_part_);
            if (status_.recipients.empty()) continue;
            has_status_ = true;
            // The words in front of it and behind it remain for the dialects.
            detail::Arena::items(layout_.blocks)[i].text = block.text.substr(0, begin);
            const text::MappedText rest = block.text.substr(begin + found.size());
            if (!ascii::trim(rest.text).empty()) add_rest(rest, i);
            return;
        }
    }

    /// Words behind a delivery-status in block `i`.
    void add_rest(const text::MappedText& rest, std::size_t i) {
        const dialects::TextBlock block = layout_.blocks[i];
        scratch_.append(layout_.blocks, dialects::TextBlock{rest, block.where, block.part});
        if (!layout_.reports.empty()) scratch_.append(layout_.reports, std::uint32_t{layout_.reports[i]});
    }

    void read_words() {
        view_.emplace(dialects::ReportView{context_, layout_.blocks, layout_.header, status(), {}, {}});
        if (layout_.header != nullptr) {
            view_->from = mime::header_text(context_, mime::find_header(*layout_.header, "From"));
            view_->subject = mime::header_text(context_, mime::find_header(*layout_.header, "Subject"));
        }
        if (layout_.reports.empty())
            dialects::read_words(*view_, facts_);
        else
            dialects::read_words(*view_, layout_.reports, facts_);
    }

    /// Reads the report inside, where the one around it names nobody.
    void unwrap() {
        if (!facts_.recipients.empty() || has_status_) return;
        const std::optional<Layout> inner = report::lay_out_wrapped(context_, layout_);
        if (!inner) return;
        layout_ = *inner;
        facts_ = {};
        read_machine_parts();
        read_words();
    }

    [[nodiscard]] diagnose::KindSources kind_sources() const {
        diagnose::KindSources sources;
        sources.header = layout_.header;
        sources.status = status();
        sources.feedback = layout_.feedback != nullptr;
        sources.disposition = layout_.disposition != nullptr;
        sources.returned = layout_.returned.header != nullptr;
        sources.complained = sources.returned && !complained_recipient().empty();
        sources.facts = &facts_;
        sources.markers = &knowledge::kind_markers(knowledge());
        sources.from = view_->from;
        sources.subject = view_->subject;
        if (!layout_.blocks.empty()) sources.text = layout_.blocks[0].text.text;
        return sources;
    }

    void fill_format(const diagnose::KindResult& kind) {
        Format& format = out_.format;
        if (layout_.header == nullptr)
            format.form = kind.kind == Kind::unknown && layout_.blocks.empty() ? Form::none : Form::fragment;
        else if (kind.kind == Kind::complaint && layout_.feedback != nullptr)
            format.form = Form::rfc5965;
        else if (has_status_ && layout_.status != nullptr)
            format.form = Form::rfc3464;
        else if (kind.kind == Kind::disposition)
            format.form = Form::rfc8098;
        else if (kind.words_count && facts_.transcript)
            format.form = Form::transcript;
        else if (kind.words_count)
            format.form = layout_.html != nullptr ? Form::html : Form::text;
        if (layout_.header != nullptr) format.report_type = layout_.header->report_type;
        if (!kind.words_count) return;
        format.mta = facts_.mta;
        format.vendor = facts_.vendor;
        format.language = facts_.language;
    }

    void tell_outcome() {
        diagnose::Statements statements;
        statements.status = status();
        statements.status_text = &status_text_;
        statements.status_part = status_part_;
        statements.facts = &facts_;
        statements.original = layout_.returned.header;
        statements.header = layout_.header;
        statements.kind = out_.kind;
        statements.reporting_mta = out_.report.reporting_mta;
        diagnose::Outcome outcome = diagnose::bring_together(context_, statements);
        for (Recipient& recipient : detail::Arena::items(outcome.recipients))
            recipient.classification = diagnose::classify(*view_, knowledge(), outcome, recipient);
        out_.rejecting_hosts = diagnose::find_rejecting_hosts(context_, outcome);
        out_.recipients = outcome.recipients;
        out_.replies = outcome.replies;
        out_.transcript = outcome.transcript;
        outcome_ = outcome;
    }

    /// Hotmail's complaints (JMRP) have no feedback part, but name the recipient in the returned message.
    [[nodiscard]] std::string_view complained_recipient() const {
        const mime::HeaderField* field = mime::find_header(*layout_.returned.header, "X-HmXmrOriginalRecipient");
        return field == nullptr ? std::string_view() : ascii::trim(field->raw);
    }

    /// RFC 5965: whose mail was complained about.
    void tell_complaint() {
        if (layout_.feedback != nullptr) out_.report.extensions = feedback_.fields;
        if (layout_.feedback == nullptr && layout_.returned.header != nullptr)
            scratch_.append(feedback_.original_rcpt_to, complained_recipient());
        if (facts_.complaint)
            for (const dialects::RecipientFact& fact : facts_.recipients)
                scratch_.append(feedback_.original_rcpt_to, fact.address);
        for (std::string_view address : feedback_.original_rcpt_to) add_recipient(address, {}, Kind::complaint);
    }

    /// A recipient whose mail arrived.
    void add_recipient(std::string_view address, std::string_view original, Kind kind) {
        Recipient recipient;
        recipient.address = recipient.final = address;
        recipient.original = original;
        recipient.domain = fields::domain_of(address, *arena_);
        recipient.classification = diagnose::classify_whole(context_, knowledge(), kind, {});
        arena_->append(out_.recipients, recipient);
    }

    void fill_path() {
        out_.hops = diagnose::read_hops(context_, layout_.header, layout_.returned.header, out_.report.reporting_mta, ours_);
        out_.edge = diagnose::find_edge(context_, out_.hops, out_.replies, out_.report.reporting_mta, out_.kind, ours_);
    }

    /// What the refusals say beside their reason.
    void fill_details() {
        out_.blocklists = diagnose::find_blocklists(context_, knowledge(), outcome_, out_.edge);
        out_.facts = diagnose::find_facts(context_, outcome_.replies);
        out_.contradictions = diagnose::find_contradictions(context_, knowledge(), outcome_);
        out_.authentication = diagnose::find_authentication(context_, outcome_.replies, layout_.returned.header);
        out_.edge.findings = diagnose::judge_edge(context_, out_.edge, out_.hops, out_.replies);
        diagnose::fill_remedies(context_, out_);
    }

    void fill_correlation(bool words_count) {
        const dialects::Facts none;
        diagnose::CorrelationSources sources;
        sources.report_header = layout_.header;
        sources.original = layout_.returned.header;
        sources.status = status();
        sources.facts = words_count ? &facts_ : &none;
        sources.feedback = layout_.feedback != nullptr ? &feedback_ : nullptr;
        sources.disposition = layout_.disposition != nullptr ? &disposition_ : nullptr;
        out_.correlation = diagnose::correlate(context_, sources);
    }

    Report finish() {
        out_.warnings = warnings_.list();
        report::own_all_text(out_, context_);
        out_.storage = arena_;
        return out_;
    }

    std::shared_ptr<detail::Arena> arena_;
    detail::Arena scratch_;
    detail::WarningLog warnings_;
    detail::Context context_;
    diagnose::OurSide ours_;
    Report out_;
    const knowledge::Compiled* knowledge_ = nullptr;
    Layout layout_;
    bool has_status_ = false;
    fields::DeliveryStatus status_;
    text::MappedText status_text_;
    std::string_view status_part_;
    fields::Feedback feedback_;
    fields::Disposition disposition_;
    dialects::Facts facts_;
    diagnose::Outcome outcome_;
    std::optional<dialects::ReportView> view_;
};

} // namespace

Report parse(std::string_view message, const Options& options) { return Reading(message, options).parse(); }

Report trace(std::string_view message, const Options& options) { return Reading(message, options).trace(); }

} // namespace dsnparse

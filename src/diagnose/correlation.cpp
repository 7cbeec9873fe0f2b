#include "diagnose/correlation.hpp"

#include "base/ascii.hpp"
#include "diagnose/verp.hpp"
#include "fields/address.hpp"
#include "fields/message_id.hpp"
#include "mime/decode.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::diagnose {

namespace {

using mime::find_header;
using mime::header_text;
using mime::header_value;

constexpr std::size_t most_ids = 64;
constexpr std::size_t most_headers = 50;

/// Fields in which senders and services keep an id of the message. `rewritten`: the id in Message-ID was put there by a
/// service, and this field tells so.
struct IdField {
    std::string_view name;
    bool service_id; ///< the id that a service gave, not the sender's own
};

constexpr std::array<IdField, 14> id_fields{{{"X-Original-Message-ID", false},
                                             {"X-Microsoft-Original-Message-ID", false},
                                             {"X-MS-Exchange-Original-Message-ID", false},
                                             {"X-MS-Exchange-CrossTenant-Original-Message-ID", false},
                                             {"X-Google-Original-Message-ID", false},
                                             {"X-Odoo-Message-Id", false},
                                             {"X-Orig-Message-ID", false},
                                             {"Original-Message-ID", false},
                                             {"X-Gm-Original-Message-ID", false},
                                             {"Resent-Message-ID", false},
                                             {"X-SES-Message-ID", true},
                                             {"X-SG-ID", true},
                                             {"X-MessageID", true},
                                             {"X-Mailgun-Message-ID", true}}};

class Correlator {
public:
    Correlator(detail::Context& context, const CorrelationSources& sources) : context_(context), sources_(sources) {}

    Correlation run() {
        if (sources_.original != nullptr) take_original(*sources_.original);
        take_machine_parts();
        if (sources_.facts != nullptr && !sources_.facts->message_id.empty())
            add_id(sources_.facts->message_id, "Message-ID", IdWhere::text);
        if (sources_.report_header != nullptr) take_report(*sources_.report_header);
        take_verp();
        take_subject();
        return out_;
    }

private:
    void add_id(std::string_view value, std::string_view header, IdWhere where, std::optional<bool> rewritten = std::nullopt) {
        if (value.empty() || out_.message_ids.size() >= most_ids) return;
        for (const IdRef& known : out_.message_ids)
            if (known.value == value) return;
        context_.arena.append(out_.message_ids, IdRef{value, header, where, rewritten});
    }

    void add_queue_id(std::string_view value, std::string_view host) {
        if (value.empty() || out_.queue_ids.size() >= most_ids) return;
        for (const QueueId& known : out_.queue_ids)
            if (known.value == value) return;
        context_.arena.append(out_.queue_ids, QueueId{value, host});
    }

    void take_original(const mime::Part& original) {
        const std::string_view own = fields::read_message_id(header_value(context_, find_header(original, "Message-ID")));
        // Where the sender's own id stands in another field, the one in Message-ID is a service's.
        bool replaced = false;
        for (const IdField& field : id_fields)
            if (!field.service_id && ascii::icontains(field.name, "original") && find_header(original, field.name) != nullptr) {
                const std::string_view other = fields::read_message_id(header_value(context_, find_header(original, field.name)));
                replaced = replaced || (!other.empty() && other != own);
            }
        add_id(own, "Message-ID", IdWhere::original, replaced);
        for (const IdField& field : id_fields) add_field(original, field, IdWhere::original);
        for (const mime::HeaderField& field : original.headers) take_sender_field(field);
        out_.list_id = list_id(original);
        take_queue_ids(original);
    }

    void add_field(const mime::Part& part, const IdField& field, IdWhere where) {
        const mime::HeaderField* found = find_header(part, field.name);
        if (found == nullptr) return;
        const std::optional<bool> rewritten = field.service_id ? std::optional<bool>(true) : std::optional<bool>(false);
        add_id(fields::read_message_id(header_value(context_, found)), field.name, where, rewritten);
    }

    std::string_view list_id(const mime::Part& part) {
        const std::string_view value = header_value(context_, find_header(part, "List-Id"));
        const std::size_t open = value.rfind('<');
        const std::size_t close = value.rfind('>');
        return open != std::string_view::npos && close != std::string_view::npos && close > open
                   ? value.substr(open + 1, close - open - 1)
                   : ascii::trim(value);
    }

    /// Fields of the sender's own that carry an id of a ticket, a campaign, a subscriber, a job.
    void take_sender_field(const mime::HeaderField& field) {
        if (out_.headers.size() >= most_headers || !ascii::istarts_with(field.name, "X-")) return;
        const std::string_view name = field.name;
        if (ascii::istarts_with(name, "X-MS-") || ascii::istarts_with(name, "X-Microsoft-")
            || ascii::istarts_with(name, "X-Google-") || ascii::istarts_with(name, "X-Gm-")
            || ascii::istarts_with(name, "X-Forefront"))
            return;
        static constexpr std::array<std::string_view, 9> words{"ticket", "campaign", "subscriber", "message-ref", "job",
                                                               "batch",  "mailing",  "customer",   "newsletter"};
        bool carries = ascii::iends_with(name, "-ID") || ascii::iends_with(name, "_ID") || ascii::iends_with(name, "ID");
        for (std::string_view word : words) carries = carries || ascii::icontains(name, word);
        if (!carries) return;
        const std::string_view value = header_text(context_, &field);
        if (!value.empty() && value.size() <= 1024) context_.arena.append(out_.headers, Header{name, value});
    }

    /// The reporting MTA's queue id: its own Received field in the returned message.
    void take_queue_ids(const mime::Part& original) {
        if (sources_.status == nullptr || !sources_.status->reporting_mta.known()) return;
        const std::string_view reporter = sources_.status->reporting_mta.name;
        std::size_t tried = 0;
        for (const mime::HeaderField& field : original.headers) {
            if (!ascii::iequals(field.name, "Received") || ++tried > 20) continue;
            const std::string_view value = header_value(context_, &field);
            const std::size_t by = ascii::ifind(value, "by ");
            if (by == std::string_view::npos || !ascii::istarts_with(value.substr(by + 3), reporter)) continue;
            const std::size_t id = ascii::ifind(value, " id ", by);
            if (id == std::string_view::npos) continue;
            std::string_view rest = value.substr(id + 4);
            std::string_view word = ascii::consume_word(rest);
            while (!word.empty() && (word.back() == ';' || word.back() == ',' || word.back() == ')')) word.remove_suffix(1);
            add_queue_id(word, reporter);
            return;
        }
    }

    void take_machine_parts() {
        if (sources_.status != nullptr) {
            const fields::DeliveryStatus& status = *sources_.status;
            out_.envelope_id = status.original_envelope_id;
            for (const Header& field : status.extensions) take_status_field(field, status.reporting_mta.name);
            for (const fields::RecipientFields& group : status.recipients) {
                for (const Header& field : group.extensions) take_status_field(field, status.reporting_mta.name);
                if (out_.message_ids.size() >= most_ids) break;
            }
            // Haraka and others put the Message-ID there.
            if (out_.envelope_id.size() > 2 && out_.envelope_id.front() == '<' && out_.envelope_id.back() == '>'
                && out_.envelope_id.find('@') != std::string_view::npos)
                add_id(out_.envelope_id.substr(1, out_.envelope_id.size() - 2), "Original-Envelope-Id", IdWhere::delivery_status);
        }
        if (sources_.disposition != nullptr)
            add_id(sources_.disposition->original_message_id, "Original-Message-ID", IdWhere::delivery_status);
        if (sources_.facts != nullptr) add_queue_id(sources_.facts->queue_id, sources_.facts->reporting_mta);
    }

    void take_status_field(const Header& field, std::string_view host) {
        if (ascii::iends_with(field.name, "Queue-ID"))
            add_queue_id(ascii::trim(field.value), host);
        else if (ascii::iends_with(field.name, "Message-ID"))
            add_id(fields::read_message_id(field.value), field.name, IdWhere::delivery_status);
    }

    void take_report(const mime::Part& report) {
        for (const IdField& field : id_fields) add_field(report, field, IdWhere::report);
        out_.in_reply_to =
            fields::read_message_ids(header_value(context_, find_header(report, "In-Reply-To")), context_.arena, most_ids);
        out_.references =
            fields::read_message_ids(header_value(context_, find_header(report, "References")), context_.arena, most_ids);
        for (std::string_view id : out_.in_reply_to) add_id(id, "In-Reply-To", IdWhere::report);
        // The last reference is the nearest.
        for (std::size_t i = out_.references.size(); i > 0; --i) add_id(out_.references[i - 1], "References", IdWhere::report);
        if (out_.list_id.empty()) out_.list_id = list_id(report);
    }

    void take_verp() {
        if (sources_.original != nullptr) try_verp(header_value(context_, find_header(*sources_.original, "Return-Path")));
        if (sources_.report_header != nullptr)
            for (std::string_view name : {"To", "Delivered-To", "X-Original-To", "Envelope-To"})
                try_verp(header_value(context_, find_header(*sources_.report_header, name)));
        if (sources_.feedback != nullptr) try_verp(sources_.feedback->original_mail_from);
    }

    void try_verp(std::string_view value) {
        if (out_.verp.known() || value.empty()) return;
        const List<Mailbox> mailboxes = fields::read_mailboxes(value, context_.scratch, 1);
        if (!mailboxes.empty()) out_.verp = read_verp(mailboxes[0].address, context_.arena);
    }

    /// `[Ticket#123]`, `[rt.example.org #42]`, `(Case: 7)`: what stands in brackets and has a digit.
    void take_subject() {
        const mime::Part* part = sources_.original;
        if (part == nullptr || find_header(*part, "Subject") == nullptr) part = sources_.report_header;
        if (part == nullptr) return;
        const std::string_view subject = header_text(context_, find_header(*part, "Subject")).substr(0, 1000);
        for (std::size_t at = 0; at < subject.size() && out_.subject_tags.size() < 10; ++at) {
            const char open = subject[at];
            if (open != '[' && open != '{') continue;
            const std::size_t close = subject.find(open == '[' ? ']' : '}', at);
            if (close == std::string_view::npos || close - at > 60) continue;
            const std::string_view inside = subject.substr(at + 1, close - at - 1);
            if (std::any_of(inside.begin(), inside.end(), ascii::is_digit))
                context_.arena.append(out_.subject_tags, subject.substr(at, close - at + 1));
            at = close;
        }
        const std::size_t hash = ascii::ifind(subject, "ticket#");
        if (out_.subject_tags.empty() && hash != std::string_view::npos) {
            std::size_t end = hash + 7;
            while (end < subject.size() && (ascii::is_alnum(subject[end]) || subject[end] == '-')) ++end;
            if (end > hash + 7) context_.arena.append(out_.subject_tags, subject.substr(hash, end - hash));
        }
    }

    detail::Context& context_;
    const CorrelationSources& sources_;
    Correlation out_;
};

} // namespace

Correlation correlate(detail::Context& context, const CorrelationSources& sources) { return Correlator(context, sources).run(); }

} // namespace dsnparse::diagnose

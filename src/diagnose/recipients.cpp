#include "diagnose/recipients.hpp"

#include "base/ascii.hpp"
#include "diagnose/addressee.hpp"
#include "fields/address.hpp"
#include "fields/host.hpp"
#include "fields/status.hpp"
#include "mime/decode.hpp"

namespace dsnparse::diagnose {

namespace {

using detail::Arena;
using dialects::RecipientFact;
using dialects::ReplyFact;
using dialects::Speaker;
using fields::RecipientFields;

/// A diagnostic whose type names the reporting system's own words (`x-unix`, `X-Postfix`), not SMTP.
bool is_remote_diagnostic(const RecipientFields& group) {
    return group.reply.code.has_value() && (group.diagnostic_type == "smtp" || group.diagnostic_type.empty());
}

/// The same words, as two places of a report give them: one may be folded, cut short or without its codes.
bool same_words(const Reply& reply, const fields::ReplyText& text) {
    if (reply.code != text.code) return false;
    if (!reply.enhanced.empty() && !text.enhanced.empty() && reply.enhanced != text.enhanced) return false;
    std::string_view a = reply.text;
    std::string_view b = text.text;
    // Compared without white space: folding puts it anywhere.
    std::size_t compared = 0;
    while (compared < 40) {
        a = ascii::trim_left(a);
        b = ascii::trim_left(b);
        if (a.empty() || b.empty()) return true;
        if (ascii::to_lower(a.front()) != ascii::to_lower(b.front())) return false;
        a.remove_prefix(1);
        b.remove_prefix(1);
        ++compared;
    }
    return true;
}

bool is_about(const RecipientFields& group, std::string_view address) {
    if (address.empty()) return false;
    for (std::string_view own : {group.final_address, group.original_address, group.actual_recipient})
        if (!own.empty() && fields::same_address(own, address)) return true;
    return false;
}

/// All that one call works on.
class Merger {
public:
    Merger(detail::Context& context, const Statements& statements)
        : context_(context), statements_(statements), facts_(*statements.facts) {}

    Outcome run() {
        take_replies();
        if (statements_.status != nullptr && !statements_.status->recipients.empty()) {
            for (const RecipientFields& group : statements_.status->recipients) add_group(group);
        } else {
            for (const RecipientFact& fact : facts_.recipients) add_fact(fact);
        }
        if (out_.recipients.empty() && statements_.header != nullptr) add_failed_recipients(*statements_.header);
        if (out_.recipients.empty() && statements_.original != nullptr && !facts_.domains.empty())
            add_addressees(*statements_.original);
        tie_session_replies();
        for (Recipient& recipient : Arena::items(out_.recipients)) decide(recipient);
        take_steps();
        return out_;
    }

private:
    [[nodiscard]] Evidence evidence(std::string_view words) const {
        Evidence item{"delivery_status", statements_.status_part, std::nullopt, {}};
        if (statements_.status_text != nullptr) item.span = statements_.status_text->span_of(words);
        item.text = ascii::trim(words);
        return item;
    }

    void take_replies() {
        for (const ReplyFact& fact : facts_.replies) {
            if (full()) return;
            Reply reply = fact.reply;
            reply.reported_by = statements_.reporting_mta.name;
            if (fact.speaker == Speaker::reporter && reply.phase == Phase::unknown && reply.host.empty() && reply.ip.empty())
                reply.phase = Phase::local;
            fill_quoted_client(reply);
            context_.arena.append(out_.replies, reply);
            context_.arena.append(out_.speakers, fact.speaker);
        }
    }

    static void fill_quoted_client(Reply& reply) {
        if (!reply.quoted_client_ip.empty()) return;
        const fields::QuotedClient client = fields::find_quoted_client(reply.text);
        reply.quoted_client_ip = client.ip;
        if (reply.quoted_client_host.empty()) reply.quoted_client_host = client.host;
    }

    bool full() {
        if (out_.replies.size() < context_.limits().replies) return false;
        if (!context_.warnings.has("W_LIMIT_REPLIES"))
            context_.warnings.add("W_LIMIT_REPLIES", Severity::warning, "more replies than the limit; the rest was left out");
        return true;
    }

    bool room_for_recipient() {
        if (out_.recipients.size() < context_.limits().recipients) return true;
        if (!context_.warnings.has("W_LIMIT_RECIPIENTS"))
            context_.warnings.add("W_LIMIT_RECIPIENTS", Severity::warning,
                                  "more recipients than the limit; the rest was left out");
        return false;
    }

    void link(Recipient& recipient, std::size_t reply) {
        for (std::size_t known : recipient.replies)
            if (known == reply) return;
        context_.arena.append(recipient.replies, reply);
    }

    /// Links what the words say about one recipient.
    void link_facts(Recipient& recipient, std::size_t index, const RecipientFact& fact) {
        for (std::uint32_t reply : fact.replies) {
            if (reply >= out_.replies.size()) continue;
            link(recipient, reply);
            // One reply for several recipients is nobody's own.
            if (!facts_.replies[reply].recipient.empty()) Arena::items(out_.replies)[reply].recipient = index;
        }
        if (recipient.expanded_from.empty()) recipient.expanded_from = fact.expanded_from;
        if (!recipient.will_retry_until.known()) recipient.will_retry_until = fact.will_retry_until;
        context_.arena.append(recipient.evidence, fact.evidence);
    }

    void add_group(const RecipientFields& group) {
        if (!room_for_recipient()) return;
        const std::size_t index = out_.recipients.size();
        Recipient recipient;
        recipient.final = group.final_address;
        recipient.original = group.original_address;
        recipient.address = choose_addressee(group);
        recipient.domain = fields::domain_of(recipient.address, context_.arena);
        recipient.action = group.action;
        if (group.action != Action::unknown) recipient.action_source = Source::field;
        recipient.reported_status = group.status; // moved to `status` in decide()
        recipient.diagnostic_type = group.diagnostic_type;
        recipient.diagnostic = group.diagnostic;
        recipient.remote_mta = group.remote_mta;
        recipient.last_attempt = group.last_attempt;
        recipient.will_retry_until = group.will_retry_until;
        recipient.final_log_id = group.final_log_id;
        recipient.extensions = group.extensions;
        if (!group.recipient_raw.empty()) context_.arena.append(recipient.evidence, evidence(group.recipient_raw));
        if (!group.status_raw.empty()) context_.arena.append(recipient.evidence, evidence(group.status_raw));
        if (!group.action_raw.empty()) context_.arena.append(recipient.evidence, evidence(group.action_raw));

        const RecipientFact* words = nullptr;
        for (const RecipientFact& fact : facts_.recipients) {
            bool mine = is_about(group, fact.address) || is_about(group, fact.original);
            for (std::string_view alias : fact.expanded_from) mine = mine || is_about(group, alias);
            if (!mine) continue;
            // Several recipients may come from one alias: the words that name the very address are the better ones.
            if (words == nullptr || fields::same_address(fact.address, group.final_address)) words = &fact;
        }
        if (words == nullptr && facts_.recipients.size() == 1 && statements_.status->recipients.size() == 1)
            words = &facts_.recipients[0];
        if (words != nullptr) {
            link_facts(recipient, index, *words);
            // Delivery to a pipe or a file: the words have the address that led there.
            if (!is_internet_address(recipient.address) && is_internet_address(words->address)) {
                recipient.address = words->address;
                recipient.domain = fields::domain_of(recipient.address, context_.arena);
            }
            if (recipient.action == Action::unknown && words->action != Action::unknown) {
                recipient.action = words->action;
                recipient.action_source = Source::inferred;
            }
        }
        if (group.reply.known()) add_diagnostic(recipient, index, group);
        context_.arena.append(out_.recipients, recipient);
    }

    /// The Diagnostic-Code: words that the text gave already, or a reply of its own.
    void add_diagnostic(Recipient& recipient, std::size_t index, const RecipientFields& group) {
        const bool remote = is_remote_diagnostic(group);
        for (std::size_t i = 0; i < facts_.replies.size() && i < out_.replies.size(); ++i) {
            Reply& reply = Arena::items(out_.replies)[i];
            const bool mine = !reply.recipient || *reply.recipient == index;
            if (!mine || !same_words(reply, group.reply)) continue;
            if (remote && out_.speakers[i] == Speaker::remote) {
                if (reply.host.empty() && reply.ip.empty())
                    name_host(reply, group);
                else if (reply.ip.empty() && ascii::iequals(reply.host, group.remote_mta.name))
                    reply.ip = group.remote_ip;
            }
            if (!group.diagnostic_raw.empty()) context_.arena.append(reply.evidence, evidence(group.diagnostic_raw));
            link(recipient, i);
            return;
        }
        if (full()) return;
        Reply reply;
        reply.recipient = index;
        reply.code = group.reply.code;
        reply.enhanced = group.reply.enhanced;
        reply.text = group.reply.text;
        reply.lines = group.reply.lines;
        reply.reported_by = statements_.reporting_mta.name;
        if (remote)
            name_host(reply, group);
        else
            reply.phase = Phase::local;
        fill_quoted_client(reply);
        if (!group.diagnostic_raw.empty()) context_.arena.append(reply.evidence, evidence(group.diagnostic_raw));
        link(recipient, out_.replies.size());
        context_.arena.append(out_.replies, reply);
        context_.arena.append(out_.speakers, remote ? Speaker::remote : Speaker::reporter);
    }

    void name_host(Reply& reply, const RecipientFields& group) const {
        if (fields::is_host_name(group.remote_mta.name) || (!group.remote_mta.name.empty() && group.remote_ip.empty()))
            reply.host = group.remote_mta.name;
        reply.ip = group.remote_ip;
        if (!reply.ip.empty() && reply.host == reply.ip) reply.host = {};
    }

    void add_fact(const RecipientFact& fact) {
        if (!room_for_recipient()) return;
        const std::size_t index = out_.recipients.size();
        Recipient recipient;
        const bool use_original = !is_internet_address(fact.address) && is_internet_address(fact.original);
        recipient.address = use_original ? fact.original : fact.address;
        if (!fact.original.empty()) recipient.final = fact.address;
        recipient.original = fact.original;
        recipient.domain = fields::domain_of(recipient.address, context_.arena);
        recipient.action = fact.action;
        if (fact.action != Action::unknown) recipient.action_source = Source::inferred;
        recipient.reported_status = fact.status;
        recipient.diagnostic = fact.reason;
        link_facts(recipient, index, fact);
        context_.arena.append(out_.recipients, recipient);
    }

    /// X-Failed-Recipients (Exim, Gmail): who failed, where the words do not name them.
    void add_failed_recipients(const mime::Part& header) {
        const mime::HeaderField* field = mime::find_header(header, "X-Failed-Recipients");
        if (field == nullptr) return;
        Evidence item{"report_header", header.section, mime::span_of(context_, header, field->raw), ascii::trim(field->raw)};
        for (const Mailbox& mailbox :
             fields::read_mailboxes(mime::header_value(context_, field), context_.arena, context_.limits().recipients)) {
            if (mailbox.address.empty() || !room_for_recipient()) continue;
            Recipient recipient;
            recipient.address = mailbox.address;
            recipient.domain = fields::domain_of(recipient.address, context_.arena);
            context_.arena.append(recipient.evidence, item);
            context_.arena.append(out_.recipients, recipient);
        }
    }

    /// To whom the returned message was written at the domains that the words name instead of recipients.
    void add_addressees(const mime::Part& original) {
        for (std::string_view name : {"To", "Cc"}) {
            const mime::HeaderField* field = mime::find_header(original, name);
            if (field == nullptr) continue;
            for (const Mailbox& mailbox :
                 fields::read_mailboxes(mime::header_value(context_, field), context_.arena, context_.limits().recipients)) {
                const std::string_view domain = fields::domain_of(mailbox.address, context_.arena);
                if (!is_named_domain(domain) || !room_for_recipient()) continue;
                Recipient recipient;
                recipient.address = mailbox.address;
                recipient.domain = domain;
                if (!facts_.replies.empty()) recipient.evidence = facts_.replies[0].reply.evidence;
                context_.arena.append(out_.recipients, recipient);
            }
        }
    }

    [[nodiscard]] bool is_named_domain(std::string_view domain) const {
        if (domain.empty()) return false;
        for (std::string_view named : facts_.domains)
            if (ascii::iequals(named, domain)) return true;
        return false;
    }

    /// Replies that the text ties to no recipient are about all whose fate nothing of their own explains.
    void tie_session_replies() {
        List<std::size_t> session;
        for (std::size_t i = 0; i < out_.replies.size() && session.size() < most_session_replies; ++i) {
            const Reply& reply = out_.replies[i];
            if (!reply.recipient && (!reply.code || *reply.code >= 400)) context_.arena.append(session, i);
        }
        if (session.empty()) return;
        for (Recipient& recipient : Arena::items(out_.recipients)) {
            if (recipient.replies.empty())
                recipient.replies = session; // shared: nothing is appended any more
            else if (out_.recipients.size() == 1 || !has_own_reply(recipient))
                for (std::size_t index : session) link(recipient, index);
        }
    }

    [[nodiscard]] bool has_own_reply(const Recipient& recipient) const {
        for (std::size_t index : recipient.replies)
            if (out_.replies[index].recipient) return true;
        return false;
    }

    /// How well a reply explains the recipient's fate; the highest decides.
    [[nodiscard]] int weight(const Recipient& recipient, std::size_t index) const {
        const Reply& reply = out_.replies[index];
        if (index < facts_.replies.size() && facts_.replies[index].consequence) return -1;
        int weight = 0;
        if (out_.speakers[index] == Speaker::remote) weight += 100;
        if (reply.recipient) weight += 20;
        if (reply.code) {
            const bool done = recipient.action == Action::delivered || recipient.action == Action::relayed
                              || recipient.action == Action::expanded;
            if (*reply.code < 400) return done ? weight : -1;
            weight += 40;
            const int wanted = recipient.action == Action::delayed ? 4 : 5;
            if (*reply.code / 100 == wanted) weight += 200; // a deferral before the end does not explain a refusal
        }
        if (!reply.enhanced.empty() && !fields::is_generic(reply.enhanced)) weight += 10;
        return weight;
    }

    void decide(Recipient& recipient) {
        infer_action(recipient);
        int best = -1;
        for (std::size_t index : recipient.replies) {
            const int own = weight(recipient, index);
            if (own < 0 || own < best) continue;
            best = own;
            recipient.reply = index;
        }
        const std::string_view field = recipient.reported_status;
        const bool from_field = statements_.status != nullptr && !statements_.status->recipients.empty();
        recipient.reported_status = {};
        std::string_view said;
        bool remote = false;
        if (recipient.reply) {
            const Reply& reply = out_.replies[*recipient.reply];
            recipient.code = reply.code;
            if (reply.code) recipient.code_source = quotes_field(reply) ? Source::field : Source::reply;
            said = reply.enhanced;
            remote = out_.speakers[*recipient.reply] == Speaker::remote;
        }
        const bool said_specific = !said.empty() && !fields::is_generic(said);
        const bool field_specific = !field.empty() && !fields::is_generic(field);
        if (said_specific && (remote || !field_specific)) {
            recipient.status = said;
            recipient.status_source = Source::reply;
        } else if (!field.empty()) {
            recipient.status = field;
            recipient.status_source = from_field ? Source::field : Source::inferred;
        } else if (!said.empty()) {
            recipient.status = said;
            recipient.status_source = Source::reply;
        }
        if (recipient.status_source == Source::reply && from_field && !field.empty() && field != recipient.status)
            recipient.reported_status = field;
    }

    static bool quotes_field(const Reply& reply) {
        return !reply.evidence.empty() && reply.evidence[0].where == "delivery_status";
    }

    void infer_action(Recipient& recipient) const {
        if (recipient.action != Action::unknown) return;
        recipient.action_source = Source::inferred;
        if (facts_.action != Action::unknown) {
            recipient.action = facts_.action;
            return;
        }
        switch (fields::status_class(recipient.reported_status)) {
        case 2: recipient.action = Action::delivered; return;
        case 4: recipient.action = Action::delayed; return;
        case 5: recipient.action = Action::failed; return;
        default: break;
        }
        if (statements_.kind == Kind::bounce)
            recipient.action = Action::failed;
        else if (statements_.kind == Kind::delay)
            recipient.action = Action::delayed;
        else if (statements_.kind == Kind::success)
            recipient.action = Action::delivered;
        else
            recipient.action_source = Source::none;
    }

    void take_steps() {
        for (const dialects::StepFact& fact : facts_.steps) {
            if (out_.transcript.size() >= context_.limits().replies) return;
            Step step = fact.step;
            if (!fact.recipient.empty())
                for (std::size_t i = 0; i < out_.recipients.size(); ++i) {
                    const Recipient& recipient = out_.recipients[i];
                    if (fields::same_address(recipient.address, fact.recipient)
                        || fields::same_address(recipient.final, fact.recipient)) {
                        step.recipient = i;
                        break;
                    }
                }
            context_.arena.append(out_.transcript, step);
        }
    }

    /// A session has a few replies that concern everybody; more are noise that would cost recipients x replies.
    static constexpr std::size_t most_session_replies = 64;

    detail::Context& context_;
    const Statements& statements_;
    const dialects::Facts& facts_;
    Outcome out_;
};

} // namespace

Outcome bring_together(detail::Context& context, const Statements& statements) { return Merger(context, statements).run(); }

} // namespace dsnparse::diagnose

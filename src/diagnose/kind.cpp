#include "diagnose/kind.hpp"

#include "base/ascii.hpp"
#include "fields/status.hpp"
#include "mime/decode.hpp"

#include <array>
#include <span>

namespace dsnparse::diagnose {

namespace {

using Words = std::string_view;

/// Local parts and names that mail systems send their reports under.
constexpr std::array<Words, 20> machine_names{"mailer-daemon",
                                              "mail-daemon",
                                              "mailerdaemon",
                                              "mdaemon",
                                              "postmaster",
                                              "mail delivery",
                                              "mail system",
                                              "maildelivery",
                                              "mailer daemon",
                                              "mail administrator",
                                              "system administrator",
                                              "mail router",
                                              "bounce",
                                              "microsoft outlook",
                                              "microsoftexchange",
                                              "mail-gateway",
                                              "internet mail",
                                              "delivery subsystem",
                                              "mmdf",
                                              "mailsystem"};

/// Subjects of bounces and delay warnings, as the systems word them.
constexpr std::array<Words, 34> report_subjects{"delivery status notification",
                                                "undelivered mail",
                                                "undeliverable",
                                                "undelivered message",
                                                "mail delivery failed",
                                                "mail delivery failure",
                                                "mail delivery problem",
                                                "mail delivery status",
                                                "delivery failure",
                                                "delivery failed",
                                                "delivery report",
                                                "delivery notification",
                                                "failure notice",
                                                "failure delivery",
                                                "returned mail",
                                                "returned message",
                                                "returned to sender",
                                                "return to sender",
                                                "nondeliverable",
                                                "non-deliverable",
                                                "non delivery",
                                                "non-delivery",
                                                "delivery delayed",
                                                "delayed mail",
                                                "could not be delivered",
                                                "could not send message",
                                                "message delivery failure",
                                                "message status",
                                                "warning: message",
                                                "mail could not be delivered",
                                                "mail system error",
                                                "mail failure",
                                                "message not delivered",
                                                "not delivered"};

constexpr std::array<Words, 26> reply_subjects{"out of office",
                                               "out of the office",
                                               "automatic reply",
                                               "auto reply",
                                               "auto-reply",
                                               "autoreply",
                                               "autoresponse",
                                               "auto response",
                                               "auto-response",
                                               "auto:",
                                               "vacation",
                                               "away from my",
                                               "abwesend",
                                               "abwesenheit",
                                               "automatische antwort",
                                               "respuesta autom",
                                               "ausencia",
                                               "risposta automatica",
                                               "r\xc3\xa9ponse automatique",
                                               "reponse automatique",
                                               "absence du bureau",
                                               "resposta autom",
                                               "afwezig",
                                               "automatisch antwoord",
                                               "on holiday",
                                               "on vacation"};

constexpr std::array<Words, 9> challenge_words{"challenge-response",
                                               "please confirm that you sent",
                                               "confirm that you are a person",
                                               "verify your email by clicking",
                                               "to verify that you are a human",
                                               "prove that you are human",
                                               "sender verification required",
                                               "your message is awaiting confirmation",
                                               "your message has been placed on hold until you confirm"};

bool has_any(std::string_view text, std::span<const Words> words) {
    for (Words word : words)
        if (ascii::icontains(text, word)) return true;
    return false;
}

std::string_view header(detail::Context& context, const KindSources& sources, std::string_view name) {
    return sources.header == nullptr ? std::string_view{}
                                     : ascii::trim(mime::header_value(context, mime::find_header(*sources.header, name)));
}

/// The action of a group, where it gives none: from its status, its reply, or else the worst, since a group is
/// there for a reason.
Action action_of(const fields::RecipientFields& group) {
    if (group.action != Action::unknown) return group.action;
    int severity = fields::status_class(group.status);
    if (severity == 0 && group.reply.code) severity = *group.reply.code / 100;
    if (severity == 2) return Action::delivered;
    return severity == 4 ? Action::delayed : Action::failed;
}

/// bounce beats delay beats success.
class Worst {
public:
    void add(Action action) {
        failed_ = failed_ || action == Action::failed;
        delayed_ = delayed_ || action == Action::delayed;
        done_ = done_ || action == Action::delivered || action == Action::relayed || action == Action::expanded;
    }
    [[nodiscard]] Kind kind() const {
        if (failed_) return Kind::bounce;
        if (delayed_) return Kind::delay;
        return done_ ? Kind::success : Kind::unknown;
    }

private:
    bool failed_ = false;
    bool delayed_ = false;
    bool done_ = false;
};

Kind kind_of_status(const fields::DeliveryStatus& status) {
    Worst worst;
    for (const fields::RecipientFields& group : status.recipients) worst.add(action_of(group));
    return worst.kind();
}

Kind kind_of_words(const dialects::Facts& facts) {
    Worst worst;
    for (const dialects::RecipientFact& recipient : facts.recipients)
        worst.add(recipient.action != Action::unknown ? recipient.action : facts.action);
    if (worst.kind() == Kind::unknown) worst.add(facts.action);
    if (worst.kind() != Kind::unknown) return worst.kind();
    for (const dialects::ReplyFact& fact : facts.replies)
        if (fact.reply.code)
            worst.add(*fact.reply.code >= 500 ? Action::failed : *fact.reply.code >= 400 ? Action::delayed : Action::unknown);
    return worst.kind();
}

bool is_automatic_reply(detail::Context& context, const KindSources& sources) {
    if (sources.header == nullptr) return false;
    const std::string_view submitted = header(context, sources, "Auto-Submitted");
    if (ascii::istarts_with(submitted, "auto-replied")) return true;
    for (std::string_view name :
         {"X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-Autogenerated", "X-Auto-Response-From"}) {
        const mime::HeaderField* field = mime::find_header(*sources.header, name);
        if (field != nullptr && !ascii::iequals(ascii::trim(field->raw), "no")) return true;
    }
    if (ascii::icontains(header(context, sources, "Precedence"), "auto_reply")) return true;
    return has_any(sources.subject, reply_subjects);
}

bool is_challenge(const KindSources& sources) {
    return has_any(sources.subject, challenge_words) || has_any(sources.text.substr(0, 2000), challenge_words);
}

} // namespace

bool is_from_machine(detail::Context& context, const KindSources& sources) {
    if (sources.header == nullptr) return false;
    if (header(context, sources, "Return-Path") == "<>") return true;
    if (mime::find_header(*sources.header, "X-Failed-Recipients") != nullptr) return true;
    if (ascii::istarts_with(header(context, sources, "Auto-Submitted"), "auto-generated")) return true;
    return has_any(sources.from, machine_names);
}

KindResult decide_kind(detail::Context& context, const KindSources& sources) {
    if (sources.feedback) return {Kind::complaint, 0.99, false};
    if (sources.status != nullptr && !sources.status->recipients.empty()) {
        const Kind kind = kind_of_status(*sources.status);
        return {kind == Kind::unknown ? Kind::bounce : kind, sources.header != nullptr ? 0.99 : 0.95, true};
    }
    if (sources.disposition) return {Kind::disposition, 0.99, false};

    const dialects::Facts& facts = *sources.facts;
    const Kind words = kind_of_words(facts);
    const bool found = words != Kind::unknown && (!facts.recipients.empty() || !facts.replies.empty());
    if (sources.header == nullptr) {
        if (found) return {words, facts.mta.empty() ? 0.7 : 0.9, true};
        return {Kind::unknown, 0.5, false};
    }
    const bool machine = is_from_machine(context, sources);
    const bool announced = has_any(sources.subject, report_subjects);
    if (found && (machine || announced)) {
        if (!facts.mta.empty()) return {words, 0.95, true};
        if (machine && announced) return {words, 0.85, true};
        if (!is_automatic_reply(context, sources)) return {words, 0.7, true};
    }
    const bool delay = ascii::icontains(sources.subject, "delay") || ascii::icontains(sources.subject, "warning");
    if (machine && announced && !has_any(sources.subject, reply_subjects)) {
        // It says that it is a bounce; of whom and why it does not say in words that we know. Gmail and Exim mark theirs
        // as auto-replied.
        return {delay ? Kind::delay : Kind::bounce, 0.6, true};
    }
    if (is_challenge(sources)) return {Kind::challenge, 0.8, false};
    if (is_automatic_reply(context, sources)) return {Kind::auto_reply, 0.9, false};
    return {Kind::message, machine ? 0.7 : 0.9, false};
}

} // namespace dsnparse::diagnose

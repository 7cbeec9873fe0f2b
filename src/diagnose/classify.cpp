#include "diagnose/classify.hpp"

#include "fields/status.hpp"

namespace dsnparse::diagnose {

namespace {

constexpr double confidence_of_status = 0.6;
constexpr double confidence_of_code = 0.4;
/// Of a rule that was made for replies, where it meets the prose of a report.
constexpr double part_of_prose = 0.7;
/// The words that say why stand early; what follows is advice.
constexpr std::size_t most_prose = 2000;
constexpr std::string_view not_a_bounce = "not_a_bounce";
constexpr double confidence_of_silence = 0.3;
constexpr std::string_view nobody = "nobody";
constexpr std::string_view sender = "sender";
constexpr std::string_view no_answer = "network_failure";
constexpr std::string_view undetermined = "undetermined";

/// Fills what follows from the category.
void apply_category(const knowledge::Compiled& knowledge, Classification& result, std::string_view id) {
    result.category = id;
    const knowledge::Category* category = knowledge::find_category(knowledge, id);
    if (category == nullptr) return;
    result.permanence = category->permanence;
    result.suppress = category->suppress;
    result.responsible = category->responsible;
    result.summary = category->meaning;
}

/// `url`: a page of who refuses that says more; stands before the general ones.
void apply_remedy(detail::Context& context, const knowledge::Compiled& knowledge, Classification& result, std::string_view id,
                  std::string_view url = {}) {
    if (id.empty())
        if (const knowledge::Category* category = knowledge::find_category(knowledge, result.category)) id = category->remedy;
    if (!id.empty()) result.remedy = knowledge::make_remedy(knowledge, id, context.arena);
    if (url.empty()) return;
    List<std::string_view> urls;
    context.arena.append(urls, url);
    for (std::string_view general : result.remedy.urls) context.arena.append(urls, general);
    result.remedy.urls = urls;
}

bool apply_entry(const knowledge::Compiled& knowledge, Classification& result, const knowledge::CodeEntry* entry,
                 std::string_view rule, double confidence) {
    if (entry == nullptr || entry->category.empty() || entry->category == undetermined) return false;
    apply_category(knowledge, result, entry->category);
    result.rule = rule;
    result.confidence = confidence;
    return true;
}

knowledge::Question question_about(const Outcome& outcome, std::size_t index) {
    const Reply& reply = outcome.replies[index];
    knowledge::Question question;
    question.code = reply.code;
    question.status = reply.enhanced;
    question.text = reply.text;
    question.host = reply.host;
    question.phase = reply.phase;
    question.remote = outcome.speakers[index] == dialects::Speaker::remote;
    return question;
}

void apply_match(detail::Context& context, const knowledge::Compiled& knowledge, Classification& result,
                 const knowledge::Question& question, const knowledge::Match& match) {
    result.words = question.text.substr(match.begin, match.end - match.begin);
    apply_category(knowledge, result, match.category);
    if (match.permanence != Permanence::unknown) result.permanence = match.permanence;
    result.provider = match.provider;
    result.rule = match.rule;
    result.confidence = match.confidence;
    apply_remedy(context, knowledge, result, match.remedy, match.url);
}

/// What the reporter says in prose, where it quotes nobody and gives no code.
bool apply_prose(const dialects::ReportView& report, const knowledge::Compiled& knowledge, Classification& result) {
    for (const dialects::TextBlock& block : report.blocks) {
        knowledge::Question question;
        question.text = block.text.text.substr(0, most_prose);
        question.remote = false;
        const auto match = knowledge::match(knowledge, question, report.context.arena, &result.alternatives);
        if (!match) continue;
        apply_match(report.context, knowledge, result, question, *match);
        result.confidence *= part_of_prose;
        report.context.arena.append(result.evidence,
                                    report.evidence(block, question.text.substr(match->begin, match->end - match->begin)));
        return true;
    }
    return false;
}

/// A host is named, it said nothing, and the mail waits: it was not to be reached, or did not answer.
bool apply_silence(const knowledge::Compiled& knowledge, Classification& result, const Recipient& recipient) {
    if (recipient.action != Action::delayed || !recipient.remote_mta.known()) return false;
    apply_category(knowledge, result, no_answer);
    result.rule = "no_reply";
    result.confidence = confidence_of_silence;
    return true;
}

} // namespace

Classification classify(const dialects::ReportView& report, const knowledge::Compiled& knowledge, const Outcome& outcome,
                        const Recipient& recipient) {
    detail::Context& context = report.context;
    Classification result;
    result.responsible = "unknown";
    if (recipient.action == Action::delivered || recipient.action == Action::relayed || recipient.action == Action::expanded) {
        apply_category(knowledge, result, not_a_bounce);
        result.confidence = 0.99;
        return result;
    }
    std::optional<knowledge::Match> match;
    knowledge::Question question;
    if (recipient.reply) {
        question = question_about(outcome, *recipient.reply);
        match = knowledge::match(knowledge, question, context.arena, &result.alternatives);
    }
    if (!match && !recipient.diagnostic.empty()) {
        question = {};
        question.code = recipient.code;
        question.status = recipient.status;
        question.text = recipient.diagnostic;
        question.host = recipient.remote_mta.name;
        question.remote = false;
        match = knowledge::match(knowledge, question, context.arena, &result.alternatives);
    }
    if (match) {
        apply_match(context, knowledge, result, question, *match);
    } else {
        const bool specific = !recipient.status.empty() && !fields::is_generic(recipient.status);
        bool done = specific
                    && apply_entry(knowledge, result, knowledge::find_status_entry(knowledge, recipient.status),
                                   "status_registry", confidence_of_status);
        done = done
               || (recipient.code
                   && apply_entry(knowledge, result, knowledge::find_reply_entry(knowledge, *recipient.code), "reply_code",
                                  confidence_of_code));
        const bool wordless =
            recipient.diagnostic.empty() && (!recipient.reply || outcome.replies[*recipient.reply].text.empty());
        done = done || (wordless && outcome.recipients.size() == 1 && apply_prose(report, knowledge, result));
        done = done || (wordless && apply_silence(knowledge, result, recipient));
        if (!done) apply_category(knowledge, result, undetermined);
        if (!result.remedy.known()) apply_remedy(context, knowledge, result, {});
    }
    if (result.provider.empty() && recipient.reply)
        result.provider = knowledge::provider_of(knowledge, outcome.replies[*recipient.reply].host);
    if (recipient.reply)
        for (const Evidence& item : outcome.replies[*recipient.reply].evidence) context.arena.append(result.evidence, item);
    if (recipient.action == Action::delayed && result.permanence == Permanence::permanent)
        result.permanence = Permanence::transient;
    // Nothing settles by itself once the server has given up: somebody has to send it again.
    if (recipient.action == Action::failed && result.responsible == nobody) result.responsible = sender;
    return result;
}

const Recipient* worst_recipient(const List<Recipient>& recipients) {
    const auto rank = [](const Recipient& recipient) {
        const int fate = recipient.action == Action::failed ? 4 : recipient.action == Action::delayed ? 2 : 0;
        return fate + (recipient.classification.permanence == Permanence::permanent ? 1 : 0);
    };
    const Recipient* worst = nullptr;
    for (const Recipient& recipient : recipients)
        if (worst == nullptr || rank(recipient) > rank(*worst)) worst = &recipient;
    return worst;
}

Classification classify_whole(detail::Context& context, const knowledge::Compiled& knowledge, Kind kind,
                              const List<Recipient>& recipients) {
    const Recipient* worst = worst_recipient(recipients);
    if (worst != nullptr && (kind == Kind::bounce || kind == Kind::delay || kind == Kind::success)) return worst->classification;
    Classification result;
    const bool bounce = kind == Kind::bounce || kind == Kind::delay;
    apply_category(knowledge, result, bounce ? undetermined : not_a_bounce);
    if (bounce) apply_remedy(context, knowledge, result, {});
    return result;
}

} // namespace dsnparse::diagnose

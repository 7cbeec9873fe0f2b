#include "diagnose/contradictions.hpp"

#include "base/ascii.hpp"
#include "fields/status.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::diagnose {

namespace {

constexpr std::size_t most_contradictions = 50;
constexpr std::size_t most_text = 1000;

constexpr std::string_view expired = "expired";
constexpr std::string_view status_field = "status_field";
constexpr std::string_view action_field = "action_field";
constexpr std::string_view reply_code = "reply_code";
constexpr std::string_view reply_status = "reply_status";
constexpr std::string_view reply_words = "reply_words";

/// Words that promise that trying again may help, and those that say it does not.
constexpr std::array<std::string_view, 6> transient_words{"try again later", "temporarily", "temporary",
                                                          "please retry",    "retry later", "greylist"};
constexpr std::array<std::string_view, 4> permanent_words{"permanent failure", "permanently", "permanent error", "do not retry"};

template <std::size_t n>
std::string_view find_any(std::string_view text, const std::array<std::string_view, n>& words) {
    for (std::string_view word : words)
        if (const std::size_t at = ascii::ifind(text, word); at != std::string_view::npos) return text.substr(at, word.size());
    return {};
}

class Finder {
public:
    Finder(detail::Context& context, const knowledge::Compiled& knowledge, const Outcome& outcome)
        : context_(context), knowledge_(knowledge), outcome_(outcome) {}

    List<Contradiction> find() {
        for (std::size_t i = 0; i < outcome_.recipients.size() && found_.size() < most_contradictions; ++i) {
            const Recipient& recipient = outcome_.recipients[i];
            if (recipient.action != Action::failed && recipient.action != Action::delayed) continue;
            recipient_ = i;
            check_field(recipient);
            if (!recipient.reply) continue;
            const Reply& reply = outcome_.replies[*recipient.reply];
            check_reply(reply, recipient.classification);
            check_action(recipient, reply);
        }
        return found_;
    }

private:
    void check_field(const Recipient& recipient) {
        const std::string_view field = recipient.reported_status;
        if (field.empty() || field == recipient.status) return;
        const bool refined = fields::is_generic(field) || fields::is_generic(recipient.status);
        if (refined && fields::status_class(field) == fields::status_class(recipient.status)) return;
        add("status_field", {recipient.status, reply_status}, {field, status_field}, recipient.reply);
    }

    void check_reply(const Reply& reply, const Classification& classification) {
        const std::string_view text = reply.text.substr(0, most_text);
        const std::size_t index = *outcome_.recipients[recipient_].reply;
        const bool both = reply.code && !reply.enhanced.empty();
        if (both && *reply.code / 100 != fields::status_class(reply.enhanced))
            add("code_status", {code(reply), reply_code}, {reply.enhanced, reply_status}, index);
        if (reply.code && *reply.code >= 500) {
            if (const std::string_view words = find_any(text, transient_words); !words.empty())
                add("code_words", {code(reply), reply_code}, {words, reply_words}, index);
        } else if (reply.code && *reply.code >= 400) {
            if (const std::string_view words = find_any(text, permanent_words); !words.empty())
                add("code_words", {code(reply), reply_code}, {words, reply_words}, index);
        }
        check_meaning(reply, classification, index);
    }

    /// The registered meaning of the status says whether the address is to blame; so do the words.
    void check_meaning(const Reply& reply, const Classification& classification, std::size_t index) {
        // `5.7.1` stands beside every refusal, `5.3.0` says which part of the system and no more.
        if (ascii::iends_with(reply.enhanced, ".7.1") || ascii::iends_with(reply.enhanced, ".0")) return;
        const knowledge::CodeEntry* entry = knowledge::find_status_entry(knowledge_, reply.enhanced);
        if (entry == nullptr || entry->category.empty() || entry->category == classification.category) return;
        if (classification.rule.empty() || classification.rule.find('.') == std::string_view::npos) return;
        const knowledge::Category* registered = knowledge::find_category(knowledge_, entry->category);
        if (registered == nullptr || (registered->suppress == Suppress::yes) == (classification.suppress == Suppress::yes))
            return;
        add("status_words", {classification.category, reply_words}, {reply.enhanced, reply_status}, index);
    }

    void check_action(const Recipient& recipient, const Reply& reply) {
        if (recipient.action_source != Source::field || !reply.code || recipient.classification.category == expired) return;
        const bool transient = *reply.code < 500;
        if (recipient.action == Action::delayed && !transient)
            add("action_code", {"delayed", action_field}, {code(reply), reply_code}, recipient.reply);
        // Failed with 4xx: the retries ran out, or the reporter did not try again.
        if (recipient.action == Action::failed && transient && fields::status_class(recipient.status) == 5)
            add("action_code", {"failed", action_field}, {code(reply), reply_code}, recipient.reply);
    }

    std::string_view code(const Reply& reply) {
        const int number = *reply.code;
        const char digits[3] = {static_cast<char>('0' + number / 100), static_cast<char>('0' + number / 10 % 10),
                                static_cast<char>('0' + number % 10)};
        return context_.arena.copy(std::string_view(digits, sizeof digits));
    }

    void add(std::string_view type, const Statement& won, const Statement& lost, std::optional<std::size_t> reply) {
        if (found_.size() >= most_contradictions) return;
        context_.arena.append(found_, Contradiction{type, recipient_, reply, won, lost});
    }

    detail::Context& context_;
    const knowledge::Compiled& knowledge_;
    const Outcome& outcome_;
    std::size_t recipient_ = 0;
    List<Contradiction> found_;
};

} // namespace

List<Contradiction> find_contradictions(detail::Context& context, const knowledge::Compiled& knowledge, const Outcome& outcome) {
    return Finder(context, knowledge, outcome).find();
}

} // namespace dsnparse::diagnose

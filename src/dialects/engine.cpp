#include "dialects/engine.hpp"

#include "dialects/address_index.hpp"
#include "dialects/generic.hpp"
#include "dialects/prefilter.hpp"

#include <algorithm>

namespace dsnparse::dialects {

namespace {

const Prefilter& prefilter() {
    static const Prefilter filter(registry());
    return filter;
}

/// A dialect this sure names the report even if it can read nothing in it.
constexpr int sure_enough_to_name = 80;

/// A dialect that may be the one, and how sure it is.
struct Candidate {
    const Dialect* dialect = nullptr;
    int sure = 0;
};

List<Candidate> judge_all(const ReportView& view) {
    List<Candidate> candidates;
    const std::span<const Dialect* const> dialects = registry();
    const std::span<const bool> present = prefilter().candidates(view);
    for (std::size_t i = 0; i < dialects.size(); ++i) {
        if (!present[i]) continue;
        const int sure = dialects[i]->judge(view);
        if (sure > 0) view.context.scratch.append(candidates, Candidate{dialects[i], sure});
    }
    return candidates;
}

/// The surest; the first of equals, which is the first by name. Null: none is left.
Candidate* surest(List<Candidate>& candidates) {
    Candidate* best = nullptr;
    for (Candidate& item : detail::Arena::items(candidates))
        if (item.sure > 0 && (best == nullptr || item.sure > best->sure)) best = &item;
    return best;
}

bool says_anything(const Facts& facts) {
    return !facts.recipients.empty() || !facts.replies.empty() || facts.action != Action::unknown;
}

void read_dialect(const ReportView& view, Facts& facts) {
    List<Candidate> candidates = judge_all(view);
    if (const Candidate* first = surest(candidates); first != nullptr && first->sure >= sure_enough_to_name) {
        facts.mta = first->dialect->name;
        facts.vendor = first->dialect->vendor;
    }
    // A dialect may know the report by its looks and yet find nothing in it: then the next one may.
    while (Candidate* candidate = surest(candidates)) {
        Facts own;
        candidate->dialect->read(view, own);
        candidate->sure = 0;
        if (!says_anything(own)) continue;
        own.mta = candidate->dialect->name;
        if (own.vendor.empty()) own.vendor = candidate->dialect->vendor;
        facts = own;
        return;
    }
}

/// True if the machine-readable part leaves nothing for words to add: what became of every recipient, by which reply of
/// which host.
bool says_all(const fields::DeliveryStatus& status) {
    for (const fields::RecipientFields& group : status.recipients)
        if (group.final_address.empty() || group.action == Action::unknown || !group.reply.code || !group.remote_mta.known())
            return false;
    return !status.recipients.empty();
}

void read_one(const ReportView& view, Facts& facts) {
    read_dialect(view, facts);
    const bool open = facts.recipients.empty() || facts.replies.empty();
    if (open && (view.status == nullptr || !says_all(*view.status))) read_generic(view, facts);
}

/// What one of several reports states, added to what those before it did. Of a recipient that they named, the first counts.
void add(const ReportView& view, const Facts& own, AddressIndex& known, Facts& facts) {
    detail::Arena& arena = view.context.arena;
    if (facts.mta.empty()) {
        facts.mta = own.mta;
        facts.vendor = own.vendor;
        facts.language = own.language;
    }
    if (facts.reporting_mta.empty()) facts.reporting_mta = own.reporting_mta;
    if (facts.action == Action::unknown) facts.action = own.action;
    facts.transcript = facts.transcript || own.transcript;
    std::uint32_t last_session = 0;
    for (const ReplyFact& fact : facts.replies) last_session = std::max(last_session, fact.session);
    const auto is_new = [&](std::string_view address) { return known.find(address) == AddressIndex::none; };
    bool any_new = false;
    for (const RecipientFact& recipient : own.recipients) any_new = any_new || is_new(recipient.address);
    List<std::uint32_t>
        places; // of own.replies in facts.replies; those that are left out have the number of one that is not there
    constexpr auto left_out = static_cast<std::uint32_t>(-1);
    for (const ReplyFact& fact : own.replies) {
        const bool wanted = fact.recipient.empty() ? any_new || own.recipients.empty() : is_new(fact.recipient);
        const bool fits = wanted && facts.replies.size() <= view.context.limits().replies;
        view.context.scratch.append(places, fits ? static_cast<std::uint32_t>(facts.replies.size()) : left_out);
        if (!fits) continue;
        ReplyFact copy = fact;
        if (copy.session != 0) copy.session += last_session;
        arena.append(facts.replies, copy);
    }
    for (const RecipientFact& recipient : own.recipients) {
        if (!is_new(recipient.address) || facts.recipients.size() > view.context.limits().recipients) continue;
        RecipientFact copy = recipient;
        if (copy.action == Action::unknown) copy.action = own.action;
        copy.replies = {};
        for (std::uint32_t reply : recipient.replies)
            if (reply < places.size() && places[reply] != left_out) arena.append(copy.replies, places[reply]);
        arena.append(facts.recipients, copy);
    }
    for (const RecipientFact& recipient : own.recipients) known.add(recipient.address, 0);
}

} // namespace

void read_words(const ReportView& view, Facts& facts) { read_one(view, facts); }

void read_words(const ReportView& view, const List<std::uint32_t>& reports, Facts& facts) {
    AddressIndex known(view.context.scratch);
    const std::uint32_t last = reports.empty() ? 0 : *std::max_element(reports.begin(), reports.end());
    for (std::uint32_t report = 0; report <= last; ++report) {
        ReportView one = view;
        one.blocks = {};
        for (std::size_t i = 0; i < view.blocks.size() && i < reports.size(); ++i)
            if (reports[i] == report) view.context.scratch.append(one.blocks, view.blocks[i]);
        if (one.blocks.empty()) continue;
        Facts own;
        read_one(one, own);
        add(view, own, known, facts);
    }
}

} // namespace dsnparse::dialects

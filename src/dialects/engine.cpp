#include "dialects/engine.hpp"

#include "dialects/generic.hpp"
#include "dialects/prefilter.hpp"

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

} // namespace

void read_words(const ReportView& view, Facts& facts) {
    read_dialect(view, facts);
    const bool open = facts.recipients.empty() || facts.replies.empty();
    if (open && (view.status == nullptr || !says_all(*view.status))) read_generic(view, facts);
}

} // namespace dsnparse::dialects

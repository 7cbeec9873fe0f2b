#include "dns/domain_checks.hpp"

#include "dns/detail.hpp"
#include "dns/dmarc.hpp"
#include "dns/name.hpp"
#include "dns/spf.hpp"

#include <algorithm>

namespace dsnparse::dns {

namespace {

/// The domain without MX: its own addresses take the mail, where it has any.
Check check_implicit_mx(Check& check, const std::string& domain, Outcome mx, Lookup& lookup) {
    lookup.fetch({{domain, Type::a}, {domain, Type::aaaa}});
    std::vector<std::string> addresses;
    Outcome failure = Outcome::answer;
    for (const Type type : {Type::a, Type::aaaa}) {
        const Answer& answer = ask(check, {domain, type}, lookup);
        for (const std::string& one : answer.shown_records()) addresses.push_back(one);
        if (answer.failed()) failure = answer.outcome;
    }
    if (!addresses.empty())
        return conclude(
            check, CheckOutcome::ok,
            domain + " has no MX record, so its own address takes the mail (RFC 5321 section 5.1): " + joined(addresses) + ".");
    if (failure != Outcome::answer)
        return conclude(check, CheckOutcome::unknown,
                        domain + " has no MX record; whether it has an address is not known: " + lookup.describe(failure) + ".");
    return conclude(check, CheckOutcome::problem,
                    mx == Outcome::nxdomain ? "There is no domain " + domain + " (no such name)."
                                            : domain + " takes no mail: it has neither an MX record nor an address.");
}

/// `a, through b, through c`: the way of an SPF result through includes.
std::string way_in_words(const std::vector<std::string>& way) {
    std::string out;
    for (const std::string& term : way) out += (out.empty() ? "'" : ", through '") + shown(term) + "'";
    return out;
}

} // namespace

Check check_mx(const std::string& domain, Lookup& lookup) {
    Check check{"mx", domain, CheckOutcome::unknown, {}, {}};
    const Answer& answer = ask(check, {domain, Type::mx}, lookup);
    if (answer.failed())
        return conclude(check, CheckOutcome::unknown,
                        "The MX records of " + domain + " are not known: " + lookup.describe(answer.outcome) + ".");
    if (answer.none()) return check_implicit_mx(check, domain, answer.outcome, lookup);
    if (std::all_of(answer.mx.begin(), answer.mx.end(), [](const Mx& mx) { return mx.host.empty(); }))
        return conclude(check, CheckOutcome::problem, domain + " accepts no mail: its MX record is '0 .' (RFC 7505).");
    std::vector<Question> questions;
    for (const Mx& mx : answer.mx) {
        if (mx.host.empty() || questions.size() >= 20) continue;
        questions.push_back({mx.host, Type::a});
        questions.push_back({mx.host, Type::aaaa});
    }
    lookup.fetch(questions);
    bool reachable = false;
    bool failed = false;
    for (const Question& question : questions) {
        const Answer& host = ask(check, question, lookup);
        reachable = reachable || host.outcome == Outcome::answer;
        failed = failed || host.failed();
    }
    const std::string hosts = "The mail of " + domain + " goes to " + joined(answer.shown_records());
    if (reachable) return conclude(check, CheckOutcome::ok, hosts + ".");
    return conclude(check, failed ? CheckOutcome::unknown : CheckOutcome::problem,
                    hosts + (failed ? ", whose addresses are not known." : ", and no such host has an address."));
}

Check check_sender_policy(const SpfContext& context, Lookup& lookup) {
    Check check{"spf", context.domain, CheckOutcome::unknown, {}, {}};
    const SpfVerdict verdict = check_spf(context, lookup);
    for (const Question& question : verdict.asked) ask(check, question, lookup);
    const std::string result = "SPF of " + context.domain + (context.ip == nullptr ? std::string() : " for " + context.ip->text())
                               + ": " + std::string(to_string(verdict.result));
    const std::string term = way_in_words(verdict.way);
    switch (verdict.result) {
    case SpfResult::pass: return conclude(check, CheckOutcome::ok, result + ", by the term " + term + ".");
    case SpfResult::fail:
    case SpfResult::softfail:
        return conclude(check, CheckOutcome::problem, result + ": no term allows the address; " + term + " decides.");
    case SpfResult::neutral:
        return conclude(
            check, CheckOutcome::problem,
            result + ", which is as good as no record: " + (term.empty() ? "no term covers the address." : term + " decides."));
    case SpfResult::none:
    case SpfResult::permerror: return conclude(check, CheckOutcome::problem, result + ": " + verdict.reason + ".");
    case SpfResult::temperror: return conclude(check, CheckOutcome::unknown, result + ": " + verdict.reason + ".");
    case SpfResult::unknown: break;
    }
    return conclude(check, CheckOutcome::unknown,
                    result + ": " + verdict.reason + "; the record is '" + shown(verdict.record) + "'.");
}

Check check_dmarc(const std::string& domain, Lookup& lookup) {
    Check check{"dmarc", domain, CheckOutcome::unknown, {}, {}};
    lookup.fetch(dmarc_questions(domain));
    const DmarcFound found = find_dmarc(domain, lookup);
    for (const Question& question : found.asked) ask(check, question, lookup);
    const std::string place = "_dmarc." + found.domain;
    const bool own = found.domain == domain;
    switch (found.state) {
    case DmarcFound::State::none:
        return conclude(check, CheckOutcome::problem, "Neither " + domain + " nor a domain above it has a DMARC record.");
    case DmarcFound::State::several:
        return conclude(check, CheckOutcome::problem,
                        place + " has several DMARC records, which count as none (RFC 7489 section 6.6.3).");
    case DmarcFound::State::bad:
        return conclude(check, CheckOutcome::problem,
                        "The DMARC record of " + place + " is no policy: " + found.record.error
                            + (found.record.reports ? "; receivers take it as p=none." : "; receivers pass over it."));
    case DmarcFound::State::failed:
        return conclude(check, CheckOutcome::unknown,
                        "The DMARC record of " + place + " is not known: " + lookup.describe(found.outcome) + ".");
    case DmarcFound::State::policy: break;
    }
    std::string summary = own ? domain + " has the DMARC policy " + found.record.policy
                              : domain + " has no DMARC record of its own; that of " + found.domain + " holds, with the policy "
                                    + found.record.subdomain_policy;
    if (found.record.percent < 100) summary += " for " + std::to_string(found.record.percent) + " % of the mail";
    if (found.record.strict_dkim) summary += ", strict for DKIM";
    if (found.record.strict_spf) summary += ", strict for SPF";
    return conclude(check, CheckOutcome::ok, summary + ".");
}

} // namespace dsnparse::dns

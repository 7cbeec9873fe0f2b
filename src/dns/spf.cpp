#include "dns/spf.hpp"

#include "dns/name.hpp"
#include "dns/spf_record.hpp"

#include <algorithm>

namespace dsnparse::dns {

namespace {

// RFC 7208 section 4.6.4.
constexpr int most_lookups = 10;
constexpr int most_void_lookups = 2;
constexpr std::size_t most_mx_hosts = 10;
constexpr std::size_t most_ptr_names = 10;

SpfResult result_of(SpfQualifier qualifier) {
    switch (qualifier) {
    case SpfQualifier::pass: return SpfResult::pass;
    case SpfQualifier::fail: return SpfResult::fail;
    case SpfQualifier::softfail: return SpfResult::softfail;
    case SpfQualifier::neutral: return SpfResult::neutral;
    }
    return SpfResult::neutral;
}

bool takes_question(SpfMechanism mechanism) {
    return mechanism != SpfMechanism::all && mechanism != SpfMechanism::ip4 && mechanism != SpfMechanism::ip6;
}

/// What became of one term. `error`: the result and the reason are set.
enum class Match { no, yes, error };

class Evaluation {
public:
    Evaluation(const SpfContext& context, Lookup& lookup) : context_(context), lookup_(lookup) {}

    SpfVerdict run() {
        verdict_.result = check(context_.domain);
        return std::move(verdict_);
    }

private:
    /// check_host() for one domain. Calls itself for include and redirect, which the limit of lookups bounds.
    SpfResult check(const std::string& domain) {
        SpfRecord record;
        if (const SpfResult failure = find_record(domain, record); failure != SpfResult::pass) return failure;
        if (!record.error.empty())
            return fail(SpfResult::permerror, "the record of " + shown(domain) + " has a syntax error: " + record.error);
        if (context_.ip == nullptr) return fail(SpfResult::unknown, "without an address there is nothing to compare");
        prefetch(record, domain);
        for (const SpfTerm& term : record.terms) {
            const std::size_t depth = verdict_.way.size();
            verdict_.way.push_back(term.text);
            switch (evaluate(term, domain)) {
            case Match::yes: return result_of(term.qualifier);
            case Match::error: return failure_;
            case Match::no: verdict_.way.resize(depth);
            }
        }
        return record.redirect.empty() ? SpfResult::neutral : redirect(record.redirect, domain);
    }

    /// Sets `record` and returns pass, or says why there is none.
    SpfResult find_record(const std::string& domain, SpfRecord& record) {
        const Answer& answer = ask({domain, Type::txt});
        if (answer.none())
            return fail(SpfResult::none, shown(domain) + " has no TXT record: " + lookup_.describe(answer.outcome));
        if (answer.outcome != Outcome::answer) return temporary({domain, Type::txt}, answer);
        std::vector<std::string> records;
        std::copy_if(answer.texts.begin(), answer.texts.end(), std::back_inserter(records), is_spf_record);
        if (records.empty()) return fail(SpfResult::none, "no TXT record of " + shown(domain) + " begins with v=spf1");
        if (records.size() > 1)
            return fail(SpfResult::permerror,
                        shown(domain) + " has " + std::to_string(records.size()) + " SPF records; one is allowed");
        if (verdict_.record.empty()) verdict_.record = records.front();
        record = parse_spf(records.front());
        return SpfResult::pass;
    }

    SpfResult redirect(const std::string& spec, const std::string& domain) {
        const std::string word = "redirect=" + spec;
        std::string target;
        verdict_.way.push_back(word);
        if (!count_lookup(word) || !expand(spec, domain, word, target)) return failure_;
        const SpfResult result = check(target);
        if (result == SpfResult::none)
            return fail(SpfResult::permerror, "'" + shown(word) + "' leads to no SPF record: " + verdict_.reason);
        if (result == SpfResult::neutral && verdict_.way.back() == word) verdict_.way.pop_back();
        return result;
    }

    Match evaluate(const SpfTerm& term, const std::string& domain) {
        if (takes_question(term.mechanism) && !count_lookup(term.text)) return Match::error;
        std::string target = domain;
        if (!term.domain.empty() && !expand(term.domain, domain, term.text, target)) return Match::error;
        switch (term.mechanism) {
        case SpfMechanism::all: return Match::yes;
        case SpfMechanism::ip4: return matched(context_.ip->within(term.network, term.length4));
        case SpfMechanism::ip6: return matched(context_.ip->within(term.network, term.length6));
        case SpfMechanism::include: return include(term, target);
        case SpfMechanism::a: return has_address({target, family()}, term, true);
        case SpfMechanism::mx: return mx(term, target);
        case SpfMechanism::ptr: return ptr(target);
        case SpfMechanism::exists: return exists(term, target);
        }
        return Match::no;
    }

    Match include(const SpfTerm& term, const std::string& target) {
        const SpfResult result = check(target);
        switch (result) {
        case SpfResult::pass: return Match::yes;
        case SpfResult::fail:
        case SpfResult::softfail:
        case SpfResult::neutral: return Match::no;
        case SpfResult::none:
            failure_ = fail(SpfResult::permerror, "'" + shown(term.text) + "' leads to no SPF record: " + verdict_.reason);
            return Match::error;
        case SpfResult::temperror:
        case SpfResult::permerror:
        case SpfResult::unknown: break;
        }
        failure_ = result;
        return Match::error;
    }

    /// Whether the address is among those of a name. `counts`: an empty answer is a void lookup of the term.
    Match has_address(const Question& question, const SpfTerm& term, bool counts) {
        const Answer& answer = ask(question);
        if (unanswered(question, answer)) return failed(question, answer);
        if (counts && answer.none() && !count_void(term.text)) return Match::error;
        const int length = context_.ip->v4 ? term.length4 : term.length6;
        return matched(std::any_of(answer.addresses.begin(), answer.addresses.end(),
                                   [&](const fields::IpAddress& address) { return context_.ip->within(address, length); }));
    }

    Match mx(const SpfTerm& term, const std::string& target) {
        const Question question{target, Type::mx};
        const Answer& answer = ask(question);
        if (unanswered(question, answer)) return failed(question, answer);
        if (answer.none() && !count_void(term.text)) return Match::error;
        if (answer.mx.size() > most_mx_hosts) {
            failure_ = fail(SpfResult::permerror,
                            shown(target) + " has more than 10 MX records, which '" + shown(term.text) + "' may not take");
            return Match::error;
        }
        std::vector<Question> hosts;
        for (const Mx& host : answer.mx)
            if (!host.host.empty()) hosts.push_back({host.host, family()});
        lookup_.fetch(hosts);
        for (const Question& host : hosts)
            if (const Match match = has_address(host, term, false); match != Match::no) return match;
        return Match::no;
    }

    /// Section 5.5: errors here are no matches.
    Match ptr(const std::string& target) {
        std::vector<std::string> names = ask({context_.ip->reverse_name(), Type::ptr}).names;
        if (names.size() > most_ptr_names) names.resize(most_ptr_names);
        std::erase_if(names, [&](const std::string& name) { return !is_at_or_below(name, target); });
        std::vector<Question> questions;
        questions.reserve(names.size());
        for (const std::string& name : names) questions.push_back({name, family()});
        lookup_.fetch(questions);
        return matched(std::any_of(questions.begin(), questions.end(), [&](const Question& question) {
            const std::vector<fields::IpAddress>& addresses = ask(question).addresses;
            return std::find(addresses.begin(), addresses.end(), *context_.ip) != addresses.end();
        }));
    }

    Match exists(const SpfTerm& term, const std::string& target) {
        const Question question{target, Type::a}; // whatever the family of the sender (section 5.7)
        const Answer& answer = ask(question);
        if (unanswered(question, answer)) return failed(question, answer);
        if (answer.none() && !count_void(term.text)) return Match::error;
        return matched(!answer.addresses.empty());
    }

    /// Asks at once what the terms of a record take, as far as the limit of lookups lets them be reached.
    void prefetch(const SpfRecord& record, const std::string& domain) {
        std::vector<Question> questions;
        int left = most_lookups - verdict_.lookups;
        for (const SpfTerm& term : record.terms) {
            if (term.mechanism == SpfMechanism::all) break;
            if (!takes_question(term.mechanism) || left-- <= 0) continue;
            std::string target = domain;
            if (!term.domain.empty() && expanded(term.domain, domain, target) != Expansion::ok) break;
            switch (term.mechanism) {
            case SpfMechanism::include: questions.push_back({target, Type::txt}); break;
            case SpfMechanism::a: questions.push_back({target, family()}); break;
            case SpfMechanism::mx: questions.push_back({target, Type::mx}); break;
            case SpfMechanism::ptr: questions.push_back({context_.ip->reverse_name(), Type::ptr}); break;
            case SpfMechanism::exists: questions.push_back({target, Type::a}); break;
            case SpfMechanism::all:
            case SpfMechanism::ip4:
            case SpfMechanism::ip6: break;
            }
        }
        lookup_.fetch(questions);
    }

    Expansion expanded(const std::string& spec, const std::string& domain, std::string& target) const {
        SpfContext context = context_;
        context.domain = domain;
        const Expansion expansion = expand_macros(spec, context, target);
        // What is no name stays as it is: the Lookup takes it as malformed, which matches nothing.
        if (std::string name = normalise_name(target); expansion == Expansion::ok && !name.empty()) target = std::move(name);
        return expansion;
    }

    bool expand(const std::string& spec, const std::string& domain, const std::string& term, std::string& target) {
        if (expanded(spec, domain, target) == Expansion::ok) return true;
        failure_ = fail(SpfResult::unknown, "'" + shown(term) + "' has a macro for something that is not known here");
        return false;
    }

    bool count_lookup(const std::string& term) {
        if (++verdict_.lookups <= most_lookups) return true;
        failure_ = fail(SpfResult::permerror, "'" + shown(term) + "' takes the eleventh lookup; 10 are allowed");
        return false;
    }

    bool count_void(const std::string& term) {
        if (++void_lookups_ <= most_void_lookups) return true;
        failure_ =
            fail(SpfResult::permerror, "'" + shown(term) + "' is the third term whose lookup finds nothing; 2 are allowed");
        return false;
    }

    const Answer& ask(const Question& question) {
        if (std::find(verdict_.asked.begin(), verdict_.asked.end(), question) == verdict_.asked.end())
            verdict_.asked.push_back(question);
        return lookup_.get(question);
    }

    SpfResult temporary(const Question& question, const Answer& answer) {
        return fail(is_normal_name(question.name) ? SpfResult::temperror : SpfResult::none,
                    "the " + std::string(to_string(question.type)) + " record of " + shown(question.name) + ": "
                        + lookup_.describe(answer.outcome));
    }

    Match failed(const Question& question, const Answer& answer) {
        failure_ = temporary(question, answer);
        return Match::error;
    }

    SpfResult fail(SpfResult result, std::string reason) {
        verdict_.reason = std::move(reason);
        return result;
    }

    /// A name that is none matches nothing (section 4.8); any other failure is the end.
    static bool unanswered(const Question& question, const Answer& answer) {
        return answer.failed() && is_normal_name(question.name);
    }
    static Match matched(bool yes) { return yes ? Match::yes : Match::no; }
    [[nodiscard]] Type family() const { return context_.ip->v4 ? Type::a : Type::aaaa; }

    const SpfContext& context_;
    Lookup& lookup_;
    SpfVerdict verdict_;
    SpfResult failure_ = SpfResult::permerror;
    int void_lookups_ = 0;
};

} // namespace

std::string_view to_string(SpfResult result) {
    switch (result) {
    case SpfResult::none: return "none";
    case SpfResult::neutral: return "neutral";
    case SpfResult::pass: return "pass";
    case SpfResult::fail: return "fail";
    case SpfResult::softfail: return "softfail";
    case SpfResult::temperror: return "temperror";
    case SpfResult::permerror: return "permerror";
    case SpfResult::unknown: return "unknown";
    }
    return {};
}

SpfVerdict check_spf(const SpfContext& context, Lookup& lookup) { return Evaluation(context, lookup).run(); }

} // namespace dsnparse::dns

#include "dns/dmarc.hpp"

#include "base/ascii.hpp"
#include "dns/name.hpp"

#include <algorithm>
#include <iterator>

namespace dsnparse::dns {

namespace {

/// A longer name is cut to this many labels behind the first question, so that a mail cannot make us ask a hundred.
constexpr std::size_t most_labels = 7;

struct Tag {
    std::string_view name;
    std::string_view value;
};

/// The tag at the front of `text`, which moves behind its semicolon.
Tag take_tag(std::string_view& text) {
    const std::string_view whole = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    const std::size_t equals = whole.find('=');
    if (equals == std::string_view::npos) return {ascii::trim(whole), {}};
    return {ascii::trim(whole.substr(0, equals)), ascii::trim(whole.substr(equals + 1))};
}

/// The policy in lower case; empty: it is none.
std::string read_policy(std::string_view value) {
    for (const std::string_view policy : {"none", "quarantine", "reject"})
        if (ascii::iequals(value, policy)) return std::string(policy);
    return {};
}

} // namespace

bool is_dmarc_record(std::string_view text) {
    const Tag first = take_tag(text);
    return first.name == "v" && first.value == "DMARC1"; // case matters (section 6.4)
}

DmarcRecord parse_dmarc(std::string_view text) {
    DmarcRecord record;
    bool policy_seen = false;
    const auto fail = [&record](std::string reason) {
        if (record.error.empty()) record.error = std::move(reason);
    };
    while (!text.empty()) {
        const Tag tag = take_tag(text);
        if (ascii::iequals(tag.name, "p") || ascii::iequals(tag.name, "sp")) {
            const bool main = tag.name.size() == 1;
            std::string& place = main ? record.policy : record.subdomain_policy;
            place = read_policy(tag.value);
            policy_seen = policy_seen || main;
            if (place.empty()) fail("'" + shown(tag.name) + "=" + shown(tag.value) + "' is none of none, quarantine and reject");
        } else if (ascii::iequals(tag.name, "pct")) {
            std::string_view digits = tag.value;
            const auto percent = ascii::consume_number(digits, 3);
            if (percent && digits.empty() && *percent <= 100) record.percent = *percent;
        } else if (ascii::iequals(tag.name, "adkim")) {
            record.strict_dkim = ascii::iequals(tag.value, "s");
        } else if (ascii::iequals(tag.name, "aspf")) {
            record.strict_spf = ascii::iequals(tag.value, "s");
        } else if (ascii::iequals(tag.name, "rua")) {
            record.reports = ascii::istarts_with(tag.value, "mailto:");
        }
    }
    if (!policy_seen) fail("the tag p= is missing");
    if (record.subdomain_policy.empty()) record.subdomain_policy = record.policy;
    return record;
}

std::vector<Question> dmarc_questions(const std::string& domain) {
    std::vector<Question> questions{{"_dmarc." + domain, Type::txt}};
    std::string_view rest = domain;
    while (label_count(rest) > 2) {
        rest.remove_prefix(rest.find('.') + 1);
        if (label_count(rest) <= most_labels) questions.push_back({"_dmarc." + std::string(rest), Type::txt});
    }
    return questions;
}

DmarcFound find_dmarc(const std::string& domain, Lookup& lookup) {
    DmarcFound found;
    for (const Question& question : dmarc_questions(domain)) {
        found.asked.push_back(question);
        found.domain = question.name.substr(question.name.find('.') + 1);
        const Answer& answer = lookup.get(question);
        if (answer.failed()) {
            found.state = DmarcFound::State::failed;
            found.outcome = answer.outcome;
            return found;
        }
        std::vector<std::string> records;
        std::copy_if(answer.texts.begin(), answer.texts.end(), std::back_inserter(records), is_dmarc_record);
        if (records.empty()) continue;
        found.text = records.front();
        if (records.size() > 1) {
            found.state = DmarcFound::State::several;
            return found;
        }
        found.record = parse_dmarc(found.text);
        found.state = found.record.error.empty() ? DmarcFound::State::policy : DmarcFound::State::bad;
        return found;
    }
    return found;
}

} // namespace dsnparse::dns

#include "dns/lookup.hpp"

#include "dns/name.hpp"

#include <set>

namespace dsnparse::dns {

std::string_view to_string(Type type) {
    switch (type) {
    case Type::a: return "A";
    case Type::aaaa: return "AAAA";
    case Type::ptr: return "PTR";
    case Type::mx: return "MX";
    case Type::txt: return "TXT";
    }
    return {};
}

std::string_view to_string(Outcome outcome) {
    switch (outcome) {
    case Outcome::answer: return "answer";
    case Outcome::no_data: return "no_data";
    case Outcome::nxdomain: return "nxdomain";
    case Outcome::servfail: return "servfail";
    case Outcome::refused: return "refused";
    case Outcome::timeout: return "timeout";
    case Outcome::no_network: return "no_network";
    case Outcome::malformed: return "malformed";
    }
    return {};
}

std::vector<std::string> Answer::shown_records() const {
    std::vector<std::string> out;
    for (const fields::IpAddress& address : addresses) out.push_back(address.text());
    for (const std::string& name : names) out.push_back(shown(name));
    for (const Mx& host : mx) out.push_back(std::to_string(host.preference) + " " + (host.host.empty() ? "." : shown(host.host)));
    for (const std::string& text : texts) out.push_back(shown(text));
    return out;
}

void Lookup::fetch(const std::vector<Question>& questions) {
    std::set<Question> wanted;
    for (const Question& question : questions) {
        if (answers_.contains(question)) continue;
        if (is_normal_name(question.name))
            wanted.insert(question);
        else
            answers_[question].outcome = Outcome::malformed;
    }
    if (wanted.empty()) return;
    const std::vector<Question> asked(wanted.begin(), wanted.end());
    std::vector<Answer> got = resolve(asked);
    got.resize(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) answers_[asked[i]] = std::move(got[i]);
}

const Answer& Lookup::get(const Question& question) {
    fetch({question});
    return answers_[question];
}

std::string Lookup::describe(Outcome outcome) const {
    switch (outcome) {
    case Outcome::answer: return "answered";
    case Outcome::no_data: return "no such record";
    case Outcome::nxdomain: return "no such name";
    case Outcome::servfail: return "the name server failed";
    case Outcome::refused: return "the name server refused to answer";
    case Outcome::timeout: {
        const std::string tenths = timeout_ms_ % 1000 >= 100 ? "." + std::to_string(timeout_ms_ % 1000 / 100) : "";
        return "no answer in " + std::to_string(timeout_ms_ / 1000) + tenths + " s";
    }
    case Outcome::no_network: return "no name server could be reached";
    case Outcome::malformed: return "the name or the answer is malformed";
    }
    return {};
}

} // namespace dsnparse::dns

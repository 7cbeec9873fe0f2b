/// \file
/// A Lookup whose answers the test has written down.
#pragma once

#include "dns/lookup.hpp"

#include <map>
#include <string>
#include <vector>

/// What is not written down does not exist.
class FakeLookup : public dsnparse::dns::Lookup {
public:
    FakeLookup() : Lookup(3000) {}

    FakeLookup& a(const std::string& name, const std::vector<std::string>& addresses) {
        return add_addresses(name, dsnparse::dns::Type::a, addresses);
    }
    FakeLookup& aaaa(const std::string& name, const std::vector<std::string>& addresses) {
        return add_addresses(name, dsnparse::dns::Type::aaaa, addresses);
    }
    FakeLookup& ptr(const std::string& ip, const std::vector<std::string>& names) {
        place({dsnparse::fields::parse_ip_address(ip)->reverse_name(), dsnparse::dns::Type::ptr}).names = names;
        return *this;
    }
    FakeLookup& mx(const std::string& name, const std::vector<dsnparse::dns::Mx>& hosts) {
        place({name, dsnparse::dns::Type::mx}).mx = hosts;
        return *this;
    }
    FakeLookup& txt(const std::string& name, const std::vector<std::string>& texts) {
        place({name, dsnparse::dns::Type::txt}).texts = texts;
        return *this;
    }
    FakeLookup& ends(const dsnparse::dns::Question& question, dsnparse::dns::Outcome outcome) {
        place(question).outcome = outcome;
        return *this;
    }

    std::vector<std::vector<dsnparse::dns::Question>> batches; ///< what was asked, in the order of asking

private:
    dsnparse::dns::Answer& place(const dsnparse::dns::Question& question) {
        dsnparse::dns::Answer& answer = zone_[question];
        answer.outcome = dsnparse::dns::Outcome::answer;
        return answer;
    }
    FakeLookup& add_addresses(const std::string& name, dsnparse::dns::Type type, const std::vector<std::string>& addresses) {
        for (const std::string& address : addresses)
            place({name, type}).addresses.push_back(dsnparse::fields::parse_ip_address(address).value());
        return *this;
    }

    std::vector<dsnparse::dns::Answer> resolve(const std::vector<dsnparse::dns::Question>& questions) override {
        batches.push_back(questions);
        std::vector<dsnparse::dns::Answer> answers;
        for (const dsnparse::dns::Question& question : questions) {
            const auto found = zone_.find(question);
            if (found != zone_.end()) {
                answers.push_back(found->second);
                continue;
            }
            answers.emplace_back();
            answers.back().outcome = dsnparse::dns::Outcome::nxdomain;
            for (const auto& [other, answer] : zone_)
                if (other.name == question.name) answers.back().outcome = dsnparse::dns::Outcome::no_data;
        }
        return answers;
    }

    std::map<dsnparse::dns::Question, dsnparse::dns::Answer> zone_;
};

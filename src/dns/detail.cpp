#include "dns/detail.hpp"

#include "dns/name.hpp"

namespace dsnparse::dns {

const Answer& ask(Check& check, const Question& question, Lookup& lookup) {
    const Answer& answer = lookup.get(question);
    check.details.push_back({shown(question.name), std::string(to_string(question.type)), std::string(to_string(answer.outcome)),
                             answer.shown_records()});
    return answer;
}

Check conclude(Check& check, CheckOutcome outcome, std::string summary) {
    check.outcome = outcome;
    check.summary = std::move(summary);
    return std::move(check);
}

Check not_asked(std::string_view id, std::string_view subject, std::string_view why) {
    Check check{id, shown(subject), CheckOutcome::unknown, {}, {}};
    check.summary = "'" + check.subject + "' " + std::string(why) + ", so nothing was asked.";
    return check;
}

} // namespace dsnparse::dns

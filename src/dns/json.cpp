#include "dns/json.hpp"

#include "dns/name.hpp"

namespace dsnparse::dns {

namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) { return text.empty() ? ordered_json() : ordered_json(shown(text)); }

ordered_json check_json(const Check& check) {
    ordered_json details = ordered_json::array();
    for (const Detail& detail : check.details)
        details.push_back(
            {{"name", detail.name}, {"type", detail.type}, {"outcome", detail.outcome}, {"answers", detail.answers}});
    return {{"id", check.id},
            {"subject", check.subject},
            {"outcome", to_string(check.outcome)},
            {"summary", check.summary},
            {"details", std::move(details)}};
}

} // namespace

ordered_json to_json(const Subject& subject, const std::vector<Check>& checks) {
    ordered_json list = ordered_json::array();
    for (const Check& check : checks) list.push_back(check_json(check));
    return {{"schema", "dsnparse-dns-1"},
            {"subject",
             {{"ip", text_or_null(subject.ip)},
              {"helo", text_or_null(subject.helo)},
              {"client_name", text_or_null(subject.client_name)},
              {"sender_domain", text_or_null(subject.sender_domain)},
              {"recipient_domain", text_or_null(subject.recipient_domain)}}},
            {"checks", std::move(list)}};
}

} // namespace dsnparse::dns

#include "emit/explanation.hpp"

namespace dsnparse::emit {

namespace {

using nlohmann::ordered_json;

ordered_json known(const std::string& text) { return text.empty() ? ordered_json() : ordered_json(text); }

ordered_json items(const std::vector<Explanation::Item>& list) {
    ordered_json out = ordered_json::array();
    for (const Explanation::Item& item : list) out.push_back({{"label", item.label}, {"text", item.text}});
    return out;
}

} // namespace

ordered_json explanation_json(const Explanation& explanation) {
    ordered_json said = ordered_json::array();
    for (const Explanation::Said& one : explanation.said) {
        ordered_json mark;
        if (one.mark_end > one.mark_begin) mark = {{"offset", one.mark_begin}, {"length", one.mark_end - one.mark_begin}};
        said.push_back({{"who", one.who},
                        {"when", known(one.when)},
                        {"words", one.words},
                        {"decided", one.decided},
                        {"mark", std::move(mark)}});
    }
    ordered_json sections = ordered_json::array();
    for (const Explanation::Section& section : explanation.sections)
        sections.push_back({{"heading", section.heading}, {"items", items(section.items)}});
    return {{"headline", explanation.headline},
            {"failure", explanation.failure},
            {"said", std::move(said)},
            {"said_more", explanation.said_more},
            {"meaning", known(explanation.meaning)},
            {"provider", known(explanation.provider)},
            {"who_can_act", known(explanation.who_can_act)},
            {"address_advice", known(explanation.address_advice)},
            {"unsure", known(explanation.unsure)},
            {"steps", explanation.steps},
            {"links", explanation.links},
            {"recipients", items(explanation.recipients)},
            {"recipients_more", explanation.recipients_more},
            {"sections", std::move(sections)},
            {"facts", items(explanation.facts)},
            {"notes", explanation.notes}};
}

} // namespace dsnparse::emit

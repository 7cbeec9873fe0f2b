#include "base/ascii.hpp"
#include "knowledge/compiled.hpp"
#include "knowledge/embedded.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>

namespace dsnparse::knowledge {

namespace {

using nlohmann::json;
using Errors = std::vector<std::string>;

constexpr std::string_view rules_version = "2026.11.24";

/// Splits a table (tab-separated, `#` comments, a line of column names) into rows of exactly `columns` fields; `-` is empty.
void read_table(const EmbeddedFile& file, std::size_t columns, Errors& errors,
                const std::function<void(const std::vector<std::string_view>&)>& row) {
    bool named = false;
    std::size_t number = 0;
    std::string_view rest = file.content;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++number;
        if (line.empty() || line[0] == '#') continue;
        if (!named) {
            named = true;
            continue;
        }
        std::vector<std::string_view> fields;
        for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
            fields.push_back(line.substr(0, tab));
            line.remove_prefix(tab + 1);
        }
        fields.push_back(line);
        for (std::string_view& field : fields)
            if (field == "-") field = {};
        if (fields.size() == columns)
            row(fields);
        else
            errors.push_back(std::string(file.name) + ":" + std::to_string(number) + ": " + std::to_string(columns)
                             + " columns expected");
    }
}

Permanence permanence_of(std::string_view text) {
    return text == "permanent" ? Permanence::permanent : text == "transient" ? Permanence::transient : Permanence::unknown;
}

Suppress suppress_of(std::string_view text) {
    return text == "yes" ? Suppress::yes : text == "after_repeat" ? Suppress::after_repeat : Suppress::no;
}

std::optional<Phase> phase_of(std::string_view text) {
    for (int value = 0; value <= static_cast<int>(Phase::local); ++value)
        if (to_string(static_cast<Phase>(value)) == text) return static_cast<Phase>(value);
    return std::nullopt;
}

/// A JSON value that is a string or a list of them.
std::vector<std::string> strings_of(const json& value) {
    if (value.is_string()) return {value.get<std::string>()};
    std::vector<std::string> list;
    if (value.is_array())
        for (const json& item : value)
            if (item.is_string()) list.push_back(item.get<std::string>());
    return list;
}

/// Reads one rule file into `rules`.
class RuleReader {
public:
    RuleReader(const Compiled& compiled, std::string_view file, bool overlay, Errors& errors)
        : compiled_(compiled), file_(file), overlay_(overlay), errors_(errors) {}

    void read(std::string_view content, std::vector<Rule>& rules) {
        json document;
        try {
            document = json::parse(content, nullptr, true, true);
        } catch (const json::exception& error) {
            return complain(error.what());
        }
        if (!document.is_object() || !document.contains("rules") || !document["rules"].is_array())
            return complain("an object with a list \"rules\" expected");
        for (const json& item : document["rules"]) {
            id_ = item.is_object() ? item.value("id", std::string()) : std::string();
            if (id_.empty()) {
                complain("a rule without an id");
                continue;
            }
            std::optional<Rule> rule = read_rule(item);
            if (rule) rules.push_back(std::move(*rule));
        }
    }

private:
    void complain(const std::string& what) {
        errors_.push_back(std::string(file_) + (id_.empty() ? "" : ": rule " + id_) + ": " + what);
    }

    std::optional<Rule> read_rule(const json& item) {
        const std::size_t before = errors_.size();
        static constexpr std::array<std::string_view, 13> known{"id",     "category", "provider", "permanence", "confidence",
                                                                "when",   "text",     "regex",    "examples",   "not",
                                                                "source", "remedy",   "url"};
        for (const auto& [key, value] : item.items())
            if (std::find(known.begin(), known.end(), key) == known.end()) complain("unknown key \"" + key + "\"");
        Rule rule;
        rule.id = id_;
        rule.file = file_;
        rule.overlay = overlay_;
        rule.category = text_of(item, "category");
        rule.provider = text_of(item, "provider");
        rule.remedy = text_of(item, "remedy");
        rule.source = text_of(item, "source");
        rule.url = text_of(item, "url");
        if (compiled_.categories.count(rule.category) == 0) complain("unknown category \"" + rule.category + "\"");
        if (!rule.remedy.empty() && compiled_.remedies.count(rule.remedy) == 0)
            complain("unknown remedy \"" + rule.remedy + "\"");
        rule.permanence = permanence_of(text_of(item, "permanence"));
        if (item.contains("confidence") && item["confidence"].is_number()) rule.confidence = item["confidence"].get<double>();
        if (rule.confidence <= 0 || rule.confidence > 1) complain("confidence must be above 0 and at most 1");
        if (item.contains("when")) read_conditions(item["when"], rule);
        rule.text = strings_of(item.value("text", json::array()));
        if (rule.text.empty()) complain("no phrase in \"text\"");
        for (const std::string& phrase : rule.text)
            if (phrase.size() < 4) complain("the phrase \"" + phrase + "\" is shorter than 4 letters");
        const std::string pattern = text_of(item, "regex");
        if (!pattern.empty()) {
            rule.regex = std::make_unique<Pattern>(pattern);
            // The built-in ones are checked by a test, so that no start waits for all of them.
            if (overlay_ && !rule.regex->error().empty()) complain("bad regex: " + rule.regex->error());
        }
        rule.examples = strings_of(item.value("examples", json::array()));
        rule.not_examples = strings_of(item.value("not", json::array()));
        if (rule.examples.empty()) complain("no example");
        if (errors_.size() != before) return std::nullopt;
        return rule;
    }

    std::string text_of(const json& item, const char* key) {
        if (!item.contains(key) || item[key].is_null()) return {};
        if (item[key].is_string()) return item[key].get<std::string>();
        complain(std::string("\"") + key + "\" must be a text");
        return {};
    }

    void read_conditions(const json& when, Rule& rule) {
        if (!when.is_object()) return complain("\"when\" must be an object");
        for (const auto& [key, value] : when.items()) {
            if (key == "code" && (value.is_number_integer() || value.is_array())) {
                for (const json& code : value.is_array() ? value : json::array({value}))
                    if (code.is_number_integer()) rule.codes.push_back(code.get<int>());
            } else if (key == "status") {
                rule.statuses = strings_of(value);
            } else if (key == "speaker" && (value == "remote" || value == "reporter")) {
                rule.remote = value == "remote";
            } else if (key == "host") {
                rule.hosts = strings_of(value);
            } else if (key == "phase") {
                for (const std::string& name : strings_of(value)) {
                    const std::optional<Phase> phase = phase_of(name);
                    if (phase)
                        rule.phases.push_back(*phase);
                    else
                        complain("unknown phase \"" + name + "\"");
                }
            } else {
                complain("unknown condition \"" + key + "\"");
            }
        }
    }

    const Compiled& compiled_;
    std::string_view file_;
    bool overlay_;
    Errors& errors_;
    std::string id_;
};

void read_tables(Compiled& compiled, Errors& errors) {
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.name == "categories.tsv") {
            read_table(file, 6, errors, [&](const std::vector<std::string_view>& f) {
                compiled.categories[f[0]] = {f[0], f[5], permanence_of(f[1]), suppress_of(f[2]), f[3], f[4]};
            });
        } else if (file.name == "enhanced-status.tsv") {
            read_table(file, 4, errors, [&](const std::vector<std::string_view>& f) {
                compiled.statuses[f[0]] = {f[0], f[1], f[3]};
            });
        } else if (file.name == "reply-codes.tsv") {
            read_table(file, 4, errors, [&](const std::vector<std::string_view>& f) {
                compiled.replies[f[0]] = {f[0], f[1], f[3]};
            });
        } else if (file.name == "host-patterns.tsv") {
            read_table(file, 2, errors, [&](const std::vector<std::string_view>& f) { compiled.hosts[f[0]] = f[1]; });
        } else if (file.name == "blocklists.tsv") {
            std::vector<std::string_view> zones;
            read_table(file, 4, errors, [&](const std::vector<std::string_view>& f) {
                compiled.blocklists.push_back({f[0], f[1], f[2], f[3]});
                zones.push_back(f[0]);
                if (f[2] != "ip" && f[2] != "domain")
                    errors.push_back("blocklists.tsv: " + std::string(f[0]) + ": ip or domain expected");
            });
            compiled.blocklist_zones = detail::PhraseMatcher(zones);
        } else if (file.name == "foreign-reasons.tsv") {
            read_table(file, 4, errors, [&](const std::vector<std::string_view>& f) {
                compiled.foreign_reasons[f[0]] = {f[1], f[2], f[3]};
            });
        } else if (file.name == "sisimai-agents.tsv") {
            read_table(file, 2, errors, [&](const std::vector<std::string_view>& f) { compiled.sisimai_agents[f[0]] = f[1]; });
        } else if (file.name == "kind-markers.tsv") {
            std::vector<KindMarkers::Row> rows;
            read_table(file, 4, errors, [&](const std::vector<std::string_view>& f) {
                rows.push_back({f[0], f[1], f[2], f[3]});
            });
            compiled.kind_markers = KindMarkers(std::move(rows), errors);
        } else if (file.name == "remedies.json") {
            const json document = json::parse(file.content, nullptr, false);
            if (document.is_discarded() || !document.is_object()) {
                errors.push_back("remedies.json: no JSON object");
                continue;
            }
            for (const auto& [id, item] : document.items()) {
                const std::string& key = compiled.strings.emplace_back(id);
                compiled.remedies[key] = {id, item.value("audience", ""), item.value("text", ""),
                                          strings_of(item.value("urls", json::array()))};
            }
        }
    }
}

} // namespace

std::shared_ptr<Compiled> compile(std::string_view overlay, std::string_view overlay_name, Errors& errors) {
    auto compiled = std::make_shared<Compiled>();
    compiled->version = rules_version;
    read_tables(*compiled, errors);
    if (!overlay.empty()) {
        RuleReader(*compiled, overlay_name, true, errors).read(overlay, compiled->rules);
        compiled->version += "+overlay";
    }
    for (const EmbeddedFile& file : embedded_files())
        if (file.name.substr(0, 6) == "rules/")
            RuleReader(*compiled, file.name, false, errors).read(file.content, compiled->rules);
    std::unordered_map<std::string_view, std::size_t> ids;
    for (const Rule& rule : compiled->rules)
        if (!ids.emplace(rule.id, 0).second) errors.push_back(rule.file + ": rule " + rule.id + ": the id is used twice");

    std::vector<std::string_view> phrases;
    for (std::size_t i = 0; i < compiled->rules.size(); ++i)
        for (const std::string& phrase : compiled->rules[i].text) {
            phrases.push_back(phrase);
            compiled->rule_of_phrase.push_back(static_cast<std::uint32_t>(i));
        }
    compiled->phrases = detail::PhraseMatcher(phrases);
    return compiled;
}

} // namespace dsnparse::knowledge

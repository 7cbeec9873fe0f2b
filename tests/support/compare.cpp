#include "support/compare.hpp"

#include <algorithm>

namespace compare {

namespace {

bool is_place(const std::string& key) { return key == "offset" || key == "length" || key == "size" || key == "parser"; }

Json strip(const Json& value, bool top) {
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& item : value) list.push_back(strip(item, false));
        return list;
    }
    if (!value.is_object()) return value;
    Json object = Json::object();
    for (const auto& [key, item] : value.items()) {
        if (is_place(key)) continue;
        if (top && key == "input") continue;
        object[key] = strip(item, false);
    }
    return object;
}

} // namespace

Json without_places(const Json& result) { return strip(result, true); }

std::vector<std::string> unmet(const Json& must, const Json& result, const std::string& path) {
    std::vector<std::string> problems;
    const auto add = [&](std::vector<std::string> more) { problems.insert(problems.end(), more.begin(), more.end()); };
    if (must.is_object() && must.contains("$one_of")) {
        for (const Json& choice : must["$one_of"])
            if (unmet(choice, result, path).empty()) return {};
        return {path + ": one of " + must["$one_of"].dump() + " expected, " + result.dump().substr(0, 200) + " found"};
    }
    if (must.is_object() && must.contains("$contains")) {
        if (!result.is_array()) return {path + ": a list expected"};
        for (const Json& wanted : must["$contains"]) {
            const bool met =
                std::any_of(result.begin(), result.end(), [&](const Json& item) { return unmet(wanted, item, path).empty(); });
            if (!met) problems.push_back(path + ": nothing meets " + wanted.dump() + " in " + result.dump().substr(0, 400));
        }
        return problems;
    }
    if (must.is_object()) {
        if (!result.is_object()) return {path + ": an object expected, " + result.dump().substr(0, 200) + " found"};
        for (const auto& [key, wanted] : must.items()) {
            if (!result.contains(key))
                problems.push_back(path + "." + key + ": missing");
            else
                add(unmet(wanted, result[key], path + "." + key));
        }
        return problems;
    }
    if (must.is_array()) {
        if (!result.is_array() || result.size() != must.size())
            return {path + ": " + std::to_string(must.size()) + " elements expected, " + result.dump().substr(0, 300) + " found"};
        for (std::size_t i = 0; i < must.size(); ++i) add(unmet(must[i], result[i], path + "[" + std::to_string(i) + "]"));
        return problems;
    }
    if (must != result) problems.push_back(path + ": " + must.dump() + " expected, " + result.dump().substr(0, 200) + " found");
    return problems;
}

} // namespace compare

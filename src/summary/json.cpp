#include "summary/summary.hpp"

#include <dsnparse/json.hpp>

namespace dsnparse::summary {

namespace {

using Json = nlohmann::ordered_json;

/// What is unknown is null.
Json known(std::string_view text) { return text.empty() ? Json() : Json(text); }

template <class Payload, class Fill>
Json ranking(const TopCounter<Payload>& counter, std::size_t top, const char* name, Fill fill) {
    Json rows = Json::array();
    std::uint64_t shown = 0;
    for (const auto* item : counter.top(top)) {
        Json row{{name, known(item->first)}, {"count", item->second.count}, {"missed_at_most", item->second.missed}};
        fill(row, item->second);
        rows.push_back(std::move(row));
        shown += item->second.count;
    }
    return {{"total", counter.total()},
            {"different", counter.different()},
            {"exact", !counter.pruned()},
            {"others", counter.total() - shown},
            {"top", std::move(rows)}};
}

Json templates(const Summary::Templates& counter, std::size_t top) {
    return ranking(counter, top, "template", [](Json& row, const Summary::Templates::Entry& entry) {
        row["category"] = entry.payload.category;
        row["example"] = entry.payload.reply;
        row["source"] = known(entry.payload.source);
    });
}

Json list(const std::vector<AddressLists::Line>& lines) {
    Json rows = Json::array();
    for (const AddressLists::Line& line : lines)
        rows.push_back({{"address", line.address}, {"reason", line.reason}, {"count", line.count}});
    return rows;
}

} // namespace

std::string to_json(const Summary& summary, std::size_t top) {
    Json kinds = Json::object();
    for (std::size_t i = 0; i < Summary::kinds; ++i) {
        const Kind kind = static_cast<Kind>(i);
        kinds[std::string(to_string(kind))] = summary.of_kind(kind);
    }
    Json by = Json::object();
    for (std::size_t i = 0; i < dimension_count; ++i) {
        const Dimension dimension = static_cast<Dimension>(i);
        by[std::string(name_of(dimension))] = ranking(summary.by(dimension), top, "key", [](Json&, const auto&) {});
    }
    const Json all{{"schema", "dsnparse.summary/1"},
                   {"messages", summary.messages()},
                   {"kinds", std::move(kinds)},
                   {"recipients", summary.recipients()},
                   {"without_recipient", summary.without_recipient()},
                   {"by", std::move(by)},
                   {"templates", templates(summary.templates(), top)},
                   {"unknown", {{"recipients", summary.undetermined()}, {"templates", templates(summary.unknown(), top)}}},
                   {"suppress", list(summary.addresses().suppress())},
                   {"do_not_suppress", list(summary.addresses().keep())},
                   {"addresses_not_kept", summary.addresses().not_kept()}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace dsnparse::summary

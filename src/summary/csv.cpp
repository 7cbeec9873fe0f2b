#include "emit/pieces.hpp"
#include "summary/summary.hpp"

#include <initializer_list>

namespace dsnparse::summary {

namespace {

void append_row(std::string& out, std::initializer_list<std::string_view> fields) {
    for (const std::string_view field : fields) {
        emit::append_csv_field(field, out);
        out += ',';
    }
    out.back() = '\n';
}

void append_count(std::string& out, std::string_view section, std::string_view key, std::uint64_t count) {
    append_row(out, {section, key, std::to_string(count), "0", "", "", ""});
}

void append_templates(std::string& out, std::string_view section, const Summary::Templates& counter, std::size_t top) {
    for (const auto* item : counter.top(top)) {
        const Summary::Templates::Entry& entry = item->second;
        append_row(out, {section, item->first, std::to_string(entry.count), std::to_string(entry.missed), entry.payload.category,
                         entry.payload.reply, entry.payload.source});
    }
}

void append_list(std::string& out, std::string_view section, const std::vector<AddressLists::Line>& lines) {
    for (const AddressLists::Line& line : lines)
        append_row(out, {section, line.address, std::to_string(line.count), "0", line.reason, "", ""});
}

} // namespace

std::string to_csv(const Summary& summary, std::size_t top) {
    std::string out;
    append_row(out, {"section", "key", "count", "missed_at_most", "reason", "example", "source"});
    append_count(out, "total", "messages", summary.messages());
    append_count(out, "total", "recipients", summary.recipients());
    append_count(out, "total", "without_recipient", summary.without_recipient());
    append_count(out, "total", "undetermined", summary.undetermined());
    append_count(out, "total", "addresses_not_kept", summary.addresses().not_kept());
    for (std::size_t i = 0; i < Summary::kinds; ++i) {
        const Kind kind = static_cast<Kind>(i);
        append_count(out, "kind", to_string(kind), summary.of_kind(kind));
    }
    for (std::size_t i = 0; i < dimension_count; ++i) {
        const Dimension dimension = static_cast<Dimension>(i);
        for (const Summary::Counter::Item* item : summary.by(dimension).top(top))
            append_row(out, {name_of(dimension), item->first, std::to_string(item->second.count),
                             std::to_string(item->second.missed), "", "", ""});
    }
    append_templates(out, "template", summary.templates(), top);
    append_templates(out, "unknown", summary.unknown(), top);
    append_list(out, "suppress", summary.addresses().suppress());
    append_list(out, "do_not_suppress", summary.addresses().keep());
    return out;
}

} // namespace dsnparse::summary

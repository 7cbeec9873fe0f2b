#include "page/rows.hpp"

#include "page/json_text.hpp"
#include "summary/reply_template.hpp"

#include <dsnparse/flat.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace dsnparse::page {

namespace {

/// Columns of the flat row that the table, its filters and the charts need.
constexpr std::array<std::string_view, 19> wanted{
    "input_id",   "kind",        "recipient",        "recipient_domain", "action",  "status",   "code",
    "reply_text", "phase",       "rejecting_host",   "rejecting_ip",     "edge_ip", "category", "permanence",
    "suppress",   "responsible", "original_subject", "original_from",    "provider"};

/// Of one text; the whole stands in the view of the message.
constexpr std::size_t most_text = 300;

/// The places of `wanted` in a flat row.
const std::vector<std::size_t>& places() {
    static const std::vector<std::size_t> found = [] {
        std::vector<std::size_t> list;
        list.reserve(wanted.size());
        const auto& columns = flat_columns();
        for (const std::string_view name : wanted)
            list.push_back(static_cast<std::size_t>(
                std::find_if(columns.begin(), columns.end(), [&](const FlatColumn& column) { return column.name == name; })
                - columns.begin()));
        return list;
    }();
    return found;
}

void append_value(const FlatValue& value, std::string& out) {
    if (!value.known)
        out += "null";
    else if (value.type == FlatType::text)
        append_json_text(cut(value.text, most_text), out);
    else
        out += value.type == FlatType::integer ? std::to_string(value.integer) : std::to_string(value.real);
}

/// The deciding reply of the row, masked; null: it has none that refuses or defers.
void append_template(const Recipient* recipient, const Report& report, std::string& out) {
    const Reply* reply = recipient != nullptr && recipient->reply ? &report.replies[*recipient->reply] : nullptr;
    if (reply == nullptr || reply->text.empty() || (reply->code && *reply->code < 400)) {
        out += "null";
        return;
    }
    detail::Arena arena;
    append_json_text(summary::reply_template(*reply, arena), out);
}

} // namespace

std::string row_names() {
    std::string out = R"(["message","time","template")";
    for (const std::string_view name : wanted) out.append(",\"").append(name).append("\"");
    return out + "]";
}

void append_rows(const Report& report, std::size_t number, std::string& out) {
    const FlatRows rows(report);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const FlatRow row = rows[i];
        out += i == 0 ? "[" : ",[";
        out += std::to_string(number) + ",";
        out += report.report.date.known() ? std::to_string(report.report.date.unix_seconds) : std::string("null");
        out += ',';
        append_template(i < report.recipients.size() ? &report.recipients[i] : nullptr, report, out);
        for (const std::size_t place : places()) {
            out += ',';
            append_value(row[place], out);
        }
        out += ']';
    }
}

} // namespace dsnparse::page

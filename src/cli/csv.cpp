#include "cli/csv.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace dsnparse::cli {

namespace {

constexpr std::array<std::string_view, 32> columns{"input_id",
                                                   "source",
                                                   "index",
                                                   "kind",
                                                   "report_date",
                                                   "recipient",
                                                   "recipient_domain",
                                                   "action",
                                                   "status",
                                                   "code",
                                                   "reply_text",
                                                   "phase",
                                                   "command",
                                                   "rejecting_host",
                                                   "rejecting_ip",
                                                   "reporting_mta",
                                                   "edge_ip",
                                                   "category",
                                                   "permanence",
                                                   "suppress",
                                                   "responsible",
                                                   "confidence",
                                                   "original_message_id",
                                                   "original_subject",
                                                   "original_from",
                                                   "envelope_id",
                                                   "queue_id",
                                                   "list_id",
                                                   "verp_recipient",
                                                   "authenticity",
                                                   "provider",
                                                   "warnings"};

class Row {
public:
    explicit Row(std::string& out) : out_(out) {}
    ~Row() { out_ += '\n'; }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    Row& operator<<(std::string_view text) {
        if (!first_) out_ += ',';
        first_ = false;
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            out_ += text;
            return *this;
        }
        out_ += '"';
        for (char c : text) {
            if (c == '"') out_ += '"';
            out_ += c;
        }
        out_ += '"';
        return *this;
    }

private:
    std::string& out_;
    bool first_ = true;
};

std::string text_of(std::optional<int> value) { return value ? std::to_string(*value) : std::string(); }

std::string confidence_of(double value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2);
    return {digits.data(), end.ptr};
}

void append_row(const Report& report, const Recipient* recipient, std::string& out) {
    const Recipient none;
    const Recipient& who = recipient != nullptr ? *recipient : none;
    const Classification& why = recipient != nullptr ? who.classification : report.classification;
    const Reply no_reply;
    const Reply& reply = who.reply ? report.replies[*who.reply] : no_reply;
    std::string warnings;
    for (const Warning& warning : report.warnings) {
        if (!warnings.empty()) warnings += ' ';
        warnings += warning.code;
    }
    Row row(out);
    row << report.input.id << report.input.source
        << (report.input.index >= 0 ? std::to_string(report.input.index) : std::string()) << to_string(report.kind)
        << report.report.date.text << who.address << who.domain << to_string(who.action) << who.status << text_of(who.code)
        << reply.text << (who.reply ? to_string(reply.phase) : std::string_view()) << reply.command << reply.host << reply.ip
        << report.report.reporting_mta.name
        << (report.edge.best ? report.edge.candidates[*report.edge.best].ip : std::string_view()) << why.category
        << to_string(why.permanence) << to_string(why.suppress) << why.responsible << confidence_of(why.confidence)
        << report.original.message_id << report.original.subject << report.original.from.address << report.correlation.envelope_id
        << (report.correlation.queue_ids.empty() ? std::string_view() : report.correlation.queue_ids.front().value)
        << report.correlation.list_id << report.correlation.verp.recipient << to_string(report.authenticity.verdict)
        << why.provider << warnings;
}

} // namespace

std::string csv_header() {
    std::string out;
    {
        Row row(out);
        for (std::string_view column : columns) row << column;
    }
    return out;
}

void append_csv(const Report& report, std::string& out) {
    if (report.recipients.empty()) return append_row(report, nullptr, out);
    for (const Recipient& recipient : report.recipients) append_row(report, &recipient, out);
}

} // namespace dsnparse::cli

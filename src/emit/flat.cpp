#include <dsnparse/flat.hpp>

#include <optional>

namespace dsnparse {

namespace {

constexpr std::array<FlatColumn, flat_column_count> columns{{
    {"input_id", FlatType::text},
    {"source", FlatType::text},
    {"index", FlatType::integer},
    {"offset", FlatType::integer},
    {"kind", FlatType::text},
    {"report_date", FlatType::text},
    {"recipient", FlatType::text},
    {"recipient_domain", FlatType::text},
    {"action", FlatType::text},
    {"status", FlatType::text},
    {"code", FlatType::integer},
    {"reply_text", FlatType::text},
    {"phase", FlatType::text},
    {"command", FlatType::text},
    {"rejecting_host", FlatType::text},
    {"rejecting_ip", FlatType::text},
    {"reporting_mta", FlatType::text},
    {"edge_ip", FlatType::text},
    {"category", FlatType::text},
    {"permanence", FlatType::text},
    {"suppress", FlatType::text},
    {"responsible", FlatType::text},
    {"confidence", FlatType::real},
    {"original_message_id", FlatType::text},
    {"original_subject", FlatType::text},
    {"original_from", FlatType::text},
    {"envelope_id", FlatType::text},
    {"queue_id", FlatType::text},
    {"list_id", FlatType::text},
    {"verp_recipient", FlatType::text},
    {"authenticity", FlatType::text},
    {"provider", FlatType::text},
    {"warnings", FlatType::text},
}};

/// Fills a row from left to right.
class Cells {
public:
    explicit Cells(FlatRow& row) : row_(row) {}

    Cells& operator<<(std::string_view text) {
        FlatValue& value = next();
        value.known = !text.empty();
        value.text = text;
        return *this;
    }
    Cells& operator<<(std::optional<int> number) {
        FlatValue& value = next();
        value.known = number.has_value();
        value.integer = number.value_or(0);
        return *this;
    }
    /// A place in a container, negative where there is none.
    Cells& operator<<(std::int64_t position) {
        FlatValue& value = next();
        value.known = position >= 0;
        value.integer = position;
        return *this;
    }
    Cells& operator<<(double number) {
        FlatValue& value = next();
        value.known = true;
        value.real = number;
        return *this;
    }

private:
    FlatValue& next() {
        row_[used_].type = columns[used_].type;
        return row_[used_++];
    }

    FlatRow& row_;
    std::size_t used_ = 0;
};

} // namespace

const std::array<FlatColumn, flat_column_count>& flat_columns() noexcept { return columns; }

FlatRows::FlatRows(const Report& report) : report_(&report) {
    if (report.warnings.size() < 2) return;
    for (const Warning& warning : report.warnings) {
        if (!warnings_.empty()) warnings_ += ' ';
        warnings_ += warning.code;
    }
}

std::size_t FlatRows::size() const noexcept { return report_->recipients.empty() ? 1 : report_->recipients.size(); }

FlatRow FlatRows::operator[](std::size_t index) const noexcept {
    const Report& report = *report_;
    const bool named = index < report.recipients.size();
    const Recipient nobody;
    const Reply silence;
    const Recipient& who = named ? report.recipients[index] : nobody;
    const Classification& why = named ? who.classification : report.classification;
    const Reply& reply = who.reply ? report.replies[*who.reply] : silence;
    const Correlation& ties = report.correlation;
    FlatRow row;
    Cells cells(row);
    cells << report.input.id << report.input.source << report.input.index << report.input.offset << to_string(report.kind)
          << report.report.date.text << who.address << who.domain << to_string(who.action) << who.status << who.code << reply.text
          << (who.reply ? to_string(reply.phase) : std::string_view()) << reply.command << reply.host << reply.ip
          << report.report.reporting_mta.name
          << (report.edge.best ? report.edge.candidates[*report.edge.best].ip : std::string_view()) << why.category
          << to_string(why.permanence) << to_string(why.suppress) << why.responsible << why.confidence
          << report.original.message_id << report.original.subject << report.original.from.address << ties.envelope_id
          << (ties.queue_ids.empty() ? std::string_view() : ties.queue_ids.front().value) << ties.list_id << ties.verp.recipient
          << to_string(report.authenticity.verdict) << why.provider
          << (report.warnings.size() == 1 ? report.warnings.front().code : std::string_view(warnings_));
    return row;
}

} // namespace dsnparse

#include "store/outlook/report.hpp"

#include "base/ascii.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace dsnparse::store {

namespace {

struct ClassEnd {
    std::string_view end; ///< of a message class
    std::string_view action;
};
constexpr std::array<ClassEnd, 5> report_classes{{{".NDR", "failed"},
                                                  {".Delayed.DR", "delayed"},
                                                  {".Relayed.DR", "relayed"},
                                                  {".Expanded.DR", "expanded"},
                                                  {".DR", "delivered"}}};
constexpr std::array<ClassEnd, 2> receipt_classes{{{".IPNNRN", "deleted"}, {".IPNRN", "displayed"}}};

template <std::size_t Size>
std::string_view action_of(const std::array<ClassEnd, Size>& classes, std::string_view message_class) {
    if (!ascii::istarts_with(message_class, "REPORT.")) return {};
    for (const ClassEnd& known : classes)
        if (ascii::iends_with(message_class, known.end)) return known.action;
    return {};
}

/// `<mx.example.net #5.1.1 smtp;550 5.1.1 no such user>` (MS-OXCMAIL 2.2.3.7.1.2). The host is the remote one, or with Exchange
/// 2003 the reporting one; where it is the remote one, there is a property that says so.
struct SupplementaryInfo {
    std::string_view status;
    std::string_view diagnostic;
};

bool is_status(std::string_view word) {
    std::size_t digits = 0;
    std::size_t dots = 0;
    for (const char c : word) {
        if (!ascii::is_digit(c) && c != '.') return false;
        (c == '.' ? dots : digits) += 1;
    }
    return dots == 2 && digits >= 3 && word.size() >= 5 && word[1] == '.' && word.back() != '.';
}

SupplementaryInfo read_info(std::string_view info) {
    SupplementaryInfo read;
    info = ascii::trim(info);
    if (!info.starts_with('<') || !info.ends_with('>')) return read;
    info = ascii::trim(info.substr(1, info.size() - 2));
    const std::size_t hash = info.find('#');
    if (hash == std::string_view::npos) return read;
    std::string_view rest = info.substr(hash + 1);
    const std::string_view status = ascii::consume_word(rest);
    if (!is_status(status)) return read;
    read.status = status;
    read.diagnostic = ascii::trim(rest);
    return read;
}

/// The codes of X.400 that stand for one enhanced status alone (MS-OXCMAIL 2.2.3.7.1.3), all of bad addresses.
std::string_view status_of_diag_code(std::uint32_t code) {
    switch (code) {
    case 1: return "5.1.4";
    case 32: return "5.1.3";
    case 35: return "5.1.1";
    case 40: return "5.1.6";
    case 48: return "5.1.2";
    default: return {};
    }
}

/// The status as hundreds, tens and units.
std::string status_of_number(std::uint32_t number) {
    const std::uint32_t kind = number / 100;
    if (kind != 2 && kind != 4 && kind != 5) return {};
    return std::to_string(kind) + "." + std::to_string(number / 10 % 10) + "." + std::to_string(number % 10);
}

std::string status_of(const Properties& recipient, const SupplementaryInfo& info, bool failed) {
    if (!info.status.empty()) return std::string(info.status);
    if (const auto number = recipient.number(Property::ndr_status_code))
        if (std::string status = status_of_number(*number); !status.empty()) return status;
    if (const auto code = recipient.number(Property::ndr_diag_code); code && failed)
        return std::string(status_of_diag_code(*code));
    return {};
}

/// `dns; ` in front of a host that has no type.
std::string with_type(const std::string& host) {
    return host.empty() || host.find(';') != std::string::npos ? host : "dns; " + host;
}

void append_recipient(std::string& fields, const Properties& recipient, std::string_view action) {
    const std::string address = mail_address(recipient);
    const std::string name = recipient.text(Property::display_name);
    const std::string supplementary = recipient.text(Property::supplementary_info);
    const SupplementaryInfo info = read_info(supplementary);
    fields += '\n';
    if (!address.empty())
        append_field(fields, "Final-Recipient", "rfc822; " + address);
    else
        append_field(fields, "Final-Recipient", "unknown; " + (name.empty() ? recipient.text(Property::email_address) : name));
    append_field(fields, "Action", action);
    append_field(fields, "Status", status_of(recipient, info, action == "failed"));
    append_field(fields, "Remote-MTA", with_type(recipient.text(Property::remote_message_transfer_agent)));
    const bool typed = info.diagnostic.substr(0, 8).find(';') != std::string_view::npos;
    if (!info.diagnostic.empty()) append_field(fields, "Diagnostic-Code", (typed ? "" : "smtp; ") + std::string(info.diagnostic));
    append_field(fields, "X-Supplementary-Info", supplementary);
    if (name != address) append_field(fields, "X-Display-Name", name);
}

} // namespace

void append_field(std::string& fields, std::string_view name, std::string_view value) {
    value = ascii::trim(value);
    if (value.empty()) return;
    fields += name;
    fields += ": ";
    for (const char c : value) fields += ascii::is_space(c) || c == '\0' ? ' ' : c;
    fields += '\n';
}

std::string format_date(std::int64_t seconds) {
    using namespace std::chrono;
    constexpr std::int64_t year_1000 = -30'610'224'000;
    constexpr std::int64_t year_10000 = 253'402'300'800;
    if (seconds < year_1000 || seconds >= year_10000) return {};
    const sys_seconds at{std::chrono::seconds(seconds)};
    const sys_days midnight = floor<days>(at);
    const year_month_day date(midnight);
    const hh_mm_ss time(at - midnight);
    constexpr std::array<const char*, 7> day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %u %s %d %02d:%02d:%02d +0000", day_names[weekday(midnight).c_encoding()],
                  static_cast<unsigned>(date.day()), month_names[static_cast<unsigned>(date.month()) - 1],
                  static_cast<int>(date.year()), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

ItemKind kind_of_class(std::string_view message_class) {
    if (!action_of(report_classes, message_class).empty()) return ItemKind::delivery_report;
    return action_of(receipt_classes, message_class).empty() ? ItemKind::message : ItemKind::receipt;
}

std::string mail_address(const Properties& recipient) {
    for (const Property id : {Property::smtp_address, Property::email_address, Property::display_name}) {
        std::string value = recipient.text(id);
        // An Exchange name begins with a slash and may hold an address all the same.
        if (value.find('@') != std::string::npos && value.find_first_of(" /<>") == std::string::npos) return value;
    }
    return {};
}

std::string delivery_status(std::string_view message_class, const Properties& item, const std::vector<Properties>& recipients) {
    const std::string_view action = action_of(report_classes, message_class);
    std::string fields;
    append_field(fields, "Reporting-MTA", with_type(item.text(Property::reporting_message_transfer_agent)));
    for (const Properties& recipient : recipients) append_recipient(fields, recipient, action);
    return fields;
}

std::string disposition(std::string_view message_class, const Properties& item) {
    std::string fields;
    append_field(fields, "Original-Message-ID", item.text(Property::original_message_id));
    append_field(fields, "Disposition",
                 "automatic-action/MDN-sent-automatically; " + std::string(action_of(receipt_classes, message_class)));
    return fields;
}

std::string original_fields(const Properties& item) {
    std::string fields;
    append_field(fields, "From", item.text(Property::original_author_name));
    append_field(fields, "To", item.text(Property::original_display_to));
    append_field(fields, "Subject", item.text(Property::original_subject));
    if (const auto sent = item.time(Property::original_submit_time)) append_field(fields, "Date", format_date(*sent));
    append_field(fields, "Message-ID", item.text(Property::original_message_id));
    return fields;
}

} // namespace dsnparse::store

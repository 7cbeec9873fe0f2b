#include "store/outlook/header.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::store {

namespace {

/// True of a name as RFC 5322 has it.
bool is_field_name(std::string_view name) { return !name.empty() && std::all_of(name.begin(), name.end(), ascii::is_printable); }

bool describes_body(std::string_view name) {
    for (const std::string_view other : {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"})
        if (ascii::iequals(name, other)) return true;
    return false;
}

/// Fields that the properties tell too.
constexpr std::array<std::string_view, 8> known_fields{"From", "To",         "Cc",          "Subject",
                                                       "Date", "Message-ID", "In-Reply-To", "References"};

class Header {
public:
    /// Takes the fields of `kept` over. Exchange puts lines that are none in front.
    explicit Header(std::string_view kept) {
        bool taken = false;
        while (!kept.empty()) {
            const std::size_t end = kept.find('\n');
            std::string_view line = kept.substr(0, end);
            kept.remove_prefix(end == std::string_view::npos ? kept.size() : end + 1);
            line = ascii::trim_right(line);
            if (line.empty()) {
                if (!fields_.empty()) return;
                continue;
            }
            if (!ascii::is_wsp(line.front())) {
                const std::string_view name = line.substr(0, std::min(line.find(':'), line.size()));
                taken = name.size() < line.size() && is_field_name(name) && !describes_body(name);
                if (taken) note(name);
            }
            if (!taken) continue;
            fields_ += line;
            fields_ += '\n';
        }
    }

    void add(std::string_view name, std::string_view value) {
        if (!has(name)) append_field(fields_, name, value);
    }

    [[nodiscard]] bool has(std::string_view name) const {
        const auto* const at = std::find(known_fields.begin(), known_fields.end(), name);
        return at != known_fields.end() && had_[static_cast<std::size_t>(at - known_fields.begin())];
    }

    [[nodiscard]] std::string take() { return std::move(fields_); }

private:
    void note(std::string_view name) {
        for (std::size_t i = 0; i < known_fields.size(); ++i)
            if (ascii::iequals(name, known_fields[i])) had_[i] = true;
    }

    std::string fields_;
    std::array<bool, known_fields.size()> had_{};
};

/// `"Name" <address>`; either may be empty.
std::string mailbox(std::string_view name, std::string_view address) {
    if (name.empty() || name == address) return std::string(address);
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    text += '"';
    return address.empty() ? text : text + " <" + std::string(address) + ">";
}

std::string sender(const Properties& item) {
    std::string address;
    for (const Property id : {Property::sent_representing_smtp_address, Property::sender_smtp_address,
                              Property::sent_representing_email_address, Property::sender_email_address})
        if (address.find('@') == std::string::npos) address = item.text(id);
    if (address.find('@') == std::string::npos) address.clear(); // a name of Exchange's
    std::string name = item.text(Property::sent_representing_name);
    if (name.empty()) name = item.text(Property::sender_name);
    return mailbox(name, address);
}

std::string recipients_of_type(const std::vector<Properties>& recipients, std::uint32_t type) {
    std::string list;
    for (const Properties& recipient : recipients) {
        if ((recipient.number(Property::recipient_type).value_or(1) & 0xFU) != type) continue;
        const std::string one = mailbox(recipient.text(Property::display_name), mail_address(recipient));
        if (one.empty()) continue;
        if (!list.empty()) list += ", ";
        list += one;
    }
    return list;
}

} // namespace

std::string header_of(const Properties& item, const std::vector<Properties>& recipients, ItemKind kind) {
    Header header(item.text(Property::transport_message_headers));
    header.add("From", sender(item));
    // The recipients of a report are those it is about.
    if (kind == ItemKind::delivery_report) {
        std::string receiver = item.text(Property::received_by_smtp_address);
        if (receiver.empty()) receiver = item.text(Property::received_by_email_address);
        if (receiver.find('@') != std::string::npos) header.add("To", receiver);
    } else {
        header.add("To", recipients_of_type(recipients, 1));
        header.add("Cc", recipients_of_type(recipients, 2));
    }
    header.add("Subject", item.text(Property::subject));
    for (const Property id : {Property::client_submit_time, Property::message_delivery_time, Property::report_time})
        if (const auto time = item.time(id); time && !header.has("Date")) {
            header.add("Date", format_date(*time));
            break;
        }
    header.add("Message-ID", item.text(Property::internet_message_id));
    header.add("In-Reply-To", item.text(Property::in_reply_to_id));
    header.add("References", item.text(Property::internet_references));
    return header.take();
}

} // namespace dsnparse::store

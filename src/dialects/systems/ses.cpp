/// \file
/// Amazon SES: its notifications, which are JSON objects, alone or inside an SNS envelope, posted to a queue or mailed by SNS.
///
///     {"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"user@example.org","action":"failed",
///      "status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}],"reportingMTA":"dns; a8-70.smtp-out.amazonses.com"},
///      "mail":{"messageId":"0100...","commonHeaders":{"messageId":"<1@example.com>"}}}
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/message_id.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace dsnparse::dialects {

namespace {

using nlohmann::json;

/// More than SES sends: SNS takes 256 kB.
constexpr std::size_t most_bytes = std::size_t{1} << 20;

constexpr std::array<std::string_view, 4> markers{"\"notificationtype\"", "\"eventtype\"", "notificationtype\\\"",
                                                  "eventtype\\\""};

/// The first JSON object of `text`: mail programs put words in front of it and behind it.
std::string_view find_object(std::string_view text) {
    text = text.substr(0, most_bytes);
    const std::size_t begin = text.find('{');
    if (begin == std::string_view::npos) return {};
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (quoted) {
            if (text[i] == '\\')
                ++i;
            else if (text[i] == '"')
                quoted = false;
        } else if (text[i] == '"') {
            quoted = true;
        } else if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return text.substr(begin, i + 1 - begin);
        }
    }
    return {};
}

/// A member that is an object; null: there is none.
const json* member(const json& value, const char* name) {
    if (!value.is_object()) return nullptr;
    const auto found = value.find(name);
    return found == value.end() ? nullptr : &*found;
}

std::string_view text_of(const json* value) {
    const std::string* text = value == nullptr ? nullptr : value->get_ptr<const std::string*>();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::string_view text_of(const json& value, const char* name) { return text_of(member(value, name)); }

/// Line ends within strings are what a mail server made of a line that was too long for it.
json parse(std::string_view object) {
    std::string clean(object);
    for (char& c : clean)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    json value = json::parse(clean, nullptr, false);
    const std::string inner(text_of(value, "Message"));
    return inner.empty() ? value : json::parse(inner, nullptr, false);
}

std::string_view type_of(const json& notification) {
    const std::string_view type = text_of(notification, "notificationType");
    return type.empty() ? text_of(notification, "eventType") : type;
}

int judge(const ReportView& view) {
    for (const TextBlock& block : view.blocks) {
        const std::string_view object = find_object(block.text.text);
        if (object.find("otificationType") != std::string_view::npos || object.find("ventType") != std::string_view::npos)
            return 97;
    }
    return 0;
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts, std::string_view object)
        : recorder_(view, block, facts), facts_(facts), object_(object) {}

    void run(const json& notification) {
        const std::string_view type = type_of(notification);
        if (type == "Bounce") {
            read_list(notification, "bounce", "bouncedRecipients", Action::failed);
        } else if (type == "DeliveryDelay") {
            read_list(notification, "deliveryDelay", "delayedRecipients", Action::delayed);
        } else if (type == "Complaint") {
            facts_.complaint = true;
            read_list(notification, "complaint", "complainedRecipients", Action::unknown);
        } else if (type == "Delivery") {
            read_delivery(notification);
        } else {
            return;
        }
        if (const json* mail = member(notification, "mail")) {
            facts_.queue_id = keep(text_of(*mail, "messageId"));
            if (const json* headers = member(*mail, "commonHeaders"))
                facts_.message_id = fields::read_message_id(keep(text_of(*headers, "messageId")));
        }
    }

private:
    /// The same words in the report, where they stand there as they are; else a copy. SES gives them in the order in which they
    /// are asked for, more or less, so that the search goes on where it was.
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (!lost_) {
            std::size_t at = object_.find(text, cursor_);
            if (at == std::string_view::npos && ++restarts_ <= most_restarts) at = object_.find(text);
            if (at != std::string_view::npos) {
                cursor_ = at;
                return object_.substr(at, text.size());
            }
            lost_ = true; // escaped, or in an order of its own: then so is the rest
        }
        return recorder_.arena().copy(text);
    }

    /// The value of the next member `name` as it stands in the report, escapes and all; for the evidence.
    std::string_view raw_value(std::string_view name) {
        const std::size_t at = object_.find(name, raw_cursor_);
        if (at == std::string_view::npos) return {};
        raw_cursor_ = at + name.size();
        const std::size_t colon = object_.find(':', raw_cursor_);
        const std::size_t begin = colon == std::string_view::npos ? colon : object_.find('"', colon);
        if (begin == std::string_view::npos) return {};
        std::size_t end = begin + 1;
        while (end < object_.size() && object_[end] != '"') end += object_[end] == '\\' ? 2 : 1;
        return object_.substr(begin + 1, std::min(end, object_.size()) - begin - 1);
    }

    /// `dns; a8-70.smtp-out.amazonses.com`, or without the type.
    void read_reporting_mta(const json& event) {
        std::string_view name = text_of(event, "reportingMTA");
        const std::size_t type = name.find(';');
        if (type != std::string_view::npos) name = ascii::trim(name.substr(type + 1));
        facts_.reporting_mta = keep(name);
    }

    void read_list(const json& notification, const char* event_name, const char* list_name, Action action) {
        facts_.action = action;
        const json* event = member(notification, event_name);
        const json* list = event == nullptr ? nullptr : member(*event, list_name);
        if (list == nullptr || !list->is_array()) return;
        for (const json& item : *list) {
            if (recorder_.full()) break;
            const Recorder::Handle about =
                recorder_.recipient(fields::read_address(keep(text_of(item, "emailAddress"))), {}, action);
            if (about == Recorder::nobody) continue;
            recorder_.at(about).status = keep(text_of(item, "status"));
            read_diagnostic(about, keep(text_of(item, "diagnosticCode")), text_of(*event, "remoteMtaIp"));
        }
        read_reporting_mta(*event);
    }

    void read_diagnostic(Recorder::Handle about, std::string_view diagnostic, std::string_view ip) {
        if (diagnostic.empty()) return;
        const std::size_t type = diagnostic.find(';');
        const bool smtp = type != std::string_view::npos && ascii::iequals(ascii::trim(diagnostic.substr(0, type)), "smtp");
        Said said = smtp ? reply_or_own(ascii::trim(diagnostic.substr(type + 1))) : own_words(diagnostic);
        if (said.speaker == Speaker::remote && !ip.empty())
            said.host = host_at(recorder_.arena().concat({"[", ip, "]"}), recorder_.arena());
        const std::string_view raw = raw_value("\"diagnosticCode\"");
        if (!ascii::within(diagnostic, object_)) said.raw = raw;
        recorder_.say(about, said);
    }

    void read_delivery(const json& notification) {
        facts_.action = Action::delivered;
        const json* event = member(notification, "delivery");
        const json* list = event == nullptr ? nullptr : member(*event, "recipients");
        if (list == nullptr || !list->is_array()) return;
        const std::string_view response = keep(text_of(*event, "smtpResponse"));
        Said said = reply_or_own(response);
        if (!ascii::within(response, object_)) said.raw = raw_value("\"smtpResponse\"");
        cursor_ = 0;
        lost_ = false;
        for (const json& item : *list) {
            if (recorder_.full()) break;
            const Recorder::Handle about = recorder_.recipient(fields::read_address(keep(text_of(&item))), {}, Action::delivered);
            if (about != Recorder::nobody) recorder_.say(about, said);
        }
        read_reporting_mta(*event);
    }

    Recorder recorder_;
    Facts& facts_;
    std::string_view object_;
    std::size_t cursor_ = 0;
    std::size_t raw_cursor_ = 0;
    static constexpr int most_restarts = 16;
    int restarts_ = 0;
    bool lost_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        const std::string_view object = find_object(block.text.text);
        if (object.empty()) continue;
        Reader(view, block, facts, object).run(parse(object));
        if (!facts.recipients.empty()) return;
    }
}

} // namespace

extern const Dialect dialect_ses;
const Dialect dialect_ses{"ses", "Amazon", markers, judge, read};

} // namespace dsnparse::dialects

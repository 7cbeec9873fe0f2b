#include "fields/delivery_status.hpp"

#include "base/ascii.hpp"
#include "fields/date.hpp"
#include "fields/field_block.hpp"
#include "fields/host.hpp"
#include "fields/ip.hpp"
#include "fields/status.hpp"
#include "text/encoded_word.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

enum class Known : std::uint8_t {
    other,
    reporting_mta,
    received_from_mta,
    dsn_gateway,
    envelope_id,
    arrival_date,
    final_recipient,
    original_recipient,
    action,
    status,
    remote_mta,
    diagnostic,
    last_attempt,
    log_id,
    retry_until,
    actual_recipient,
};

struct KnownField {
    std::string_view name;
    Known field;
};

/// RFC 3464 sections 2.2 and 2.3, and the spellings that are seen for the same.
constexpr std::array<KnownField, 17> known_fields{{{"Reporting-MTA", Known::reporting_mta},
                                                   {"Received-From-MTA", Known::received_from_mta},
                                                   {"DSN-Gateway", Known::dsn_gateway},
                                                   {"Original-Envelope-Id", Known::envelope_id},
                                                   {"Arrival-Date", Known::arrival_date},
                                                   {"Final-Recipient", Known::final_recipient},
                                                   {"Final-Recepient", Known::final_recipient},
                                                   {"Original-Recipient", Known::original_recipient},
                                                   {"Action", Known::action},
                                                   {"Status", Known::status},
                                                   {"Remote-MTA", Known::remote_mta},
                                                   {"Diagnostic-Code", Known::diagnostic},
                                                   {"Diagnostic", Known::diagnostic},
                                                   {"Last-Attempt-Date", Known::last_attempt},
                                                   {"Final-Log-Id", Known::log_id},
                                                   {"Will-Retry-Until", Known::retry_until},
                                                   {"X-Actual-Recipient", Known::actual_recipient}}};

Known known_field(std::string_view name) {
    for (const KnownField& known : known_fields)
        if (ascii::iequals(known.name, name)) return known.field;
    return Known::other;
}

bool is_per_message(Known field) { return field >= Known::reporting_mta && field <= Known::arrival_date; }
bool is_per_recipient(Known field) { return field >= Known::final_recipient; }

Action action_of(std::string_view value) {
    static constexpr std::array<std::pair<std::string_view, Action>, 13> words{{{"failed", Action::failed},
                                                                                {"failure", Action::failed},
                                                                                {"fail", Action::failed},
                                                                                {"undeliverable", Action::failed},
                                                                                {"undelivered", Action::failed},
                                                                                {"bounced", Action::failed},
                                                                                {"delayed", Action::delayed},
                                                                                {"deferred", Action::delayed},
                                                                                {"delivered", Action::delivered},
                                                                                {"deliverable", Action::delivered},
                                                                                {"relayed", Action::relayed},
                                                                                {"expanded", Action::expanded},
                                                                                {"expired", Action::failed}}};
    std::size_t n = 0;
    while (n < value.size() && ascii::is_alpha(value[n])) ++n;
    for (const auto& [word, action] : words)
        if (ascii::iequals(value.substr(0, n), word)) return action;
    return Action::unknown;
}

class Reader {
public:
    Reader(detail::Context& context, const text::MappedText& text, std::string_view part)
        : context_(context), text_(text), part_(part) {}

    DeliveryStatus run() {
        BlockReader block(text_.text, context_);
        while (block.next()) {
            if (block.is_blank()) {
                close_group();
                continue;
            }
            const BlockField& field = block.field();
            if (field.name == "?") {
                warn("W_FIELD_INVALID", "a line that is no field", field.raw);
                continue;
            }
            take(known_field(field.name), field);
            if (full_) break;
        }
        close_group();
        for (const RecipientFields& group : status_.recipients)
            if (group.final_recipient.value.empty() && group.original_recipient.value.empty()) {
                warn("W_FIELD_MISSING", "a recipient group without Final-Recipient", group.raw);
                break;
            }
        return status_;
    }

private:
    void warn(std::string_view code, std::string_view message, std::string_view raw) {
        const std::optional<Span> span = text_.span_of(raw);
        context_.warnings.add(code, Severity::warning, message, part_,
                              span ? std::optional<std::size_t>(span->offset) : std::nullopt);
    }

    std::string_view decode(std::string_view value) {
        text::CharsetOutcome outcome;
        return text::decode_header(value, context_.arena, outcome);
    }

    void close_group() {
        if (open_) context_.arena.append(status_.recipients, group_);
        open_ = false;
        group_ = {};
    }

    /// The group that a per-recipient field belongs to; a field that stands there already starts another.
    bool open_group(bool repeated) {
        if (open_ && repeated) close_group();
        if (!open_) {
            if (status_.recipients.size() >= context_.limits().recipients) {
                if (!full_)
                    warn("W_LIMIT_RECIPIENTS", "more recipients than the limit; the rest was left out", text_.text.substr(0, 0));
                full_ = true;
                return false;
            }
            open_ = true;
            group_ = {};
        }
        return true;
    }

    static void widen(std::string_view& raw, std::string_view line) {
        if (raw.empty())
            raw = line;
        else
            raw = {raw.data(), static_cast<std::size_t>(line.data() + line.size() - raw.data())};
    }

    void take(Known known, const BlockField& field) {
        if (is_per_message(known)) return take_per_message(known, field);
        if (is_per_recipient(known)) return take_per_recipient(known, field);
        const Header extension{field.name, decode(field.value)};
        if (open_) {
            context_.arena.append(group_.extensions, extension);
            widen(group_.raw, field.raw);
        } else if (status_.recipients.empty()) {
            context_.arena.append(status_.extensions, extension);
        }
    }

    Mta mta_of(std::string_view value) {
        const TypedValue typed = read_typed(value, context_.arena);
        return {typed.type, typed.value};
    }

    void take_per_message(Known known, const BlockField& field) {
        if (open_ && known == Known::reporting_mta) close_group();
        widen(status_.message_raw, field.raw);
        switch (known) {
        case Known::reporting_mta:
            if (!status_.reporting_mta.known()) status_.reporting_mta = mta_of(field.value);
            break;
        case Known::received_from_mta: status_.received_from_mta = mta_of(field.value); break;
        case Known::dsn_gateway: status_.dsn_gateway = mta_of(field.value); break;
        case Known::envelope_id: status_.original_envelope_id = decode_xtext(ascii::trim(field.value), context_.arena); break;
        case Known::arrival_date: status_.arrival_date = read_date(field.value, context_.arena); break;
        default: break;
        }
    }

    void take_per_recipient(Known known, const BlockField& field) {
        if (!open_group(stands_already(known))) return;
        widen(group_.raw, field.raw);
        switch (known) {
        case Known::final_recipient:
            group_.final_recipient = read_typed(field.value, context_.arena);
            group_.final_address = read_recipient_address(group_.final_recipient, context_.arena);
            group_.recipient_raw = field.raw;
            break;
        case Known::original_recipient:
            group_.original_recipient = read_typed(field.value, context_.arena);
            group_.original_address = read_recipient_address(group_.original_recipient, context_.arena);
            if (group_.recipient_raw.empty()) group_.recipient_raw = field.raw;
            break;
        case Known::action:
            group_.action_text = ascii::trim(field.value);
            group_.action = action_of(group_.action_text);
            group_.action_raw = field.raw;
            if (group_.action == Action::unknown) warn("W_FIELD_INVALID", "an Action that RFC 3464 does not know", field.raw);
            break;
        case Known::status: take_status(field); break;
        case Known::remote_mta: take_remote_mta(field); break;
        case Known::diagnostic: take_diagnostic(field); break;
        case Known::last_attempt: group_.last_attempt = read_date(field.value, context_.arena); break;
        case Known::log_id: group_.final_log_id = decode(ascii::trim(field.value)); break;
        case Known::retry_until: group_.will_retry_until = read_date(field.value, context_.arena); break;
        case Known::actual_recipient:
            group_.actual_recipient = read_recipient_address(read_typed(field.value, context_.arena), context_.arena);
            context_.arena.append(group_.extensions, Header{field.name, decode(field.value)});
            break;
        default: break;
        }
    }

    [[nodiscard]] bool stands_already(Known known) const {
        if (!open_) return false;
        switch (known) {
        case Known::final_recipient: return !group_.final_recipient.value.empty();
        case Known::original_recipient: return !group_.original_recipient.value.empty();
        case Known::action: return !group_.action_text.empty();
        default: return false;
        }
    }

    void take_status(const BlockField& field) {
        const std::string_view value = ascii::trim(field.value);
        group_.status_raw = field.raw;
        group_.status = status_at(value);
        if (group_.status.empty()) {
            // `Status: 550 5.1.1`, `Status: failed 5.1.1`
            group_.status = find_status(value);
            if (group_.status.empty()) warn("W_FIELD_INVALID", "a Status without an enhanced status code", field.raw);
        }
        const std::size_t comment = value.find('(');
        if (comment != std::string_view::npos) {
            std::string_view text = value.substr(comment + 1);
            if (!text.empty() && text.back() == ')') text.remove_suffix(1);
            group_.status_comment = ascii::trim(text);
        }
    }

    void take_remote_mta(const BlockField& field) {
        group_.remote_mta_raw = field.raw;
        std::string_view value = ascii::trim(field.value);
        const TypedValue typed = read_typed(value, context_.arena);
        group_.remote_mta.type = typed.type;
        // The comment may be the address: `dns; mx.example.org (192.0.2.1, the server for the domain)`.
        const std::size_t semicolon = value.find(';');
        if (!typed.type.empty() && semicolon != std::string_view::npos) value = ascii::trim(value.substr(semicolon + 1));
        const HostRef host = read_host(value, context_.arena);
        if (host.known()) {
            group_.remote_mta.name = host.name.empty() ? host.ip : host.name;
            group_.remote_ip = host.ip;
        } else {
            group_.remote_mta.name = typed.value;
        }
        if (group_.remote_ip.empty()) {
            const std::size_t comment = value.find('(');
            if (comment != std::string_view::npos) {
                const std::optional<IpFound> found = find_ip(value.substr(comment), context_.arena);
                if (found) group_.remote_ip = found->ip;
            }
        }
    }

    void take_diagnostic(const BlockField& field) {
        const std::string_view value = ascii::trim(field.value);
        if (!group_.diagnostic.empty() && group_.reply.known()) {
            // A second one is kept as it stands; the first decides.
            context_.arena.append(group_.extensions, Header{field.name, decode(value)});
            return;
        }
        group_.diagnostic_raw = field.raw;
        std::string_view text = value;
        const std::size_t semicolon = value.find(';');
        if (semicolon < 40) {
            const std::string_view type = ascii::trim(value.substr(0, semicolon));
            const bool atom = !type.empty() && !ascii::is_digit(type[0]) && std::all_of(type.begin(), type.end(), [](char c) {
                return ascii::is_alnum(c) || c == '-' || c == '_';
            });
            if (atom) {
                group_.diagnostic_type = context_.arena.lower(type);
                text = ascii::trim(value.substr(semicolon + 1));
            }
        }
        group_.diagnostic = decode(text);
        group_.reply = read_reply(group_.diagnostic, context_.arena);
    }

    detail::Context& context_;
    const text::MappedText& text_;
    std::string_view part_;
    DeliveryStatus status_;
    RecipientFields group_;
    bool open_ = false;
    bool full_ = false;
};

} // namespace

DeliveryStatus read_delivery_status(detail::Context& context, const text::MappedText& text, std::string_view part) {
    return Reader(context, text, part).run();
}

std::string_view find_delivery_status(std::string_view text) {
    std::size_t begin = std::string_view::npos;
    std::size_t end = 0;
    bool recipient = false;
    std::size_t fields = 0;
    std::size_t strangers = 0; ///< lines since the last known field that belong to none
    for (text::LineReader lines(text); lines.next();) {
        const std::string_view line = lines.line();
        if (ascii::trim(line).empty()) continue;
        const std::string_view name = field_name_at(line);
        const Known known = name.empty() ? Known::other : known_field(name);
        const bool counts =
            known != Known::other && !(begin == std::string_view::npos && (known == Known::action || known == Known::status));
        if (counts) {
            if (begin == std::string_view::npos) begin = lines.offset();
            end = lines.offset() + line.size();
            ++fields;
            strangers = 0;
            recipient = recipient || known == Known::final_recipient || known == Known::original_recipient;
            continue;
        }
        if (begin == std::string_view::npos) continue;
        if (ascii::is_wsp(line[0]) || (!name.empty() && ascii::istarts_with(name, "X-"))) {
            if (strangers == 0) end = lines.offset() + line.size();
            continue;
        }
        if (++strangers < 2) continue;
        // Two lines that are no fields: the run is over.
        if (recipient && fields >= 2) break;
        begin = std::string_view::npos;
        recipient = false;
        fields = strangers = 0;
    }
    return begin != std::string_view::npos && recipient && fields >= 2 ? text.substr(begin, end - begin) : std::string_view{};
}

} // namespace dsnparse::fields

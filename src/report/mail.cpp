#include "report/mail.hpp"

#include "base/ascii.hpp"
#include "fields/address.hpp"
#include "fields/date.hpp"
#include "fields/message_id.hpp"
#include "mime/decode.hpp"
#include "text/encoded_word.hpp"
#include "text/utf8.hpp"

namespace dsnparse::report {

namespace {

using mime::find_header;
using mime::header_text;
using mime::header_value;

constexpr std::size_t most_mailboxes = 200;

List<Mailbox> read_people(detail::Context& context, const mime::Part& part, std::string_view name) {
    const mime::HeaderField* field = find_header(part, name);
    if (field == nullptr) return {};
    List<Mailbox> people = fields::read_mailboxes(header_value(context, field), context.arena, most_mailboxes);
    for (Mailbox& person : detail::Arena::items(people)) {
        text::CharsetOutcome outcome;
        person.name = text::decode_header(person.name, context.arena, outcome);
    }
    return people;
}

Mailbox read_person(detail::Context& context, const mime::Part& part, std::string_view name) {
    const List<Mailbox> people = read_people(context, part, name);
    return people.empty() ? Mailbox{} : people.front();
}

DateTime read_date_of(detail::Context& context, const mime::Part& part) {
    return fields::read_date(header_value(context, find_header(part, "Date")), context.arena);
}

std::string_view read_id_of(detail::Context& context, const mime::Part& part) {
    return fields::read_message_id(header_value(context, find_header(part, "Message-ID")));
}

/// `<>` stays, since the null path means something; brackets around an address go.
std::string_view read_return_path(detail::Context& context, const mime::Part& part) {
    const std::string_view value = ascii::trim(header_value(context, find_header(part, "Return-Path")));
    if (value == "<>") return value;
    const std::string_view address = fields::read_address(value);
    return address.empty() ? value : address;
}

} // namespace

ReportMail read_report_mail(detail::Context& context, const mime::Part* header, const fields::DeliveryStatus* status) {
    ReportMail mail;
    if (header != nullptr) {
        mail.message_id = read_id_of(context, *header);
        mail.date = read_date_of(context, *header);
        mail.from = read_person(context, *header, "From");
        mail.to = read_people(context, *header, "To");
        mail.subject = header_text(context, find_header(*header, "Subject"));
        mail.return_path = read_return_path(context, *header);
        mail.auto_submitted = header_value(context, find_header(*header, "Auto-Submitted"));
    }
    if (status != nullptr) {
        mail.reporting_mta = status->reporting_mta;
        mail.received_from_mta = status->received_from_mta;
        mail.dsn_gateway = status->dsn_gateway;
        mail.arrival_date = status->arrival_date;
        mail.extensions = status->extensions;
    }
    return mail;
}

Original read_original(detail::Context& context, const Returned& returned) {
    Original original;
    if (returned.header == nullptr) return original;
    const mime::Part& part = *returned.header;
    original.present = returned.present;
    original.message_id = read_id_of(context, part);
    original.date = read_date_of(context, part);
    original.from = read_person(context, part, "From");
    original.to = read_people(context, part, "To");
    original.cc = read_people(context, part, "Cc");
    original.subject = header_text(context, find_header(part, "Subject"));
    original.return_path = read_return_path(context, part);
    if (returned.present == Present::full) original.size = returned.bytes.size();
    context.arena.reserve(original.headers, part.headers.size());
    for (const mime::HeaderField& field : part.headers)
        context.arena.append(original.headers,
                             Header{text::repair_utf8(field.name, context.arena), header_text(context, &field)});
    return original;
}

} // namespace dsnparse::report

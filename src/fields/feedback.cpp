#include "fields/feedback.hpp"

#include "base/ascii.hpp"
#include "fields/address.hpp"
#include "fields/field_block.hpp"
#include "fields/ip.hpp"
#include "fields/message_id.hpp"
#include "text/encoded_word.hpp"

namespace dsnparse::fields {

namespace {

constexpr std::size_t most_fields = 200;

/// Calls `take` for each field and collects all of them.
template <class Take>
List<Header> read_fields(detail::Context& context, const text::MappedText& text, Take take) {
    List<Header> all;
    for (BlockReader block(text.text, context); block.next() && all.size() < most_fields;) {
        const BlockField& field = block.field();
        if (block.is_blank() || field.name == "?") continue;
        text::CharsetOutcome outcome;
        const Header header{field.name, text::decode_header(field.value, context.arena, outcome)};
        context.arena.append(all, header);
        take(header);
    }
    return all;
}

std::string_view address_in(std::string_view value, detail::Arena& arena) {
    return read_recipient_address(read_typed(value, arena), arena);
}

} // namespace

Feedback read_feedback(detail::Context& context, const text::MappedText& text) {
    Feedback feedback;
    feedback.fields = read_fields(context, text, [&](const Header& field) {
        if (ascii::iequals(field.name, "Feedback-Type"))
            feedback.feedback_type = context.arena.lower(ascii::trim(field.value));
        else if (ascii::iequals(field.name, "Original-Rcpt-To") || ascii::iequals(field.name, "Removal-Recipient"))
            context.arena.append(feedback.original_rcpt_to, address_in(field.value, context.arena));
        else if (ascii::iequals(field.name, "Original-Mail-From"))
            feedback.original_mail_from = address_in(field.value, context.arena);
        else if (ascii::iequals(field.name, "Source-IP"))
            feedback.source_ip = parse_ip(field.value, context.arena);
        else if (ascii::iequals(field.name, "Reporting-MTA"))
            feedback.reporting_mta = read_typed(field.value, context.arena).value;
    });
    return feedback;
}

Disposition read_disposition(detail::Context& context, const text::MappedText& text) {
    Disposition disposition;
    disposition.fields = read_fields(context, text, [&](const Header& field) {
        if (ascii::iequals(field.name, "Final-Recipient"))
            disposition.final_recipient = address_in(field.value, context.arena);
        else if (ascii::iequals(field.name, "Original-Recipient"))
            disposition.original_recipient = address_in(field.value, context.arena);
        else if (ascii::iequals(field.name, "Original-Message-ID"))
            disposition.original_message_id = read_message_id(field.value);
        else if (ascii::iequals(field.name, "Disposition"))
            disposition.disposition = ascii::trim(field.value);
    });
    return disposition;
}

} // namespace dsnparse::fields

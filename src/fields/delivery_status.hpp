/// \file
/// message/delivery-status: RFC 3464 and RFC 6533, as it should be and as it is.
#pragma once

#include "base/context.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/mapped_text.hpp"

#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// One recipient's group.
struct RecipientFields {
    TypedValue final_recipient; ///< as given
    TypedValue original_recipient;
    std::string_view final_address; ///< decoded
    std::string_view original_address; ///< decoded
    Action action = Action::unknown;
    std::string_view action_text; ///< as given, with its comment
    std::string_view status; ///< RFC 3463 code; empty: missing or unreadable
    std::string_view status_comment; ///< Haraka and others put the reply here: `5.1.2 (550 ...)`
    Mta remote_mta;
    std::string_view remote_ip; ///< that stood beside the name
    std::string_view diagnostic_type;
    std::string_view diagnostic; ///< unfolded, comments kept
    ReplyText reply; ///< read from the diagnostic
    DateTime last_attempt;
    DateTime will_retry_until;
    std::string_view final_log_id;
    std::string_view actual_recipient; ///< X-Actual-Recipient and its kin
    List<Header> extensions;
    std::string_view raw; ///< the whole group in the text
    std::string_view recipient_raw; ///< line of Final-Recipient (or Original-) in the text
    std::string_view status_raw;
    std::string_view diagnostic_raw; ///< lines of Diagnostic-Code
    std::string_view action_raw;
    std::string_view remote_mta_raw;
};

/// The whole part.
struct DeliveryStatus {
    Mta reporting_mta;
    Mta received_from_mta;
    Mta dsn_gateway;
    std::string_view original_envelope_id; ///< xtext decoded
    DateTime arrival_date;
    List<Header> extensions; ///< per-message
    List<RecipientFields> recipients;
    std::string_view message_raw; ///< the per-message group in the text
};

/// Reads the groups of `text` (UTF-8). Missing blank lines between groups, odd orders, folding by any indentation,
/// unknown fields, missing Action or Status are all read as far as they go. A group starts at a blank line, or at a
/// field that the group has already and that can stand there once only.
/// Warnings: W_FIELD_INVALID, W_FIELD_MISSING, W_LIMIT_RECIPIENTS.
[[nodiscard]] DeliveryStatus read_delivery_status(detail::Context& context, const text::MappedText& text, std::string_view part);

/// A run of lines in human text that is a delivery-status in all but name (pasted reports, flattened parts): from its
/// first known field to its last. Empty: there is none. Quoting must have been taken off.
[[nodiscard]] std::string_view find_delivery_status(std::string_view text);

} // namespace dsnparse::fields

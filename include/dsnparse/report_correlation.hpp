/// \file
/// Correlation: what ties a report to the message that was sent.
#pragma once

#include <dsnparse/report_values.hpp>

#include <optional>
#include <string_view>

namespace dsnparse {

/// An id of the message that was sent, and where it stood.
struct IdRef {
    std::string_view value; ///< with its angle brackets removed
    std::string_view header; ///< name of the field, or what the text calls it
    IdWhere where = IdWhere::text;
    std::optional<bool> rewritten; ///< a service replaced the sender's own id by this one
};

/// A queue id, and the host whose queue it was.
struct QueueId {
    std::string_view value;
    std::string_view host;
};

/// A variable envelope return path, taken apart.
struct Verp {
    std::string_view address; ///< as it stood
    std::string_view scheme; ///< generic, mailman, discourse, odoo, sendgrid, prvs, srs0, srs1, ...
    std::string_view recipient; ///< the address it encodes; empty: none
    std::string_view token; ///< the opaque rest
    [[nodiscard]] bool known() const noexcept { return !address.empty(); }
};

/// All that ties the report to the message that was sent.
struct Correlation {
    List<IdRef> message_ids; ///< candidates, best first
    List<std::string_view> in_reply_to;
    List<std::string_view> references;
    std::string_view envelope_id; ///< RFC 3464 Original-Envelope-Id, xtext decoded
    List<QueueId> queue_ids;
    Verp verp;
    List<Header> headers; ///< the sender's own X- fields that carry ids
    std::string_view list_id;
    List<std::string_view> subject_tags; ///< `[Ticket#123]`
};

} // namespace dsnparse

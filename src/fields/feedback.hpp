/// \file
/// message/feedback-report (RFC 5965) and message/disposition-notification (RFC 8098): enough to tell and to tie.
#pragma once

#include "base/context.hpp"
#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::fields {

struct Feedback {
    std::string_view feedback_type; ///< abuse, fraud, not-spam, ...; lower case
    List<std::string_view> original_rcpt_to;
    std::string_view original_mail_from;
    std::string_view source_ip;
    std::string_view reporting_mta;
    List<Header> fields; ///< all, in order
};
[[nodiscard]] Feedback read_feedback(detail::Context& context, const text::MappedText& text);

struct Disposition {
    std::string_view final_recipient;
    std::string_view original_recipient;
    std::string_view original_message_id;
    std::string_view disposition; ///< `automatic-action/MDN-sent-automatically; deleted`
    List<Header> fields;
};
[[nodiscard]] Disposition read_disposition(detail::Context& context, const text::MappedText& text);

} // namespace dsnparse::fields

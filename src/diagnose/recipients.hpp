/// \file
/// Recipients and replies: what the machine-readable part and the words say, brought together.
#pragma once

#include "dialects/dialect.hpp"
#include "fields/delivery_status.hpp"
#include "mime/part.hpp"

namespace dsnparse::diagnose {

/// What is brought together.
struct Statements {
    const fields::DeliveryStatus* status = nullptr; ///< null: none
    const text::MappedText* status_text = nullptr; ///< the text that `status` was read from
    std::string_view status_part; ///< section number
    const dialects::Facts* facts = nullptr;
    const mime::Part* original = nullptr; ///< header of the returned message; null: none
    const mime::Part* header = nullptr; ///< header of the report; null: pasted text
    Kind kind = Kind::unknown;
    Mta reporting_mta;
};

/// Who said a reply, in step with the list of replies.
using Speakers = List<dialects::Speaker>;

struct Outcome {
    List<Recipient> recipients; ///< without classification
    List<Reply> replies;
    Speakers speakers;
    List<Step> transcript;
};

/// One Recipient per group of the machine-readable part; where there is none, per recipient that the words name.
/// Recipients are never merged. Precedence, per recipient:
///  - reply: the remote server's words that are about this recipient alone, then those of its session, then the
///    reporting MTA's; among equals the one whose class fits the action, then the later one.
///  - status: a specific one of the deciding remote reply, then the Status field, then any other.
[[nodiscard]] Outcome bring_together(detail::Context& context, const Statements& statements);

} // namespace dsnparse::diagnose

/// \file
/// Facts: what the words of a report state, before anyone judges them.
#pragma once

#include "base/context.hpp"

#include <cstdint>
#include <string_view>

namespace dsnparse::dialects {

/// Whose words a reply is.
enum class Speaker : std::uint8_t {
    remote, ///< the server that was talked to, verbatim
    reporter, ///< the reporting MTA: a verdict of its own, or its paraphrase of what happened
};

/// A reply, and to whom it belongs.
struct ReplyFact {
    Reply reply; ///< `recipient` and `reported_by` are filled in later
    Speaker speaker = Speaker::remote;
    std::string_view recipient; ///< address the text ties it to; empty: all recipients of its session
    std::uint32_t session = 0; ///< replies of one conversation share a number; 0: none
    bool consequence = false; ///< only follows from other refusals (RFC 2920: `503 need RCPT`), or answers QUIT: explains nothing
};

/// A recipient as the words name it.
struct RecipientFact {
    std::string_view address; ///< that the report is about
    std::string_view original; ///< that was written to, where the text tells both
    List<std::string_view> expanded_from; ///< aliases between the two
    Action action = Action::unknown; ///< only where the words say so
    std::string_view status; ///< RFC 3463, where the words give one outside any reply
    std::string_view reason; ///< the reporter's words about this recipient
    List<std::uint32_t> replies; ///< indexes in Facts::replies, in the order they stand
    DateTime will_retry_until;
    Evidence evidence; ///< where the address stands
};

/// One line of a session, and the recipient it is about.
struct StepFact {
    Step step;
    std::string_view recipient;
};

/// All that a dialect found.
struct Facts {
    std::string_view mta; ///< name of the dialect
    std::string_view vendor;
    std::string_view language; ///< BCP 47 of the human text; empty: unknown
    Action action = Action::unknown; ///< what the report as a whole announces
    bool complaint = false; ///< the recipients complained about the mail
    bool transcript = false; ///< it shows an SMTP session
    std::string_view reporting_mta; ///< host that says it is the reporter
    std::string_view queue_id; ///< of the message, as the words give it
    std::string_view message_id; ///< of the returned message, as the words give it
    /// Whose mail it is about, where the words name no recipient: `421 example.org (smtp)... Deferred`.
    List<std::string_view> domains;
    List<RecipientFact> recipients;
    List<ReplyFact> replies;
    List<StepFact> steps;

    /// Finds the recipient or adds it.
    RecipientFact& recipient(detail::Arena& arena, std::string_view address);
};

} // namespace dsnparse::dialects

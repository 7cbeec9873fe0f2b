/// \file
/// Recipients, replies, rejecting hosts, and why: what became of the message.
#pragma once

#include <dsnparse/report_values.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace dsnparse {

/// An alternative that was considered.
struct Alternative {
    std::string_view category;
    double confidence = 0;
};

/// What can be done.
struct Remedy {
    std::string_view id;
    std::string_view audience; ///< sender, sender_admin, recipient_admin
    std::string_view text;
    List<std::string_view> urls;
    [[nodiscard]] bool known() const noexcept { return !id.empty(); }
};

/// Why, and whose turn it is.
struct Classification {
    std::string_view category = "undetermined"; ///< docs/categories.md
    std::string_view provider; ///< whose refusal this is
    Permanence permanence = Permanence::unknown;
    Suppress suppress = Suppress::no; ///< whether the recipient's address should be mailed again
    std::string_view responsible = "unknown"; ///< who can act
    std::string_view summary; ///< one sentence for a person
    std::string_view rule; ///< id of the rule that decided
    std::string_view words; ///< the words that it decided by; empty: a code alone decided
    double confidence = 0; ///< 0 to 1
    List<Evidence> evidence;
    List<Alternative> alternatives;
    Remedy remedy;
};

/// One recipient; never merged with another.
struct Recipient {
    std::string_view address; ///< the one that failed; behind an alias the final one, `original` being the alias
    std::string_view domain; ///< lower case
    std::string_view final; ///< RFC 3464 Final-Recipient
    std::string_view original; ///< RFC 3464 Original-Recipient
    List<std::string_view> expanded_from; ///< aliases and lists it came from
    Action action = Action::unknown;
    Source action_source = Source::none;
    std::string_view status; ///< RFC 3463, the one that decided
    Source status_source = Source::none;
    std::string_view reported_status; ///< the Status field, where `status` was taken from elsewhere
    std::optional<int> code; ///< the SMTP reply code that decided
    Source code_source = Source::none;
    std::optional<std::size_t> reply; ///< index in Report::replies of the reply that decided
    std::string_view diagnostic_type; ///< `smtp`, `x-postfix`; lower case
    std::string_view diagnostic;
    Mta remote_mta;
    DateTime last_attempt;
    DateTime will_retry_until;
    std::string_view final_log_id;
    List<std::size_t> replies; ///< all replies about this recipient
    Classification classification;
    List<Header> extensions; ///< per-recipient fields that RFC 3464 does not name
    List<Evidence> evidence;
};

/// A reply of an SMTP server, or what an MTA said in the form of one.
struct Reply {
    std::optional<std::size_t> recipient; ///< index in Report::recipients; absent: the session as a whole
    std::optional<int> code; ///< 200 to 599
    std::string_view enhanced; ///< RFC 3463
    std::string_view text; ///< without codes, lines joined by a space
    List<std::string_view> lines; ///< as they stood, codes included
    std::string_view command; ///< that it answers, as quoted: `RCPT TO:<...>`
    Phase phase = Phase::unknown;
    std::string_view host; ///< who gave it; empty for Phase::local
    std::string_view ip;
    std::optional<int> port;
    std::string_view quoted_client_ip; ///< our address, as the server quotes it
    std::string_view quoted_client_host;
    std::string_view reported_by; ///< the MTA that tells of it
    List<Evidence> evidence;
};

/// One line of an SMTP session that the report shows.
struct Step {
    Direction direction = Direction::event;
    std::string_view host;
    std::string_view ip;
    std::string_view command;
    std::optional<int> code;
    std::string_view enhanced;
    std::string_view text;
    std::optional<std::size_t> recipient;
};

/// A host that said no.
struct RejectingHost {
    std::string_view host;
    std::string_view ip;
    std::string_view role; ///< remote_mx: it replied; unanswering: the session with it failed without a reply
    List<std::size_t> replies;
    double confidence = 0;
    List<Evidence> evidence;
};

/// A detail that a refusal tells.
struct Fact {
    /// url; reference: an id to quote when asking the one who refused; provider_code: `TSS04`, `S3150`; size_bytes: of the
    /// message; limit_bytes, limit_recipients, limit_messages, limit_connections: what is allowed; retry_after_s: when to try
    /// again. More may come.
    std::string_view type;
    std::string_view value; ///< as it stands in the reply
    std::optional<double> amount; ///< as a number, in the unit that `type` ends with
    std::size_t reply = 0; ///< index in Report::replies
};

/// One thing that a statement says.
struct Statement {
    std::string_view value; ///< `5.1.1`, `failed`, `spam_content`
    std::string_view source; ///< status_field, action_field, reply_code, reply_status, reply_words
};

/// Two statements that do not fit. The result follows `won`.
struct Contradiction {
    /// status_field: the Status field and the reply; code_status: a reply's code and its enhanced status; status_words: its
    /// enhanced status and its words; code_words: its code and its words; action_code: the report's action and the code.
    std::string_view type;
    std::optional<std::size_t> recipient; ///< index in Report::recipients
    std::optional<std::size_t> reply; ///< index in Report::replies
    Statement won;
    Statement lost;
};

} // namespace dsnparse

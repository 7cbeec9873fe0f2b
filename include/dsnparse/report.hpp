/// \file
/// Report: everything dsnparse says about one message. docs/schema.md describes the same as JSON.
///
/// Conventions, everywhere below:
///  - An empty string_view means "not known"; the message never says an empty thing.
///  - All text is valid UTF-8 (what was not is repaired with U+FFFD and a W_CHARSET_* warning).
///  - Byte offsets count from the first byte of the message as given to parse().
///  - Names and types of fields follow RFC 3464, 5321, 5322 and 6522.
#pragma once

#include <dsnparse/export.hpp>
#include <dsnparse/list.hpp>
#include <dsnparse/report_correlation.hpp>
#include <dsnparse/report_enums.hpp>
#include <dsnparse/report_outcome.hpp>
#include <dsnparse/report_path.hpp>
#include <dsnparse/report_values.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace dsnparse {

/// What was read, and where it lay.
struct Input {
    std::string_view id; ///< the same for the same bytes: their SHA-256, hexadecimal (docs/schema.md)
    std::string_view source; ///< Options::source
    std::int64_t index = -1; ///< Options::index
    std::int64_t offset = -1; ///< Options::offset
    std::size_t size = 0; ///< bytes
    std::string_view container; ///< eml, mbox, text
    bool truncated = false; ///< Limits::message_bytes was reached
};

/// How the report is worded.
struct Format {
    Form form = Form::none;
    std::string_view mta; ///< the dialect: `sendmail`, `postfix`; empty: none recognised
    std::string_view vendor;
    std::string_view language; ///< BCP 47, of the human text
    std::string_view report_type; ///< RFC 6522 report-type, lower case
};

/// The report itself, as a mail, with RFC 3464's per-message fields.
struct ReportMail {
    std::string_view message_id; ///< with its angle brackets removed
    DateTime date;
    Mailbox from;
    List<Mailbox> to;
    std::string_view subject;
    std::string_view return_path; ///< `<>` for the null path
    std::string_view auto_submitted;
    Mta reporting_mta;
    Mta received_from_mta;
    Mta dsn_gateway;
    DateTime arrival_date;
    List<Header> extensions; ///< per-message fields that RFC 3464 does not name; of a complaint all fields of its feedback report
};

/// The message that was returned, as far as the report contains it.
struct Original {
    Present present = Present::none;
    std::string_view message_id;
    DateTime date;
    Mailbox from;
    List<Mailbox> to;
    List<Mailbox> cc;
    std::string_view subject;
    std::string_view return_path;
    std::optional<std::size_t> size; ///< bytes of the returned message, if it came back whole
    List<Header> headers; ///< all of them, in order, repeats kept
};

/// SPF, DKIM or DMARC results that the report quotes.
struct Authentication {
    std::string_view authserv;
    std::string_view method; ///< spf, dkim, dmarc, arc, ... (RFC 8601 section 2.7)
    std::string_view result; ///< pass, fail, softfail, neutral, none, temperror, permerror, ...
    std::string_view domain;
    std::string_view where; ///< original_header, reply
};

/// A block list that a refusal names.
struct Blocklist {
    std::string_view name; ///< the list's own name; of an unknown one the zone
    std::string_view ip; ///< our address that is listed; empty: not told, or a list of domains
    std::string_view url; ///< where it is told why: the page in the reply, else the list's look-up
};

/// Whether the bounce looks like a genuine answer to a message of ours.
struct Authenticity {
    Verdict verdict = Verdict::unverified;
    List<std::string_view> signals;
};

/// Something the caller should know about the reading. Never silent, never fatal.
struct Warning {
    std::string_view code; ///< W_LIMIT_..., W_MIME_..., W_CHARSET_..., W_FIELD_...
    Severity severity = Severity::warning;
    std::string_view message;
    std::string_view part;
    std::optional<std::size_t> offset;
};

/// The result for one message. Cheap to copy; all copies share the text.
///
/// Every string_view and List reachable from a Report lives as long as that Report or any copy of it.
struct Report {
    Input input;
    Kind kind = Kind::unknown;
    double confidence = 0;
    Format format;
    ReportMail report;
    Original original;
    Correlation correlation;
    List<Recipient> recipients;
    List<Reply> replies;
    List<Step> transcript;
    List<Hop> hops; ///< oldest first; those of the original before those of the report
    Edge edge;
    List<RejectingHost> rejecting_hosts;
    Classification classification; ///< of the recipient that fared worst
    List<Authentication> authentication;
    List<Blocklist> blocklists;
    List<Fact> facts; ///< in the order of their replies
    List<Contradiction> contradictions;
    Authenticity authenticity;
    List<Warning> warnings;
    std::string_view rules_version; ///< of the RuleSet that judged

    [[nodiscard]] bool is_bounce() const noexcept { return kind == Kind::bounce; }

    std::shared_ptr<const void> storage; ///< owns all text above; nothing in it is for callers
};

} // namespace dsnparse

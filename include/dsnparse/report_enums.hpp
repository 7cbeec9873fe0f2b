/// \file
/// The enumerations of a Report, with their JSON spellings. New values may be added: handle the unknown.
#pragma once

#include <dsnparse/export.hpp>

#include <cstdint>
#include <string_view>

namespace dsnparse {

/// What the message says. Nothing inside a returned message counts.
enum class Kind : std::uint8_t {
    unknown,
    bounce, ///< at least one recipient failed for good
    delay, ///< not delivered yet, still being tried (RFC 3464 `delayed`)
    success, ///< delivered, relayed or expanded, as asked for (RFC 3461)
    complaint, ///< feedback report (RFC 5965)
    disposition, ///< read, deleted, ... (RFC 8098)
    auto_reply, ///< vacation and the like (RFC 3834)
    challenge, ///< the sender is asked to prove to be a person
    message, ///< an ordinary mail
};

/// How it is said.
enum class Form : std::uint8_t {
    none,
    rfc3464, ///< a message/delivery-status part
    rfc5965, ///< a message/feedback-report part
    rfc8098, ///< a message/disposition-notification part
    text, ///< in words
    html, ///< in words, as HTML only
    transcript, ///< an SMTP session without a delivery-status part
    fragment, ///< pasted text without its header
    json, ///< a service's event
};

enum class Action : std::uint8_t { unknown, failed, delayed, delivered, relayed, expanded };

/// Which kind of statement a value was taken from.
enum class Source : std::uint8_t {
    none,
    field, ///< a field of the machine-readable part
    reply, ///< an SMTP reply
    inferred, ///< derived from other facts
};

enum class Permanence : std::uint8_t { unknown, permanent, transient };

/// Whether the recipient's address should be taken off the list.
enum class Suppress : std::uint8_t { no, yes, after_repeat };

/// When in the session a reply came (RFC 5321).
enum class Phase : std::uint8_t {
    unknown,
    connect,
    banner,
    ehlo,
    starttls,
    auth,
    mail,
    rcpt,
    data,
    end_of_data,
    quit,
    dns, ///< no session: a look-up failed
    local, ///< no session: the reporting MTA's own words
};

enum class Direction : std::uint8_t { event, client, server };
enum class HopMessage : std::uint8_t { report, original };
enum class Trust : std::uint8_t { unknown, trusted, boundary, untrusted };
enum class Present : std::uint8_t { none, partial, headers, full };
enum class IdWhere : std::uint8_t { text, original, report, delivery_status };
enum class Verdict : std::uint8_t { unverified, plausible, suspicious };
enum class Severity : std::uint8_t { info, warning, error };

/// Special-purpose address registries (RFC 6890).
enum class IpScope : std::uint8_t {
    unknown,
    public_,
    private_,
    loopback,
    link_local,
    cgnat,
    unique_local,
    documentation,
    multicast,
    reserved,
};

/// The JSON spelling of each value; empty where JSON has null.
[[nodiscard]] DSNPARSE_API std::string_view to_string(Kind) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Form) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Action) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Source) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Permanence) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Suppress) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Phase) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Direction) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(HopMessage) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Trust) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Present) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(IdWhere) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Verdict) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(Severity) noexcept;
[[nodiscard]] DSNPARSE_API std::string_view to_string(IpScope) noexcept;

} // namespace dsnparse

/// \file
/// SMTP replies as reports quote them (RFC 5321 section 4.2, RFC 2034).
#pragma once

#include "base/arena.hpp"

#include <optional>
#include <string_view>

namespace dsnparse::fields {

/// A reply taken apart. Views into the text, save where lines had to be joined.
struct ReplyText {
    std::optional<int> code; ///< 200 to 599
    std::string_view enhanced;
    std::string_view text; ///< the server's words without codes; lines joined by a space
    List<std::string_view> lines; ///< as they stood
    [[nodiscard]] bool known() const { return code.has_value() || !enhanced.empty(); }
};

/// Reads a reply from `text`, which may hold several lines (`550-5.7.1 a` / `550 5.7.1 b`), or the same folded
/// into one (`550-5.7.1 a 550 5.7.1 b`: the repeated prefix is taken out). A code not at the start is found
/// where it cannot be anything else (`host x said: 550 5.1.1 ...`, `(550)`, `#550 5.1.1`, `SMTP error 550`). Numbers that are
/// part of a word, an address, a date or an IP are not codes.
///
/// What the reporting MTA put around the reply (`smtp; `, `(reason: ...)`, `returned '...'`, and Postfix's `(in reply to RCPT TO
/// command)` behind it) is in neither `text` nor `lines`; who wants it looks for it in `text` as given. A reply that refuses
/// (4xx, 5xx, with its enhanced code) is preferred to a greeting in front of it. Where there is no code at all, `text` is all
/// words.
[[nodiscard]] ReplyText read_reply(std::string_view text, detail::Arena& arena);

/// The reply code at the very start of `text` (`550 `, `550-`, `550` at the end, `550` in front of a mark); nullopt: none.
[[nodiscard]] std::optional<int> reply_code_at(std::string_view text);

/// True for `550-...`: another line of the same reply follows.
[[nodiscard]] bool reply_continues(std::string_view line);

/// Our address and name as the refusing server quotes them (`[192.0.2.1] is listed`, `client host x[1.2.3.4] blocked`).
struct QuotedClient {
    std::string_view ip; ///< as it stands, without brackets and `IPv6:`
    std::string_view host;
};
/// Only where the wording says that it is the client's; not every IP in a reply is ours.
[[nodiscard]] QuotedClient find_quoted_client(std::string_view reply_text);

} // namespace dsnparse::fields

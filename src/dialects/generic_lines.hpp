/// \file
/// What single lines of a report in unknown wording hold: addresses, replies, hosts.
#pragma once

#include "fields/host.hpp"

#include <string_view>

namespace dsnparse::dialects {

/// The first address in `text` with a domain of more than one label; what X.400 puts in front of it is taken off. `end`, if
/// given, gets the position behind it.
[[nodiscard]] std::string_view find_mailbox(std::string_view text, std::size_t* end = nullptr);

/// `line` without white space and bullets (`*`, `-`, `>`, `|`) in front.
[[nodiscard]] std::string_view without_bullet(std::string_view line);

/// The address that a line starts with.
struct Lead {
    std::string_view address; ///< empty: it starts with something else
    std::string_view rest; ///< behind it
    bool bracketed = false;
};

/// A display name, a type and quotes may stand in front.
[[nodiscard]] Lead lead_of(std::string_view line);

/// True for a label (without its colon) in front of an address that was written to in vain.
[[nodiscard]] bool is_recipient_label(std::string_view label);

/// True for a label in front of an address of which nothing is said, or somebody else's.
[[nodiscard]] bool is_other_label(std::string_view label);

/// True if the words in front of an address say that it is not a recipient's but to be asked, or wrote the mail.
[[nodiscard]] bool is_other_party(std::string_view before);

/// Where a reply starts in `line`, which says `meaning` (meaning_of); npos: nowhere. In the middle of a line only where it is
/// quoted or has a status, too.
[[nodiscard]] std::size_t find_reply(std::string_view line, unsigned meaning);

/// The host that `text` starts with, if it has an address, or that it names behind `host`, `server`, `mailer` or `by`.
[[nodiscard]] fields::HostRef host_in(std::string_view text, detail::Arena& arena);

/// True for a line of a paragraph that quotes `host X said: ...`, or is folded in the middle of that.
[[nodiscard]] bool quotes_host(std::string_view line);

} // namespace dsnparse::dialects

/// \file
/// Wordings that several systems share.
#pragma once

#include "fields/host.hpp"

#include <dsnparse/report_enums.hpp>

#include <optional>
#include <string_view>

namespace dsnparse::dialects {

/// `host mx.example.org[192.0.2.25] said: 550 5.1.1 ... (in reply to RCPT TO command)`, taken apart. Views into the text.
struct HostSaid {
    fields::HostRef host;
    std::string_view reply; ///< codes included, the closing parenthesis not; may hold several lines
    std::string_view command; ///< as quoted: `RCPT TO`, `end of DATA`; empty: not told
    Phase phase = Phase::unknown;
    std::size_t begin = 0; ///< where the wording starts in the text
};

/// The first `host X said:` in `text`, or `host X refused to talk to me:` (the greeting). What follows up to the end of
/// `text` is the reply. Nothing: the text has none.
[[nodiscard]] std::optional<HostSaid> find_host_said(std::string_view text, detail::Arena& arena);

/// Takes ` (in reply to RCPT TO command)` off the end of `reply`; returns the command, empty if there is none.
[[nodiscard]] std::string_view take_in_reply_to(std::string_view& reply);

} // namespace dsnparse::dialects

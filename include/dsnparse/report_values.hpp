/// \file
/// The small values that a Report is made of.
#pragma once

#include <dsnparse/list.hpp>
#include <dsnparse/report_enums.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dsnparse {

/// A range of bytes in the message as given.
struct Span {
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// Where a conclusion comes from.
struct Evidence {
    std::string_view where; ///< delivery_status, transcript, report_text, report_html, report_header, original_header
    std::string_view part; ///< MIME part as a section number, `1.2`; empty: not in a part
    std::optional<Span> span; ///< absent where the words exist in no one place of the message
    std::string_view text; ///< the words; empty unless EvidenceLevel::full
};

/// A point in time: RFC 3339 with the sender's own offset, and as a number.
struct DateTime {
    std::string_view text; ///< `2012-02-02T14:01:15-05:00`; empty: not known
    std::int64_t unix_seconds = 0; ///< meaningless where text is empty
    [[nodiscard]] bool known() const noexcept { return !text.empty(); }
};

/// An MTA as RFC 3464 names it: `dns; mx.example.org`.
struct Mta {
    std::string_view type; ///< `dns`, `x-...`; lower case; empty: none given
    std::string_view name;
    [[nodiscard]] bool known() const noexcept { return !name.empty(); }
};

/// An address with its display name (RFC 5322 mailbox).
struct Mailbox {
    std::string_view address;
    std::string_view name;
    [[nodiscard]] bool known() const noexcept { return !address.empty() || !name.empty(); }
};

/// A header or report field that has no place of its own, decoded.
struct Header {
    std::string_view name;
    std::string_view value;
};

} // namespace dsnparse

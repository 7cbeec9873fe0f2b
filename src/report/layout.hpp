/// \file
/// Layout: which part of a message plays which role in a report.
#pragma once

#include "dialects/dialect.hpp"
#include "mime/part.hpp"

#include <cstdint>
#include <optional>

namespace dsnparse::report {

/// The returned message, as far as it is there.
struct Returned {
    Present present = Present::none;
    const mime::PartList* parts = nullptr;
    const mime::Part* header = nullptr; ///< part whose header fields are the returned message's; null: none
    std::string_view bytes; ///< all that came back
    std::string_view where = "original_header"; ///< Evidence::where
};

/// Roles. A returned message is never searched for any of them but `returned`.
struct Layout {
    const mime::PartList* parts = nullptr;
    const mime::Part* header = nullptr; ///< part whose header is the report's; null: pasted text
    const mime::Part* status = nullptr; ///< message/delivery-status
    const mime::Part* feedback = nullptr; ///< message/feedback-report
    const mime::Part* disposition = nullptr; ///< message/disposition-notification
    const mime::Part* html = nullptr; ///< the only human text is HTML: this part
    List<const mime::Part*> more_status; ///< further delivery-status parts of the same report
    List<dialects::TextBlock> blocks; ///< what the reporter wrote, decoded, the returned message cut off
    List<std::uint32_t> reports; ///< which of several pasted reports each block belongs to; empty: there is one
    Returned returned;
    bool forwarded = false; ///< the report came inside another mail
};

/// Assigns the roles. A mail that is no report itself, but carries one as an attached message, is laid out as that one.
[[nodiscard]] Layout lay_out(detail::Context& context, const mime::PartList& parts);

/// The report that a gateway wrapped in a mail of its own, which looks like a report but has no machine-readable part: for the
/// case that the words of `outer` name nobody. Nullopt: there is none.
[[nodiscard]] std::optional<Layout> lay_out_wrapped(detail::Context& context, const Layout& outer);

/// Pasted text: unquoted; laid out as a mail where that is what was pasted.
[[nodiscard]] Layout lay_out_fragment(detail::Context& context, const mime::PartList& parts);

} // namespace dsnparse::report

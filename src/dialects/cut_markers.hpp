/// \file
/// Lines behind which systems put the message that they return.
#pragma once

#include <span>
#include <string_view>

namespace dsnparse::dialects {

/// All that is on such a line, without the dashes and other punctuation around it.
struct CutMarker {
    std::string_view words; ///< UTF-8, ASCII letters in lower case
    bool headers_only; ///< it announces the header alone
};

/// All of them. Those of Exim, qmail, Postfix, Sendmail, Exchange, OpenSMTPD, dma, Lotus, GMX, Yahoo and others.
[[nodiscard]] std::span<const CutMarker> cut_markers();

} // namespace dsnparse::dialects

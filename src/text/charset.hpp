/// \file
/// Charsets to UTF-8: labels as the wild spells them, iconv behind one adapter.
#pragma once

#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::text {

/// What a conversion met. Callers turn it into W_CHARSET_* warnings.
struct CharsetOutcome {
    bool unknown_label = false; ///< no such charset: read as UTF-8 if it is, else as windows-1252
    bool damaged = false; ///< bytes that are invalid in the charset became U+FFFD
};

/// `bytes` of the charset `label` (any spelling; empty: us-ascii) as UTF-8. A text that says us-ascii or
/// utf-8 and is well-formed UTF-8 is returned as it is. One that says us-ascii but has 8-bit bytes is read as
/// UTF-8 if well-formed, else as windows-1252; ISO-2022-JP escapes in an unlabelled text are honoured.
[[nodiscard]] std::string_view to_utf8(std::string_view bytes, std::string_view label, detail::Arena& arena,
                                       CharsetOutcome& outcome);

/// The same for a mapped text; the map of the result is per line where bytes changed.
[[nodiscard]] MappedText to_utf8(const MappedText& bytes, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome);

} // namespace dsnparse::text

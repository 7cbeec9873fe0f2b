/// \file
/// Charsets to UTF-8: labels as the wild spells them, bytes as the wild writes them.
#pragma once

#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::text {

/// What a conversion met. Callers turn it into W_CHARSET_* warnings.
struct CharsetOutcome {
    bool unknown_label = false; ///< no charset of that name can be read here: the text was read as one without a label
    bool damaged = false; ///< bytes that are invalid in the charset became U+FFFD, one each
};

/// `bytes` of the charset `label` (any spelling, see find_charset; empty: us-ascii) as UTF-8; at most four times as long.
/// Returns `bytes` itself where nothing changes.
///
/// A text without a label, or that says us-ascii, is read line by line: ISO-2022-JP escapes are honoured; 8-bit bytes are
/// UTF-8 if they are well-formed in the line or most are in the text (the rest is damage), else windows-1252. A text that
/// says a charset of seven bits but has others is read as the charset of eight bits of the same script.
[[nodiscard]] std::string_view to_utf8(std::string_view bytes, std::string_view label, detail::Arena& arena,
                                       CharsetOutcome& outcome);

/// The same for a mapped text. One segment per line, exact where the line did not change (UTF-16: one for the whole).
[[nodiscard]] MappedText to_utf8(const MappedText& bytes, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome);

} // namespace dsnparse::text

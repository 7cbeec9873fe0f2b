/// \file
/// From a part's bytes to text: transfer encoding, charset, HTML.
#pragma once

#include "mime/part.hpp"
#include "text/charset.hpp"

namespace dsnparse::mime {

/// The body with its transfer encoding undone (mimetic's codecs), charset as it was.
[[nodiscard]] text::MappedText decode_bytes(detail::Context& context, const Part& part);

/// The body as UTF-8 text, tags kept: for text/* and the message/* report types. At most `limit` bytes of text.
/// Warnings: W_CHARSET_UNKNOWN, W_CHARSET_INVALID, W_ENCODING_INVALID, W_LIMIT_TEXT.
[[nodiscard]] text::MappedText decode_text(detail::Context& context, const Part& part, std::size_t limit);

/// A header field's value: unfolded, RFC 2047 decoded, UTF-8. Empty where the field is missing (null).
[[nodiscard]] std::string_view header_text(detail::Context& context, const HeaderField* field);

/// A header field's value: unfolded only (for structured fields). Raw bytes repaired to UTF-8.
[[nodiscard]] std::string_view header_value(detail::Context& context, const HeaderField* field);

} // namespace dsnparse::mime

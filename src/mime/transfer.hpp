/// \file
/// Content-Transfer-Encodings undone, with a map back to the encoded bytes.
#pragma once

#include "base/arena.hpp"
#include "mime/part.hpp"
#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::mime {

/// Where the results of a decoding go, and how much is wanted.
struct TransferOptions {
    detail::Arena& text; ///< holds the decoded bytes
    detail::Arena& map; ///< holds the segments
    std::size_t limit = std::size_t(-1); ///< decoded bytes wanted; decoding stops with the line that reaches it
};

/// Decoded bytes; the sources of the segments are positions in the encoded text.
struct Transferred {
    text::MappedText decoded;
    bool damaged = false; ///< the text is not what its encoding promises; what could be read was
};

/// Quoted-printable (RFC 2045 section 6.7), line by line; line ends stay as they are. An `=` that starts no escape
/// stands for itself. One segment per encoded line; runs of lines without escapes are one exact segment.
[[nodiscard]] Transferred decode_quoted_printable(std::string_view encoded, const TransferOptions& options);

/// Base64 (RFC 2045 section 6.8). Bytes outside the alphabet are dropped; what follows the padding is read only if it
/// is base64 again. One segment per encoded line. A text whose first line is not base64 is returned as it is.
[[nodiscard]] Transferred decode_base64(std::string_view encoded, const TransferOptions& options);

/// uuencode (POSIX), from the `begin` line to `end`. One segment per encoded line. A text without a `begin` line is
/// returned as it is.
[[nodiscard]] Transferred decode_uuencode(std::string_view encoded, const TransferOptions& options);

} // namespace dsnparse::mime

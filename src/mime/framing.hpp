/// \file
/// Framing: where the parts of a message begin and end. One pass, no recursion.
#pragma once

#include "mime/part.hpp"

namespace dsnparse::mime {

/// Frames `context.message`. Never fails: what cannot be framed is the body of the part it stands in.
///  - A boundary counts at the start of a line only, with nothing but white space behind it; the innermost open
///    multipart is asked first, and a boundary of an outer one closes the inner ones.
///  - Parts with identity encoding are descended into (multipart/*, message/rfc822, message/global). Those with
///    base64 or quoted-printable around a message or a multipart are decoded first; their `base` is then set.
///  - Content-Type is found even where its continuation lines are not indented.
///  - Warnings: W_MIME_UNCLOSED, W_MIME_NO_BOUNDARY, W_MIME_WRONG_BOUNDARY, W_HEADER_GARBAGE, W_LIMIT_PARTS,
///    W_LIMIT_DEPTH, W_LIMIT_HEADERS, W_LIMIT_HEADER_BLOCK.
[[nodiscard]] PartList frame(detail::Context& context);

/// Frames `bytes` as a message of its own: the returned message below a text report, or an attached one.
/// `base` maps it to the message (null where `bytes` are a view into the message).
[[nodiscard]] PartList frame_message(detail::Context& context, std::string_view bytes, const text::MappedText* base);

/// Frames text that somebody pasted, out of its quotation: a mail only if it begins with what looks like a mail's header.
[[nodiscard]] PartList frame_pasted(detail::Context& context, std::string_view bytes, const text::MappedText* base);

/// Reads the fields of a header block only; stops at the first blank line. Returns where the body starts.
[[nodiscard]] std::size_t read_header_block(detail::Context& context, std::string_view bytes, text::LineEnd line_end,
                                            List<HeaderField>& fields);

} // namespace dsnparse::mime

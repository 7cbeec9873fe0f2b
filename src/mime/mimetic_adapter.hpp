/// \file
/// The one place where mimetic is used: values and codecs, never its message tree.
///
/// What mimetic 0.9.8 cannot bear is kept from it: NULs, comments, quoted semicolons and backslashes, RFC 2231
/// names (it does not know them), long values, bytes outside the base64 alphabet (it reads out of bounds on `|`).
#pragma once

#include "base/arena.hpp"
#include "text/parameters.hpp"

#include <cstddef>
#include <string_view>

namespace dsnparse::mime {

/// A structured MIME value, copied into the Arena.
struct MimeValue {
    std::string_view type; ///< of Content-Type `text`; of Content-Disposition `attachment`
    std::string_view subtype;
    List<text::Parameter> parameters;
};

/// Whether mimetic reads this unfolded value as it is meant.
[[nodiscard]] bool is_safe_for_mimetic(std::string_view value);

/// Reads a Content-Type value with mimetic::ContentType. False: it could not. `value` must be safe.
[[nodiscard]] bool mimetic_content_type(std::string_view value, detail::Arena& arena, MimeValue& result);

/// Reads a Content-Disposition value with mimetic::ContentDisposition. False: it could not. `value` must be safe.
[[nodiscard]] bool mimetic_disposition(std::string_view value, detail::Arena& arena, MimeValue& result);

/// Undoes quoted-printable with mimetic::QP. `chunk` must be free of line ends, controls other than tab and `=` that start no
/// `=XX`, and must not end with a blank. Writes at most chunk.size() bytes at `out`; returns how many.
std::size_t mimetic_decode_quoted_printable(std::string_view chunk, char* out);

/// Undoes base64 with mimetic::Base64. `groups` must be whole groups of four bytes of the alphabet, of which the last may be
/// padded. Writes at most groups.size() / 4 * 3 bytes at `out`; returns how many.
std::size_t mimetic_decode_base64(std::string_view groups, char* out);

} // namespace dsnparse::mime

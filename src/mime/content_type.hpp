/// \file
/// The MIME fields of a part: Content-Type, Content-Disposition, Content-Transfer-Encoding (RFC 2045, 2183, 2231).
#pragma once

#include "mime/part.hpp"

namespace dsnparse::mime {

/// Reads a Content-Type value into `part`: type, subtype, media, charset, boundary, report_type, file_name,
/// declared. What cannot be read leaves the defaults (text/plain, not declared).
void read_content_type(detail::Context& context, std::string_view raw, Part& part);

/// Reads a Content-Disposition value into `part`: attachment, file_name.
void read_disposition(detail::Context& context, std::string_view raw, Part& part);

/// Unknown mechanisms are identity: there is nothing that could be undone.
[[nodiscard]] Encoding read_encoding(std::string_view raw);

/// `type` and `subtype` in lower case.
[[nodiscard]] Media media_of(std::string_view type, std::string_view subtype);

} // namespace dsnparse::mime

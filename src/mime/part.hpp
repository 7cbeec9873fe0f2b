/// \file
/// A message as a flat list of MIME parts with their places in the bytes.
#pragma once

#include "base/context.hpp"
#include "text/lines.hpp"
#include "text/mapped_text.hpp"

#include <cstdint>
#include <string_view>

namespace dsnparse::mime {

/// The media types that matter to a bounce; everything else is `other`.
enum class Media : std::uint8_t {
    other,
    text_plain, ///< also: no Content-Type at all, and text/* that is not named here
    text_html,
    multipart, ///< also multipart/report: see Part::report_type
    message, ///< message/rfc822, message/global (RFC 6532)
    headers, ///< text/rfc822-headers, message/global-headers
    delivery_status, ///< message/delivery-status, message/global-delivery-status (RFC 6533)
    disposition, ///< message/disposition-notification and its global kin (RFC 8098)
    feedback, ///< message/feedback-report (RFC 5965)
};

/// Content-Transfer-Encoding (RFC 2045 section 6).
enum class Encoding : std::uint8_t { identity, quoted_printable, base64, uuencode };

/// One header field as it stands. Both are views into the bytes; `raw` may hold line ends (folding).
struct HeaderField {
    std::string_view name;
    std::string_view raw;
    mutable std::string_view unfolded{}; ///< what header_value() made of it, once it was asked for
};

/// One part. The views point into the message, or into `base->text` for parts of a decoded one.
struct Part {
    std::uint32_t index = 0; ///< in PartList::parts
    std::uint32_t parent = 0; ///< own index for the root
    std::uint32_t depth = 0; ///< 0 for the root
    std::uint32_t end = 0; ///< index after the last part inside this one: descendants are [index + 1, end)
    /// IMAP section number: `1`, `2.1`; empty for the root. A multipart that is the content of a message/rfc822 part
    /// has that part's number.
    std::string_view section;
    std::string_view header_block; ///< without the blank line that ends it
    std::string_view body; ///< as transferred, without the line end before the boundary
    List<HeaderField> headers;
    std::uint64_t names = 0; ///< field_name_bit() of each of them
    Media media = Media::text_plain;
    Encoding encoding = Encoding::identity;
    std::string_view type; ///< `text`; lower case
    std::string_view subtype; ///< `plain`; lower case
    std::string_view charset;
    std::string_view boundary;
    std::string_view report_type; ///< lower case
    std::string_view file_name; ///< Content-Disposition filename or Content-Type name, RFC 2231 decoded
    /// Of a multipart: what stands before the first boundary; all of the body where there is none. Of an encoded multipart,
    /// this and `epilogue` lie in the decoded bytes.
    std::string_view preamble;
    std::string_view epilogue; ///< of a multipart: what stands after the last one
    bool attachment = false; ///< Content-Disposition: attachment
    bool closed = true; ///< false: a multipart whose end boundary is missing
    bool declared = false; ///< had a Content-Type that could be read
    const text::MappedText* base = nullptr; ///< set where the part lies in decoded bytes, not in the message
};

/// The parts in the order of the message (depth first); parts[0] is the message itself.
struct PartList {
    List<Part> parts;
    text::LineEnd line_end = text::LineEnd::lf;
    std::string_view mbox_from; ///< the `From ` line in front, without its line end; empty: none
    bool has_header = false; ///< false: no header block at all (pasted text)

    [[nodiscard]] const Part& root() const { return parts[0]; }
    [[nodiscard]] bool is_inside(const Part& part, const Part& ancestor) const {
        return part.index > ancestor.index && part.index < ancestor.end;
    }
};

/// One of 64 bits for a field name, the same for any case: where a part lacks it, no field has that name.
[[nodiscard]] constexpr std::uint64_t field_name_bit(std::string_view name) {
    if (name.empty()) return 1;
    const auto folded = [](char c) { return std::size_t{static_cast<unsigned char>(c)} | 0x20U; };
    return std::uint64_t{1} << ((name.size() * 5 + folded(name.front()) * 3 + folded(name.back())) % 64);
}

/// First field of that name (any case); null: none.
[[nodiscard]] const HeaderField* find_header(const Part& part, std::string_view name);

/// Place of `view` (into the part's bytes) in the message as given.
[[nodiscard]] std::optional<Span> span_of(const detail::Context& context, const Part& part, std::string_view view);

} // namespace dsnparse::mime

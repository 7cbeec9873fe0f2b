#include "mime/decode.hpp"

#include "base/ascii.hpp"
#include "mime/transfer.hpp"
#include "text/encoded_word.hpp"
#include "text/unfold.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace dsnparse::mime {

namespace {

/// The same warning about the same place is said once, however often the place is read.
void warn_once(detail::Context& context, std::string_view code, Severity severity, std::string_view message,
               std::string_view section, std::optional<std::size_t> offset) {
    for (const Warning& known : context.warnings.list())
        if (known.code == code && known.part == section && known.offset == offset) return;
    context.warnings.add(code, severity, message, section, offset);
}

void warn_about(detail::Context& context, const Part& part, std::string_view code, Severity severity, std::string_view message) {
    const std::optional<Span> place = span_of(context, part, part.body);
    warn_once(context, code, severity, message, part.section, place ? std::optional<std::size_t>(place->offset) : std::nullopt);
}

/// The part of `whole` that `view` is.
text::MappedText slice(const text::MappedText& whole, std::string_view view, detail::Arena& arena) {
    text::MappedText result{view, {}};
    if (whole.segments.empty() || !ascii::within(view, whole.text)) return result;
    const auto begin = static_cast<std::size_t>(view.data() - whole.text.data());
    const std::size_t end = begin + view.size();
    const text::Segment* first =
        std::upper_bound(whole.segments.begin(), whole.segments.end(), begin,
                         [](std::size_t at, const text::Segment& each) { return at < each.text_offset; });
    if (first != whole.segments.begin()) --first;
    for (const text::Segment* each = first; each != whole.segments.end() && (each == first || each->text_offset < end); ++each) {
        text::Segment piece = *each;
        const std::size_t skipped = begin > each->text_offset ? begin - each->text_offset : 0;
        piece.text_offset = each->text_offset + skipped - begin;
        if (piece.exact) {
            piece.source.offset += std::min(skipped, piece.source.length);
            piece.source.length -= std::min(skipped, piece.source.length);
        }
        arena.append(result.segments, piece);
    }
    return result;
}

Transferred transfer(const Part& part, const TransferOptions& options) {
    switch (part.encoding) {
    case Encoding::quoted_printable: return decode_quoted_printable(part.body, options);
    case Encoding::base64: return decode_base64(part.body, options);
    case Encoding::uuencode: return decode_uuencode(part.body, options);
    case Encoding::identity: break;
    }
    return {};
}

/// Moves the sources of `decoded`, positions in the part's body, to the message.
text::MappedText place_in_message(detail::Context& context, const Part& part, const text::MappedText& decoded) {
    const std::string_view whole = part.base != nullptr ? part.base->text : context.message;
    if (!ascii::within(part.body, whole)) return {decoded.text, {}};
    text::MappedText placed = decoded;
    const auto offset = static_cast<std::size_t>(part.body.data() - whole.data());
    for (text::Segment& segment : detail::Arena::items(placed.segments)) segment.source.offset += offset;
    return part.base != nullptr ? text::compose(*part.base, placed, context.scratch) : placed;
}

text::MappedText identity_of(detail::Context& context, const Part& part, std::string_view view) {
    if (part.base != nullptr) return slice(*part.base, view, context.scratch);
    const std::optional<Span> place = context.span_of(view);
    return place ? text::identity(view, place->offset, context.scratch) : text::MappedText{view, {}};
}

constexpr std::size_t no_limit = std::size_t(-1);
constexpr std::size_t longest_character = 4;

/// The decoded body; where it is longer than `limit`, at least a character more than that.
text::MappedText decode(detail::Context& context, const Part& part, std::size_t limit) {
    if (part.encoding == Encoding::identity) return identity_of(context, part, part.body);
    if (limit < no_limit - longest_character) limit += longest_character;
    const Transferred result = transfer(part, TransferOptions{context.arena, context.scratch, limit});
    if (result.damaged)
        warn_about(context, part, "W_ENCODING_INVALID", Severity::warning, "a body is not what its transfer encoding promises");
    return place_in_message(context, part, result.decoded);
}

/// Length of `text`, which is longer, cut at `limit`: behind its last line end, or else between two characters.
std::size_t cut_length(std::string_view text, std::size_t limit) {
    const std::size_t line_end = text.substr(0, limit).find_last_of("\r\n");
    if (line_end != std::string_view::npos) return line_end + 1;
    std::size_t length = limit;
    while (length > 0 && limit - length < longest_character && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    return length;
}

/// False: it was no longer than that.
bool cut(text::MappedText& mapped, std::size_t limit) {
    if (mapped.text.size() <= limit) return false;
    const std::size_t length = cut_length(mapped.text, limit);
    mapped.text = mapped.text.substr(0, length);
    std::size_t kept = mapped.segments.size();
    while (kept > 1 && mapped.segments[kept - 1].text_offset >= length) --kept;
    detail::Arena::truncate(mapped.segments, kept);
    return true;
}

constexpr std::string_view unknown_charset = "a charset is not known; its text was read as another";
constexpr std::string_view damaged_charset = "bytes that are invalid in their charset were replaced";

void warn_about_field(detail::Context& context, const HeaderField& field, const text::CharsetOutcome& outcome) {
    const std::optional<Span> place = context.span_of(field.raw);
    const auto offset = place ? std::optional<std::size_t>(place->offset) : std::nullopt;
    if (outcome.unknown_label) warn_once(context, "W_CHARSET_UNKNOWN", Severity::warning, unknown_charset, {}, offset);
    if (outcome.damaged) warn_once(context, "W_CHARSET_INVALID", Severity::warning, damaged_charset, {}, offset);
}

} // namespace

text::MappedText decode_bytes(detail::Context& context, const Part& part) { return decode(context, part, no_limit); }

text::MappedText decode_text(detail::Context& context, const Part& part, std::size_t limit) {
    text::MappedText bytes = decode(context, part, limit);
    const bool bytes_cut = cut(bytes, limit);
    text::CharsetOutcome outcome;
    text::MappedText result = text::to_utf8(bytes, part.charset, context.arena, outcome);
    const bool more = cut(result, limit) || bytes_cut;
    if (more) warn_about(context, part, "W_LIMIT_TEXT", Severity::warning, "a text is longer than what is read of one");
    if (outcome.unknown_label) warn_about(context, part, "W_CHARSET_UNKNOWN", Severity::warning, unknown_charset);
    if (outcome.damaged) warn_about(context, part, "W_CHARSET_INVALID", Severity::warning, damaged_charset);
    return result;
}

std::string_view header_text(detail::Context& context, const HeaderField* field) {
    if (field == nullptr) return {};
    const std::string_view value = header_value(context, field);
    if (value.find("=?") == std::string_view::npos && text::is_ascii(value)) return value;
    text::CharsetOutcome outcome;
    const std::string_view unfolded = text::unfold(field->raw, context.arena, context.limits().header_value_bytes);
    const std::string_view decoded = text::decode_header(unfolded, context.arena, outcome);
    warn_about_field(context, *field, outcome);
    return decoded;
}

std::string_view header_value(detail::Context& context, const HeaderField* field) {
    if (field == nullptr) return {};
    if (field->unfolded.data() != nullptr) return field->unfolded;
    text::CharsetOutcome outcome;
    const std::string_view value = text::unfold(field->raw, context.arena, context.limits().header_value_bytes);
    field->unfolded = text::repair_utf8(value, context.arena, &outcome.damaged);
    warn_about_field(context, *field, outcome);
    return field->unfolded;
}

} // namespace dsnparse::mime

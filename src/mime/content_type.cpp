#include "mime/content_type.hpp"

#include "base/ascii.hpp"
#include "mime/mimetic_adapter.hpp"
#include "text/parameters.hpp"
#include "text/unfold.hpp"

#include <array>
#include <cstring>

namespace dsnparse::mime {

namespace {

constexpr std::size_t longest_value = std::size_t{16} << 10;
constexpr std::size_t longest_boundary = 1000;

/// RFC 2045 token bytes, and the 8-bit ones that the wild puts there.
constexpr bool is_token(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != 0x7f && !ascii::is_any_of(c, "()<>@,;:\\\"/[]?=");
}

constexpr std::array<bool, 256> token_table = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 256; ++c) table[static_cast<std::size_t>(c)] = is_token(static_cast<char>(c));
    return table;
}();

std::size_t token_length(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && token_table[static_cast<unsigned char>(text[n])]) ++n;
    return n;
}

/// The parameters that anybody asks for; views into the value, or into the Arena.
struct Known {
    std::string_view boundary;
    std::string_view charset;
    std::string_view report_type;
    std::string_view name;
    std::string_view file_name;

    /// The first of each name counts.
    void take(std::string_view parameter, std::string_view value) {
        const auto note = [&](std::string_view wanted, std::string_view& place) {
            if (place.empty() && ascii::iequals(parameter, wanted)) place = value;
        };
        switch (parameter.size()) {
        case 4: note("name", name); break;
        case 7: note("charset", charset); break;
        case 8: note("boundary", boundary), note("filename", file_name); break;
        case 11: note("report-type", report_type); break;
        default: break;
        }
    }
};

struct Value {
    std::string_view type;
    std::string_view subtype;
    Known known;
};

/// `; name=value` lists without anything unusual. False: something is unusual.
bool read_simple_parameters(std::string_view rest, Known& known) {
    for (;;) {
        while (!rest.empty() && (ascii::is_space(rest[0]) || rest[0] == ';')) rest.remove_prefix(1);
        if (rest.empty()) return true;
        const std::string_view name = rest.substr(0, token_length(rest));
        if (name.empty() || name.find('*') != std::string_view::npos) return false;
        rest = ascii::trim_left(rest.substr(name.size()));
        if (rest.empty() || rest[0] != '=') return false;
        rest = ascii::trim_left(rest.substr(1));
        std::string_view value;
        if (!rest.empty() && rest[0] == '"') {
            const std::size_t quote = rest.find('"', 1);
            if (quote == std::string_view::npos) return false;
            value = rest.substr(1, quote - 1);
            if (value.find_first_of("\\\r\n") != std::string_view::npos) return false;
            rest.remove_prefix(quote + 1);
        } else {
            std::size_t n = 0;
            for (; n < rest.size() && rest[n] != ';' && !ascii::is_space(rest[n]); ++n)
                if (rest[n] == '"' || rest[n] == '(') return false;
            value = rest.substr(0, n);
            rest.remove_prefix(n);
        }
        rest = ascii::trim_left(rest);
        if (!rest.empty() && rest[0] != ';') return false;
        known.take(name, value);
    }
}

/// What nearly all mails have: `type/subtype; name=value; name="value"`. False: something is unusual.
bool read_simple(std::string_view raw, bool with_subtype, Value& value) {
    std::string_view rest = ascii::trim_left(raw);
    value.type = rest.substr(0, token_length(rest));
    rest.remove_prefix(value.type.size());
    if (value.type.empty()) return false;
    if (with_subtype) {
        if (rest.empty() || rest[0] != '/') return false;
        value.subtype = rest.substr(1, token_length(rest.substr(1)));
        rest.remove_prefix(1 + value.subtype.size());
        if (value.subtype.empty()) return false;
    }
    rest = ascii::trim_left(rest);
    return rest.empty() || (rest[0] == ';' && read_simple_parameters(rest, value.known));
}

/// `type/subtype` at the front of a value that nothing else could read: blanks around the slash, comments, and no
/// semicolon behind it are borne. Returns the rest.
std::string_view read_type(std::string_view text, Value& value) {
    text = ascii::trim_left(text);
    value.type = text.substr(0, token_length(text));
    text = ascii::trim_left(text.substr(value.type.size()));
    if (text.empty() || text[0] != '/') return text;
    text = ascii::trim_left(text.substr(1));
    value.subtype = text.substr(0, token_length(text));
    return text.substr(value.subtype.size());
}

/// mimetic where it is safe and makes sense of the value, our own tolerant reader where not.
Value read_unusual(detail::Context& context, std::string_view raw, bool with_subtype) {
    const std::string_view text = text::unfold(raw, context.arena, longest_value);
    Value value;
    MimeValue read;
    List<text::Parameter> parameters;
    const bool sensible =
        is_safe_for_mimetic(text)
        && (with_subtype ? mimetic_content_type(text, context.arena, read) : mimetic_disposition(text, context.arena, read))
        && !read.type.empty() && token_length(read.type) == read.type.size() && token_length(read.subtype) == read.subtype.size()
        && read.subtype.empty() != with_subtype;
    if (sensible) {
        value.type = read.type;
        value.subtype = read.subtype;
        parameters = read.parameters;
    } else {
        parameters = text::read_parameters(read_type(text, value), context.arena);
    }
    for (const text::Parameter& parameter : parameters) value.known.take(parameter.name, parameter.value);
    return value;
}

Value read_value(detail::Context& context, std::string_view raw, bool with_subtype) {
    Value value;
    if (read_simple(raw, with_subtype, value)) return value;
    return read_unusual(context, raw, with_subtype);
}

std::string_view lower(detail::Context& context, std::string_view text) {
    for (char c : text)
        if (ascii::is_upper(c)) return context.arena.lower(text);
    return text;
}

} // namespace

Media media_of(std::string_view type, std::string_view subtype) {
    if (type == "text") {
        if (subtype == "html") return Media::text_html;
        return subtype == "rfc822-headers" ? Media::headers : Media::text_plain;
    }
    if (type == "multipart") return Media::multipart;
    if (type == "message") {
        if (subtype == "rfc822" || subtype == "global") return Media::message;
        if (subtype == "delivery-status" || subtype == "global-delivery-status") return Media::delivery_status;
        if (subtype == "global-headers") return Media::headers;
        if (subtype == "disposition-notification" || subtype == "global-disposition-notification") return Media::disposition;
        if (subtype == "feedback-report") return Media::feedback;
    }
    // `test/plain`, `txt/plain`: a slip in the type leaves the subtype's meaning alone.
    return subtype == "plain" ? Media::text_plain : Media::other;
}

void read_content_type(detail::Context& context, std::string_view raw, Part& part) {
    const Value value = read_value(context, raw, true);
    part.charset = value.known.charset;
    if (!value.known.name.empty() && part.file_name.empty()) part.file_name = value.known.name;
    // RFC 2045 section 5.2: what has no subtype is text/plain. `text` alone was legal before MIME.
    if (value.type.empty() || value.subtype.empty()) return;
    part.declared = true;
    part.type = lower(context, value.type);
    part.subtype = lower(context, value.subtype);
    part.media = media_of(part.type, part.subtype);
    part.report_type = lower(context, value.known.report_type);
    const std::string_view boundary = ascii::trim_right(value.known.boundary);
    if (boundary.size() <= longest_boundary) part.boundary = boundary;
}

void read_disposition(detail::Context& context, std::string_view raw, Part& part) {
    const Value value = read_value(context, raw, false);
    part.attachment = ascii::iequals(value.type, "attachment");
    if (!value.known.file_name.empty()) part.file_name = value.known.file_name;
}

Encoding read_encoding(std::string_view raw) {
    raw = ascii::trim_left(raw);
    if (!raw.empty() && raw[0] == '"') raw.remove_prefix(1);
    const std::string_view mechanism = raw.substr(0, token_length(raw));
    if (ascii::iequals(mechanism, "quoted-printable")) return Encoding::quoted_printable;
    if (ascii::iequals(mechanism, "base64")) return Encoding::base64;
    for (std::string_view name : {"x-uuencode", "uuencode", "x-uue", "uue"})
        if (ascii::iequals(mechanism, name)) return Encoding::uuencode;
    return Encoding::identity;
}

} // namespace dsnparse::mime

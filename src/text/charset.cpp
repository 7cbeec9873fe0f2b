#include "text/charset.hpp"

#include "base/ascii.hpp"
#include "text/iconv_adapter.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

#include <array>
#include <cstring>

namespace dsnparse::text {

namespace {

struct Alias {
    std::string_view label; ///< lower case, letters and digits only
    std::string_view name; ///< as iconv knows it
};

/// Labels that iconv does not know, or that mean something else in mail than what they say. Labels are compared without
/// punctuation, so `ISO_8859-1`, `iso8859-1` and `iso-8859-1` are one.
constexpr Alias aliases[] = {
    {"", "us-ascii"},
    {"ascii", "us-ascii"},
    {"usascii", "us-ascii"},
    {"usasci", "us-ascii"},
    {"ansix341968", "us-ascii"},
    {"iso646us", "us-ascii"},
    {"7bit", "us-ascii"},
    {"8bit", "us-ascii"},
    {"unknown", "us-ascii"},
    {"unknown8bit", "us-ascii"},
    {"xunknown", "us-ascii"},
    {"default", "us-ascii"},
    {"utf8", "utf-8"},
    {"uft8", "utf-8"},
    {"unicode11utf8", "utf-8"},
    {"utf8n", "utf-8"},
    {"xutf8", "utf-8"},
    {"utf8mb4", "utf-8"},
    {"iso88591", "windows-1252"},
    {"iso8859", "windows-1252"},
    {"latin1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"ansi", "windows-1252"},
    {"windows1252", "windows-1252"},
    {"xansi", "windows-1252"},
    {"iso88599", "windows-1254"},
    {"unicode11utf7", "UTF-7"},
    {"utf7", "UTF-7"},
    {"xsjis", "CP932"},
    {"sjis", "CP932"},
    {"shiftjis", "CP932"},
    {"mskanji", "CP932"},
    {"windows31j", "CP932"},
    {"cp932", "CP932"},
    {"iso2022jp", "ISO-2022-JP-3"},
    {"iso2022jpms", "CP50221"},
    {"cp50221", "ISO-2022-JP-3"},
    {"eucjp", "EUC-JP-MS"},
    {"xeucjp", "EUC-JP-MS"},
    {"gb2312", "GB18030"},
    {"xgbk", "GB18030"},
    {"gbk", "GB18030"},
    {"cp936", "GB18030"},
    {"gb231280", "GB18030"},
    {"hzgb2312", "GB18030"},
    {"ksc56011987", "CP949"},
    {"ksc5601", "CP949"},
    {"euckr", "CP949"},
    {"big5", "BIG5-HKSCS"},
    {"xxbig5", "BIG5-HKSCS"},
    {"koi8", "KOI8-R"},
    {"xkoi8r", "KOI8-R"},
    {"cp866", "CP866"},
    {"xcp1251", "windows-1251"},
    {"win1251", "windows-1251"},
    {"utf16", "UTF-16"},
};

constexpr std::size_t longest_label = 40;

/// The name that iconv knows, in `buffer`; us-ascii and utf-8 come out as just that.
std::string_view normalise(std::string_view label, std::array<char, longest_label>& buffer) {
    label = ascii::trim(label);
    if (ascii::istarts_with(label, "charset=")) label.remove_prefix(8);
    while (!label.empty() && (label.front() == '"' || label.front() == '\'' || label.front() == '=')) label.remove_prefix(1);
    const std::size_t end = label.find_first_of("\"';, \t*");
    label = label.substr(0, end);
    if (label.size() >= longest_label) return "unknown";
    std::size_t folded = 0;
    for (char c : label)
        if (ascii::is_alnum(c)) buffer[folded++] = ascii::to_lower(c);
    const std::string_view key(buffer.data(), folded);
    for (const Alias& alias : aliases)
        if (alias.label == key) return alias.name;
    for (std::size_t i = 0; i < label.size(); ++i) buffer[i] = ascii::to_lower(label[i]);
    return {buffer.data(), label.size()};
}

/// ISO-2022-JP in a text that does not say so.
bool has_iso2022_escape(std::string_view bytes) {
    return bytes.find("\x1b$B") != std::string_view::npos || bytes.find("\x1b$@") != std::string_view::npos
           || bytes.find("\x1b(J") != std::string_view::npos;
}

/// Text that says us-ascii or nothing and is not: UTF-8 if it can be, else the charset of old mail programs.
std::string_view guess(std::string_view bytes, detail::Arena& arena, CharsetOutcome& outcome) {
    if (is_utf8(bytes)) return bytes;
    bool damaged = false;
    const std::string_view text = iconv_to_utf8(bytes, "windows-1252", arena, damaged);
    outcome.damaged = outcome.damaged || damaged;
    return text;
}

/// A charset whose converter carries a state across lines, or whose line ends are not single bytes.
bool is_line_safe(std::string_view name) { return !ascii::istarts_with(name, "utf-16") && !ascii::istarts_with(name, "utf-32"); }

std::string_view convert(std::string_view bytes, std::string_view name, detail::Arena& arena, CharsetOutcome& outcome) {
    if (name == "us-ascii") {
        if (bytes.find('\x1b') != std::string_view::npos && has_iso2022_escape(bytes))
            name = "ISO-2022-JP-3";
        else
            return guess(bytes, arena, outcome);
    }
    if (name == "utf-8") {
        if (is_utf8(bytes)) return bytes;
        return repair_utf8(bytes, arena, &outcome.damaged);
    }
    if (!iconv_knows(name)) {
        outcome.unknown_label = true;
        return guess(bytes, arena, outcome);
    }
    // Where nothing can change: ASCII bytes mean themselves in all charsets but the stateful and the wide ones.
    const bool stateful = name == "UTF-7" || ascii::istarts_with(name, "iso-2022") || !is_line_safe(name);
    if (!stateful && is_ascii(bytes)) return bytes;
    if (name == "UTF-7" && bytes.find('+') == std::string_view::npos && is_ascii(bytes)) return bytes;
    if (ascii::istarts_with(name, "iso-2022") && bytes.find('\x1b') == std::string_view::npos && is_ascii(bytes)) return bytes;
    bool damaged = false;
    const std::string_view text = iconv_to_utf8(bytes, name, arena, damaged);
    outcome.damaged = outcome.damaged || damaged;
    // A few converters give their replacement characters in forms of their own: what leaves here is UTF-8 for sure.
    return is_utf8(text) ? text : repair_utf8(text, arena, &outcome.damaged);
}

} // namespace

std::string_view to_utf8(std::string_view bytes, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome) {
    std::array<char, longest_label> buffer{};
    return convert(bytes, normalise(label, buffer), arena, outcome);
}

MappedText to_utf8(const MappedText& bytes, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome) {
    std::array<char, longest_label> buffer{};
    const std::string_view name = normalise(label, buffer);
    const std::string_view whole = convert(bytes.text, name, arena, outcome);
    if (whole.data() == bytes.text.data()) return bytes;
    if (!is_line_safe(name)) {
        MappedText text{whole, {}};
        arena.append(text.segments, Segment{0, {0, bytes.text.size()}, false});
        return compose(bytes, text, arena);
    }
    // Line by line, so that each line keeps its place. In mail, stateful charsets return to ASCII at a line's end (RFC 1468).
    const std::size_t room = whole.size() + bytes.text.size() / 8 + 64;
    char* place = arena.allocate(room);
    MappedText text{{}, {}};
    std::size_t used = 0;
    CharsetOutcome ignored;
    for (LineReader lines(bytes.text); lines.next();) {
        const std::string_view raw = bytes.text.substr(lines.offset(), lines.next_offset() - lines.offset());
        const std::string_view line = convert(raw, name, arena, ignored);
        if (used + line.size() > room) return {whole, {}};
        if (!line.empty()) std::memcpy(place + used, line.data(), line.size());
        arena.append(text.segments, Segment{used, {lines.offset(), raw.size()}, line.data() == raw.data()});
        used += line.size();
    }
    text.text = {place, used};
    return compose(bytes, text, arena);
}

} // namespace dsnparse::text

#include "text/charset.hpp"

#include "text/charset_label.hpp"
#include "text/iconv_adapter.hpp"
#include "text/lines.hpp"
#include "text/seven_bit.hpp"
#include "text/utf8.hpp"

#include <array>
#include <cstring>
#include <span>

namespace dsnparse::text {

namespace {

/// No charset makes more than four bytes of one.
constexpr std::size_t longest_growth = 4;

bool is_wide(const Charset& charset) { return charset.decoder == Decoder::utf16be || charset.decoder == Decoder::utf16le; }

constexpr const char* euc_jp_name = "EUC-JP-MS";

/// True if 8-bit bytes come as they do in EUC-JP: in pairs from 0xA1 on, or behind a single shift.
bool is_euc(std::string_view text) {
    const auto is_upper = [](char c) { return static_cast<unsigned char>(c) >= 0xA1 && static_cast<unsigned char>(c) <= 0xFE; };
    for (std::size_t at = ascii_length(text); at < text.size(); at += ascii_length(text.substr(at))) {
        if (text[at] == '\x8F' || text[at] == '\x8E') ++at;
        const std::size_t pair = at > 0 && text[at - 1] == '\x8E' ? 1 : 2;
        for (const std::size_t end = at + pair; at < end; ++at)
            if (at >= text.size() || !is_upper(text[at])) return false;
    }
    return true;
}

/// The charset of a UTF-16 text: by its mark, else by where its zero bytes are, else big endian (RFC 2781). A text without
/// any that is well-formed UTF-8 is not UTF-16 at all.
Charset byte_order(std::string_view bytes) {
    constexpr Charset big{Decoder::utf16be, "UTF-16BE"};
    constexpr Charset little{Decoder::utf16le, "UTF-16LE"};
    if (bytes.substr(0, 2) == "\xFE\xFF") return big;
    if (bytes.substr(0, 2) == "\xFF\xFE") return little;
    constexpr std::size_t looked_at = 1024;
    std::size_t even = 0; // zero bytes at even places are the high ones of big endian
    std::size_t odd = 0;
    for (std::size_t i = 0; i < bytes.size() && i < looked_at; ++i)
        if (bytes[i] == '\0') ++(i % 2 == 0 ? even : odd);
    if (even == 0 && odd == 0 && is_utf8(bytes)) return {};
    return odd > even ? little : big;
}

/// True if `text` is its own UTF-8.
bool keeps(const Charset& charset, std::string_view text) {
    switch (charset.decoder) {
    case Decoder::unlabelled: return is_utf8(text) && !has_japanese_escape(text);
    case Decoder::utf8: return is_utf8(text);
    case Decoder::utf7: return is_ascii(text) && text.find('+') == std::string_view::npos;
    case Decoder::iso_2022_jp:
    case Decoder::iso_2022_kr:
    case Decoder::hz: return is_ascii(text) && !has_switch(text, charset.decoder);
    case Decoder::single_byte:
    case Decoder::multi_byte: return is_ascii(text);
    case Decoder::utf16:
    case Decoder::utf16be:
    case Decoder::utf16le: break;
    }
    return text.empty();
}

/// How a text is read.
struct Reading {
    Charset charset;
    bool mostly_utf8 = false; ///< of an unlabelled one: more of its characters are well-formed UTF-8 than not
};

Reading unlabelled(std::string_view bytes) {
    // Text of another charset rarely has a byte sequence that is well-formed; a UTF-8 text may be cut in a character.
    const Utf8Census census = count_utf8(bytes);
    return {{}, census.characters > census.ill_formed};
}

Reading choose(std::string_view bytes, std::string_view label, CharsetOutcome& outcome) {
    const std::optional<Charset> found = find_charset(label);
    outcome.unknown_label = outcome.unknown_label || !found;
    const Charset named = found.value_or(Charset{});
    const Charset charset = named.decoder == Decoder::utf16 ? byte_order(bytes) : named;
    if (keeps(charset, bytes)) return {charset};
    if (charset.decoder == Decoder::unlabelled) return unlabelled(bytes);
    if (charset.iconv_name[0] != '\0' && !iconv_knows(charset.iconv_name)) {
        outcome.unknown_label = true; // this machine has no converter for it
        return unlabelled(bytes);
    }
    return {charset};
}

class Converter {
public:
    Converter(const Reading& reading, CharsetOutcome& outcome) : reading_(reading), damaged_(outcome.damaged) {}

    /// Writes `text`, a line or the whole, as UTF-8 to `place`, which has room for `longest_growth` times as many bytes;
    /// returns how many were written.
    std::size_t convert(std::string_view text, std::span<char> place) {
        const Charset& charset = reading_.charset;
        switch (charset.decoder) {
        case Decoder::unlabelled: return convert_unlabelled(text, place);
        case Decoder::utf8: return repair_utf8(text, place.data(), damaged_);
        case Decoder::single_byte:
            if (charset.upper != nullptr) return single_byte_to_utf8(text, *charset.upper, place.data(), damaged_);
            break;
        case Decoder::utf7: // where 8-bit bytes are, the label is wrong
            if (!is_ascii(text)) return convert_unlabelled(text, place);
            break;
        case Decoder::iso_2022_jp:
        case Decoder::iso_2022_kr:
        case Decoder::hz:
            if (has_switch(text, charset.decoder)) return convert_seven_bit(text, charset.decoder, place);
            return convert_eight_bit(text, place);
        case Decoder::utf16:
        case Decoder::utf16be:
        case Decoder::utf16le:
        case Decoder::multi_byte: break;
        }
        return iconv_to_utf8(text, charset.iconv_name, is_wide(charset) ? 2 : 1, place, damaged_);
    }

private:
    std::size_t convert_seven_bit(std::string_view text, Decoder decoder, std::span<char> place) {
        std::array<char, 512> buffer{};
        SevenBitReader reader(text, decoder);
        std::size_t used = 0;
        while (const std::size_t count = reader.next(buffer))
            used += iconv_to_utf8({buffer.data(), count}, reader.charset(), 1, place.subspan(used), damaged_);
        return used;
    }

    /// Text that says a charset of seven bits, but is in one of eight bits of the same script.
    std::size_t convert_eight_bit(std::string_view text, std::span<char> place) {
        if (is_utf8(text)) return repair_utf8(text, place.data(), damaged_);
        const bool euc_jp = reading_.charset.decoder == Decoder::iso_2022_jp && is_euc(text) && iconv_knows(euc_jp_name);
        return iconv_to_utf8(text, euc_jp ? euc_jp_name : reading_.charset.iconv_name, 1, place, damaged_);
    }

    std::size_t convert_unlabelled(std::string_view line, std::span<char> place) {
        if (has_japanese_escape(line) && iconv_knows(iso_2022_jp_base))
            return convert_seven_bit(line, Decoder::iso_2022_jp, place);
        if (reading_.mostly_utf8 || is_utf8(line)) return repair_utf8(line, place.data(), damaged_);
        return single_byte_to_utf8(line, windows_1252, place.data(), damaged_);
    }

    Reading reading_;
    bool& damaged_;
};

std::size_t count_lines(std::string_view text) {
    std::size_t count = 0;
    for (LineReader lines(text); lines.next();) ++count;
    return count;
}

/// The converted text; `text` itself, without segments, where nothing changes. Segments' sources are positions in `text`;
/// there are none unless `mapped`.
MappedText convert(std::string_view text, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome, bool mapped) {
    const Reading reading = choose(text, label, outcome);
    const Charset& charset = reading.charset;
    if (keeps(charset, text)) return {text, {}};

    Converter converter(reading, outcome);
    MappedText result;
    if (mapped) arena.reserve(result.segments, is_wide(charset) ? 1 : count_lines(text));
    const std::size_t room = text.size() * longest_growth;
    char* place = arena.allocate(room); // behind the segments, so that what is not needed can be given back
    std::size_t used = 0;
    const auto add = [&](std::size_t begin, std::size_t end) {
        const std::string_view part = text.substr(begin, end - begin);
        const bool same = keeps(charset, part);
        if (mapped) arena.append(result.segments, Segment{used, {begin, part.size()}, same});
        if (same) {
            if (!part.empty()) std::memcpy(place + used, part.data(), part.size());
            used += part.size();
        } else {
            used += converter.convert(part, {place + used, room - used});
        }
    };
    if (is_wide(charset)) {
        const std::string_view mark = text.substr(0, 2);
        add(mark == "\xFE\xFF" || mark == "\xFF\xFE" ? 2 : 0, text.size());
    } else {
        for (LineReader lines(text); lines.next();) add(lines.offset(), lines.next_offset());
    }
    arena.shrink_last(place, room, used);
    result.text = {place, used};
    return result;
}

} // namespace

std::string_view to_utf8(std::string_view bytes, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome) {
    return convert(bytes, label, arena, outcome, false).text;
}

MappedText to_utf8(const MappedText& bytes, std::string_view label, detail::Arena& arena, CharsetOutcome& outcome) {
    const MappedText converted = convert(bytes.text, label, arena, outcome, true);
    if (converted.text.data() == bytes.text.data()) return bytes;
    return compose(bytes, converted, arena);
}

} // namespace dsnparse::text

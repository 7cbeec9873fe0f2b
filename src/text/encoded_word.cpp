#include "text/encoded_word.hpp"

#include "base/ascii.hpp"
#include "text/base64.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace dsnparse::text {

namespace {

/// `=?charset?B?text?=`, taken apart.
struct Word {
    std::string_view charset;
    char encoding = 'Q';
    std::string_view text;
    std::size_t length = 0; ///< of the whole in the value; 0: there is none
};

Word word_at(std::string_view value) {
    if (value.substr(0, 2) != "=?") return {};
    const std::size_t charset_end = value.find('?', 2);
    if (charset_end > 64 || charset_end + 3 >= value.size()) return {};
    const char encoding = static_cast<char>(ascii::to_lower(value[charset_end + 1]) - 32);
    if ((encoding != 'B' && encoding != 'Q') || value[charset_end + 2] != '?') return {};
    const std::size_t begin = charset_end + 3;
    // A Q text may start with `=`: the end mark is looked for behind the first byte that it can stand at.
    std::size_t end = value.find("?=", begin);
    if (end == std::string_view::npos) return {};
    std::string_view charset = value.substr(2, charset_end - 2);
    charset = charset.substr(0, charset.find('*')); // RFC 2231 language
    return {charset, encoding, value.substr(begin, end - begin), end + 2};
}

std::string_view decode_q(std::string_view text, detail::Arena& arena) {
    char* place = arena.allocate(text.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_') {
            place[used++] = ' ';
        } else if (text[i] == '=' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) && ascii::is_hex(text[i + 2])) {
            place[used++] = static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2]));
            i += 2;
        } else {
            place[used++] = text[i];
        }
    }
    arena.shrink_last(place, text.size(), used);
    return {place, used};
}

std::string_view decode_word(const Word& word, detail::Arena& arena) {
    return word.encoding == 'B' ? decode_base64(word.text, arena) : decode_q(word.text, arena);
}

} // namespace

std::string_view decode_header(std::string_view value, detail::Arena& arena, CharsetOutcome& outcome) {
    if (value.find("=?") == std::string_view::npos) return is_utf8(value) ? value : to_utf8(value, {}, arena, outcome);
    List<std::string_view> pieces;
    std::size_t size = 0;
    const auto add = [&](std::string_view piece) {
        if (piece.empty()) return;
        arena.append(pieces, piece);
        size += piece.size();
    };
    std::size_t plain = 0; ///< start of the text not yet taken
    std::size_t at = value.find("=?");
    // Once no end mark is left, no later word can be complete: hostile values stay linear.
    const std::size_t last_end = value.rfind("?=");
    while (at != std::string_view::npos && last_end != std::string_view::npos && at < last_end) {
        const Word word = word_at(value.substr(at));
        if (word.length == 0) {
            at = value.find("=?", at + 2);
            continue;
        }
        const std::string_view between = value.substr(plain, at - plain);
        const bool follows_word = plain > 0 && ascii::trim(between).empty();
        if (!follows_word) add(is_utf8(between) ? between : to_utf8(between, {}, arena, outcome));
        // Neighbours of one charset are joined as bytes: writers split characters between words.
        std::string_view bytes = decode_word(word, arena);
        at += word.length;
        while (true) {
            std::size_t next = at;
            while (next < value.size() && ascii::is_space(value[next])) ++next;
            const Word more = next < last_end ? word_at(value.substr(next)) : Word{};
            if (more.length == 0 || !ascii::iequals(more.charset, word.charset) || bytes.size() > (std::size_t{1} << 16)) break;
            bytes = arena.concat({bytes, decode_word(more, arena)});
            at = next + more.length;
        }
        add(to_utf8(bytes, word.charset, arena, outcome));
        plain = at;
        at = value.find("=?", at);
    }
    const std::string_view rest = value.substr(plain);
    add(is_utf8(rest) ? rest : to_utf8(rest, {}, arena, outcome));
    char* place = arena.allocate(size);
    std::size_t used = 0;
    for (std::string_view piece : pieces) {
        std::copy(piece.begin(), piece.end(), place + used);
        used += piece.size();
    }
    // Line ends and other controls smuggled in by encoding have no business in a header value.
    for (std::size_t i = 0; i < used; ++i)
        if (static_cast<unsigned char>(place[i]) < ' ' && place[i] != '\t') place[i] = ' ';
    return {place, used};
}

} // namespace dsnparse::text

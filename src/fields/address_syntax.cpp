#include "fields/address_syntax.hpp"

#include "base/ascii.hpp"
#include "fields/surroundings.hpp"

#include <algorithm>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_domain = 255;
constexpr std::size_t longest_literal = 64;

std::size_t domain_byte_length(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (ascii::is_alnum(c) || c == '-' || c == '.' || c == '_') return 1;
    return static_cast<unsigned char>(c) < 0x80 ? 0 : wide_letter_at(text, at).length;
}

/// RFC 5322 dot-atom, but letters and digits.
constexpr ascii::CharSet atom_signs("!#$%&'*+-/=?^_`{|}~.");

bool is_literal_byte(char c) { return ascii::is_alnum(c) || c == '.' || c == ':' || c == '-' || c == '%'; }

} // namespace

std::size_t local_byte_length(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (ascii::is_alnum(c)) return 1;
    if (static_cast<unsigned char>(c) >= 0x80) return wide_letter_at(text, at).length;
    return atom_signs.has(c) ? 1 : 0;
}

std::size_t quoted_length(std::string_view text) {
    if (text.empty() || text[0] != '"') return 0;
    for (std::size_t i = 1; i < text.size() && i < longest_address; ++i) {
        if (text[i] == '\n' || text[i] == '\r') return 0;
        if (text[i] == '"') return i + 1;
        if (text[i] == '\\') ++i;
    }
    return 0;
}

std::size_t domain_length(std::string_view text) {
    if (text.empty() || text[0] == '.' || text[0] == '-') return 0;
    if (text[0] == '[') {
        std::size_t n = 1;
        while (n < text.size() && n < longest_literal && is_literal_byte(text[n])) ++n;
        return n > 1 && n < text.size() && text[n] == ']' ? n + 1 : 0;
    }
    std::size_t n = 0;
    while (n < text.size() && n < longest_domain) {
        const std::size_t length = domain_byte_length(text, n);
        if (length == 0) break;
        n += length;
    }
    while (n > 0 && (text[n - 1] == '.' || text[n - 1] == '-' || text[n - 1] == '_')) --n;
    return n;
}

std::string_view strip_route(std::string_view text) {
    text = ascii::trim(text);
    if (!text.empty() && text.front() == '<') {
        text.remove_prefix(1);
        const std::size_t close = text.rfind('>');
        if (close != std::string_view::npos) text = text.substr(0, close);
        text = ascii::trim(text);
    }
    ascii::consume(text, "mailto:");
    if (!text.empty() && text[0] == '@') {
        const std::size_t colon = text.find(':');
        if (colon != std::string_view::npos && text.find('@', colon) != std::string_view::npos)
            text = ascii::trim(text.substr(colon + 1));
    }
    return text;
}

} // namespace dsnparse::fields

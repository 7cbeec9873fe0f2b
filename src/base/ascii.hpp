/// \file
/// ASCII, without locales: mail syntax is ASCII whatever the machine thinks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dsnparse::ascii {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || is_upper(c); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
/// Space and tab (RFC 5234 WSP).
constexpr bool is_wsp(char c) { return c == ' ' || c == '\t'; }
/// WSP and line ends.
constexpr bool is_space(char c) { return is_wsp(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
constexpr bool is_printable(char c) { return c > ' ' && c < 0x7f; }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
constexpr int hex_value(char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; }

constexpr bool iequals(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (to_lower(a[i]) != to_lower(b[i])) return false;
    return true;
}

constexpr bool istarts_with(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && iequals(text.substr(0, prefix.size()), prefix);
}

constexpr bool iends_with(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && iequals(text.substr(text.size() - suffix.size()), suffix);
}

/// Position of `needle`, whatever the case of its letters; npos if absent. For short texts.
constexpr std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from = 0) {
    if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
    const char first = to_lower(needle[0]);
    for (std::size_t i = from; i + needle.size() <= text.size(); ++i)
        if (to_lower(text[i]) == first && iequals(text.substr(i, needle.size()), needle)) return i;
    return std::string_view::npos;
}

constexpr bool icontains(std::string_view text, std::string_view needle) { return ifind(text, needle) != std::string_view::npos; }

constexpr std::string_view trim_left(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    return text;
}

constexpr std::string_view trim_right(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

constexpr std::string_view trim(std::string_view text) { return trim_left(trim_right(text)); }

/// Removes `prefix` from the front of `text` if it is there, whatever the case.
constexpr bool consume(std::string_view& text, std::string_view prefix) {
    if (!istarts_with(text, prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// The digits at the front as a number of at most `digits` digits; advances `text`. None: nullopt.
constexpr std::optional<std::uint32_t> consume_number(std::string_view& text, std::size_t digits = 9) {
    std::size_t n = 0;
    std::uint32_t value = 0;
    while (n < text.size() && n < digits && is_digit(text[n])) value = value * 10 + static_cast<std::uint32_t>(text[n++] - '0');
    if (n == 0) return std::nullopt;
    text.remove_prefix(n);
    return value;
}

/// The first word of `text` (up to white space); advances past it and the white space that follows.
constexpr std::string_view consume_word(std::string_view& text) {
    text = trim_left(text);
    std::size_t n = 0;
    while (n < text.size() && !is_space(text[n])) ++n;
    std::string_view word = text.substr(0, n);
    text = trim_left(text.substr(n));
    return word;
}

/// True if `part` is a view into `whole`.
inline bool within(std::string_view part, std::string_view whole) {
    return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

} // namespace dsnparse::ascii

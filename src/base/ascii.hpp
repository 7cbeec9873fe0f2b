/// \file
/// ASCII, without locales: mail syntax is ASCII whatever the machine thinks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace dsnparse::ascii {

namespace detail {
/// What each byte is, as bits: one look-up instead of a row of comparisons.
enum : unsigned char { upper = 1, lower_case = 2, digit = 4, hex = 8, wsp = 16, line_space = 32, printable = 64 };

constexpr std::array<unsigned char, 256> make_classes() {
    std::array<unsigned char, 256> classes{};
    const auto mark = [&](std::size_t first, std::size_t last, unsigned char bit) {
        for (std::size_t c = first; c <= last; ++c) classes[c] = static_cast<unsigned char>(classes[c] | bit);
    };
    mark('A', 'Z', upper);
    mark('a', 'z', lower_case);
    mark('0', '9', digit);
    mark('0', '9', hex);
    mark('A', 'F', hex);
    mark('a', 'f', hex);
    mark(' ', ' ', wsp);
    mark('\t', '\t', wsp);
    mark('\n', '\r', line_space); // LF, VT, FF, CR
    mark('!', '~', printable);
    return classes;
}
inline constexpr std::array<unsigned char, 256> classes = make_classes();

constexpr bool is(char c, unsigned bits) { return (classes[static_cast<unsigned char>(c)] & bits) != 0; }
} // namespace detail

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return detail::is(c, detail::upper | detail::lower_case); }
constexpr bool is_alnum(char c) { return detail::is(c, detail::upper | detail::lower_case | detail::digit); }
constexpr bool is_hex(char c) { return detail::is(c, detail::hex); }
/// Space and tab (RFC 5234 WSP).
constexpr bool is_wsp(char c) { return c == ' ' || c == '\t'; }
/// WSP and line ends.
constexpr bool is_space(char c) { return detail::is(c, detail::wsp | detail::line_space); }
constexpr bool is_printable(char c) { return detail::is(c, detail::printable); }

namespace detail {
constexpr std::array<char, 256> make_lower() {
    std::array<char, 256> lower{};
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const char c = static_cast<char>(i);
        lower[i] = is_upper(c) ? static_cast<char>(c + 32) : c;
    }
    return lower;
}
inline constexpr std::array<char, 256> lower = make_lower();
} // namespace detail

constexpr char to_lower(char c) { return detail::lower[static_cast<unsigned char>(c)]; }
constexpr int hex_value(char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; }

/// True if `c` is one of the characters of a literal.
template <std::size_t Size>
constexpr bool is_any_of(char c, const char (&members)[Size]) {
    bool found = false;
    for (std::size_t i = 0; i + 1 < Size; ++i) found = found || c == members[i];
    return found;
}

/// Position of the first of a literal's characters; npos: there is none.
template <std::size_t Size>
constexpr std::size_t find_any_of(std::string_view text, const char (&members)[Size]) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_any_of(text[i], members)) return i;
    return std::string_view::npos;
}

/// What stands before the first of a literal's characters; all of it where there is none.
template <std::size_t Size>
constexpr std::string_view up_to(std::string_view text, const char (&ends)[Size]) {
    return text.substr(0, find_any_of(text, ends));
}

/// A set of bytes, in which one is looked up in a single step.
class CharSet {
public:
    constexpr explicit CharSet(std::string_view members) {
        for (char c : members) has_[static_cast<unsigned char>(c)] = true;
    }
    [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
    /// Position of the first member at or behind `from`; npos: there is none.
    [[nodiscard]] constexpr std::size_t find_in(std::string_view text, std::size_t from = 0) const {
        for (std::size_t i = from; i < text.size(); ++i)
            if (has(text[i])) return i;
        return std::string_view::npos;
    }

private:
    std::array<bool, 256> has_{};
};

namespace detail {
/// iequals() of texts of the same length, for which a call pays.
[[nodiscard]] bool iequals_long(std::string_view a, std::string_view b);
inline constexpr std::size_t long_text = 16;
} // namespace detail

constexpr bool iequals(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    if (!std::is_constant_evaluated() && a.size() >= detail::long_text) return detail::iequals_long(a, b);
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

/// Position of `needle`, whatever the case of its letters; npos if absent. For short needles.
[[nodiscard]] std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from = 0);

inline bool icontains(std::string_view text, std::string_view needle) { return ifind(text, needle) != std::string_view::npos; }

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

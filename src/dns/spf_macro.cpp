#include "dns/spf_macro.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace dsnparse::dns {

namespace {

constexpr std::size_t longest_name = 253;
constexpr std::string_view letters = "slodiphv"; // c, r and t stand in explanations only
constexpr std::string_view delimiters = ".-+,/_=";

/// One `%{...}`, without the frame.
struct Macro {
    char letter = 0;
    std::size_t keep = 0; ///< how many parts of the right; 0: all
    bool reverse = false;
    std::string_view split = ".";
};

std::optional<Macro> parse_macro(std::string_view text) {
    Macro macro;
    if (text.empty()) return std::nullopt;
    macro.letter = ascii::to_lower(text.front());
    text.remove_prefix(1);
    if (letters.find(macro.letter) == std::string_view::npos) return std::nullopt;
    if (!text.empty() && ascii::is_digit(text.front())) {
        const auto number = ascii::consume_number(text);
        if (!number || *number == 0) return std::nullopt;
        macro.keep = *number;
    }
    macro.reverse = ascii::consume(text, "r");
    if (text.find_first_not_of(delimiters) != std::string_view::npos) return std::nullopt;
    if (!text.empty()) macro.split = text;
    return macro;
}

/// What the letter stands for; nullopt: not known.
std::optional<std::string> value_of(char letter, const SpfContext& context) {
    const auto known = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
    switch (letter) {
    case 'd': return known(context.domain);
    case 'o': return known(context.sender_domain);
    case 'h': return known(context.helo);
    case 'v': return context.ip == nullptr ? std::nullopt : std::optional<std::string>(context.ip->v4 ? "in-addr" : "ip6");
    case 'i':
        if (context.ip == nullptr) return std::nullopt;
        if (context.ip->v4) return context.ip->text();
        {
            const std::string reversed = context.ip->reversed();
            return std::string(reversed.rbegin(), reversed.rend());
        }
    default: return std::nullopt;
    }
}

std::string transform(const std::string& value, const Macro& macro) {
    std::vector<std::string> parts(1);
    for (const char c : value) {
        if (macro.split.find(c) != std::string_view::npos)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    if (macro.reverse) std::reverse(parts.begin(), parts.end());
    const std::size_t from = macro.keep == 0 || macro.keep > parts.size() ? 0 : parts.size() - macro.keep;
    std::string out;
    for (std::size_t i = from; i < parts.size(); ++i) {
        if (i > from) out += '.';
        out += parts[i];
    }
    return out;
}

} // namespace

Expansion expand_macros(std::string_view text, const SpfContext& context, std::string& out) {
    std::string expanded;
    bool unknown = false;
    while (!text.empty()) {
        const char c = text.front();
        if (!ascii::is_printable(c)) return Expansion::malformed;
        if (c != '%') {
            expanded += c;
            text.remove_prefix(1);
            continue;
        }
        if (text.size() < 2) return Expansion::malformed;
        const char next = text[1];
        if (next == '%' || next == '_' || next == '-') {
            expanded += next == '%' ? "%" : next == '_' ? " " : "%20";
            text.remove_prefix(2);
            continue;
        }
        const std::size_t close = text.find('}');
        if (next != '{' || close == std::string_view::npos) return Expansion::malformed;
        const auto macro = parse_macro(text.substr(2, close - 2));
        if (!macro) return Expansion::malformed;
        text.remove_prefix(close + 1);
        if (const auto value = value_of(macro->letter, context))
            expanded += transform(*value, *macro);
        else
            unknown = true;
    }
    if (unknown) return Expansion::unknown;
    while (expanded.size() > longest_name) {
        const std::size_t dot = expanded.find('.');
        if (dot == std::string::npos) break;
        expanded.erase(0, dot + 1);
    }
    out = std::move(expanded);
    return Expansion::ok;
}

} // namespace dsnparse::dns

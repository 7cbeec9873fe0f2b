#include "dns/name.hpp"

#include "base/ascii.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace dsnparse::dns {

namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_shown = 300;
constexpr std::size_t most_joined = 8;

void append_decimal_escape(std::string& out, unsigned char byte) {
    out += '\\';
    out += static_cast<char>('0' + byte / 100);
    out += static_cast<char>('0' + byte / 10 % 10);
    out += static_cast<char>('0' + byte % 10);
}

} // namespace

std::string normalise_name(std::string_view text) {
    if (!text.empty() && text.back() == '.') text.remove_suffix(1);
    if (text.empty() || text.size() > longest_name) return {};
    std::string out;
    out.reserve(text.size());
    std::size_t label = 0;
    for (const char c : text) {
        if (c == '.') {
            if (label == 0) return {};
            label = 0;
        } else if ((ascii::is_alnum(c) || c == '-' || c == '_') && label < longest_label) {
            ++label;
        } else {
            return {};
        }
        out += ascii::to_lower(c);
    }
    return label == 0 ? std::string() : out;
}

std::size_t label_count(std::string_view name) {
    return name.empty() ? 0 : static_cast<std::size_t>(std::count(name.begin(), name.end(), '.')) + 1;
}

bool is_at_or_below(std::string_view name, std::string_view domain) {
    if (domain.empty() || name.size() < domain.size() || name.substr(name.size() - domain.size()) != domain) return false;
    return name.size() == domain.size() || name[name.size() - domain.size() - 1] == '.';
}

std::string shown(std::string_view text) {
    const bool cut = text.size() > longest_shown;
    if (cut) {
        std::size_t end = longest_shown;
        while (end > longest_shown - 4 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
        text = text.substr(0, end);
    }
    const bool utf8 = text::is_utf8(text);
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || (byte > 0x7f && !utf8))
            append_decimal_escape(out, byte);
        else
            out += c;
    }
    if (cut) out += "...";
    return out;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (std::size_t i = 0; i < texts.size() && i < most_joined; ++i) {
        if (i > 0) out += ", ";
        out += texts[i];
    }
    if (texts.size() > most_joined) out += " and " + std::to_string(texts.size() - most_joined) + " more";
    return out;
}

} // namespace dsnparse::dns

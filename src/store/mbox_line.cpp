#include "store/mbox_line.hpp"

#include "base/ascii.hpp"
#include "dialects/cut_markers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dsnparse::store {

namespace {

constexpr std::string_view from = "From ";

/// The line that begins at `at`, without its end; all the rest where it has none.
std::string_view line_at(std::string_view bytes, std::size_t at) {
    std::string_view line = bytes.substr(at, std::min(bytes.find('\n', at), bytes.size()) - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool is_field_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view name = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool has_time(std::string_view words) {
    for (std::size_t colon = words.find(':'); colon != std::string_view::npos; colon = words.find(':', colon + 1)) {
        const bool before = colon > 0 && ascii::is_digit(words[colon - 1]);
        const bool behind = colon + 2 < words.size() && ascii::is_digit(words[colon + 1]) && ascii::is_digit(words[colon + 2]);
        if (before && behind) return true;
    }
    return false;
}

bool has_month(std::string_view words) {
    static constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                             "jul", "aug", "sep", "oct", "nov", "dec"};
    for (std::size_t i = 0; i + 3 <= words.size(); ++i) {
        const bool starts = i > 0 && !ascii::is_alpha(words[i - 1]);
        const bool ends = i + 3 == words.size() || !ascii::is_alpha(words[i + 3]);
        if (!starts || !ends) continue;
        for (const std::string_view month : months)
            if (ascii::iequals(words.substr(i, 3), month)) return true;
    }
    return false;
}

/// True for a line like `--- Original message follows ---`.
bool announces_message(std::string_view line) {
    const auto is_word = [](char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; };
    while (!line.empty() && !is_word(line.front())) line.remove_prefix(1);
    while (!line.empty() && !is_word(line.back())) line.remove_suffix(1);
    const auto markers = dialects::cut_markers();
    return std::any_of(markers.begin(), markers.end(),
                       [&](const dialects::CutMarker& marker) { return ascii::iequals(line, marker.words); });
}

/// True where the blank line that ends just before `at` stands between a message and one returned in it: behind the header of a
/// MIME part, which is a boundary and fields, or behind words that announce it.
bool leads_to_returned(std::string_view bytes, std::size_t at) {
    std::string_view before = bytes.substr(0, at);
    if (before.size() > most_behind) before.remove_prefix(before.size() - most_behind);
    // The blank line, then the paragraph above it line by line, from below.
    before.remove_suffix(before.ends_with("\r\n") ? 2 : 1);
    bool fields = false;
    bool last = true;
    while (before.ends_with('\n')) {
        before.remove_suffix(1);
        const std::size_t start = before.rfind('\n') + 1;
        const std::string_view line = line_at(before, start);
        if (std::exchange(last, false) && announces_message(line)) return true;
        if (line.starts_with("--")) return fields;
        if (line.empty()) return false;
        if (line[0] != ' ' && line[0] != '\t') {
            if (!is_field_line(line)) return false;
            fields = true;
        }
        before = before.substr(0, start);
    }
    return false;
}

bool is_blank_before(std::string_view bytes, std::size_t at) {
    const std::string_view before = bytes.substr(0, at);
    return before.ends_with("\n\n") || before.ends_with("\n\r\n");
}

} // namespace

bool is_from_line(std::string_view line) {
    if (!line.starts_with(from)) return false;
    const std::string_view words = line.substr(from.size());
    return has_time(words) && has_month(words);
}

bool begins_message(std::string_view bytes, std::size_t at) {
    const std::string_view ahead = bytes.substr(0, at + most_ahead);
    const std::string_view line = line_at(ahead, at);
    if (!is_from_line(line)) return false;
    const std::size_t end = ahead.find('\n', at);
    if (end == std::string_view::npos) return ahead.size() < at + most_ahead;
    const std::string_view next = line_at(ahead, end + 1);
    return next.empty() || is_field_line(next) || next.starts_with(">From ") || next.starts_with(from);
}

bool separates(std::string_view bytes, std::size_t at) {
    if (is_blank_before(bytes, at)) return begins_message(bytes, at) && !leads_to_returned(bytes, at);
    const std::string_view ahead = bytes.substr(at, most_ahead);
    if (!ahead.starts_with("From - ") || !begins_message(bytes, at)) return false;
    const std::size_t end = ahead.find('\n');
    return end != std::string_view::npos && line_at(ahead, end + 1).starts_with("X-Mozilla-");
}

} // namespace dsnparse::store

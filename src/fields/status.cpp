#include "fields/status.hpp"

namespace dsnparse::fields {

namespace {

/// `.` and one to three digits at `at`; 0: something else.
std::size_t number_length(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '.') return 0;
    std::size_t n = 0;
    while (at + 1 + n < text.size() && ascii::is_digit(text[at + 1 + n])) ++n;
    return n >= 1 && n <= 3 ? n + 1 : 0;
}

/// A code that starts at `text[0]`; what stands before it is the caller's business.
std::string_view bare_status(std::string_view text) {
    if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5')) return {};
    const std::size_t subject = number_length(text, 1);
    if (subject == 0) return {};
    const std::size_t detail = number_length(text, 1 + subject);
    if (detail == 0) return {};
    const std::size_t end = 1 + subject + detail;
    if (end < text.size()) {
        const char next = text[end];
        if (ascii::is_alnum(next) || next == '_' || next == '@') return {};
        // A fourth number makes it an address or a version.
        if (next == '.' && end + 1 < text.size() && ascii::is_digit(text[end + 1])) return {};
    }
    return text.substr(0, end);
}

} // namespace

std::string_view status_at(std::string_view text) {
    while (!text.empty() && (text[0] == '#' || text[0] == '(' || text[0] == '[')) text.remove_prefix(1);
    return bare_status(text);
}

std::string_view find_status(std::string_view text) {
    for (std::size_t i = 0; i + 5 <= text.size(); ++i) {
        if (text[i + 1] != '.') continue;
        if (text[i] != '2' && text[i] != '4' && text[i] != '5') continue;
        if (i > 0) {
            const char before = text[i - 1];
            if (ascii::is_alnum(before) || before == '.' || before == '_' || before == '@') continue;
            if ((before == '-' || before == '/') && i > 1 && ascii::is_alpha(text[i - 2])) continue;
        }
        const std::string_view found = bare_status(text.substr(i));
        if (!found.empty()) return found;
    }
    return {};
}

} // namespace dsnparse::fields

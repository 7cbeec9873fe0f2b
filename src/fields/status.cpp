#include "fields/status.hpp"

#include "fields/surroundings.hpp"

namespace dsnparse::fields {

namespace {

/// Length of a `.` and a number of one to three digits at `at`; 0: something else. RFC 3464 section 2.3.4 forbids
/// leading zeros, which dates have.
std::size_t number_length(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '.') return 0;
    std::size_t n = 0;
    while (n < 4 && at + 1 + n < text.size() && ascii::is_digit(text[at + 1 + n])) ++n;
    if (n == 0 || n > 3 || (n > 1 && text[at + 1] == '0')) return 0;
    return n + 1;
}

/// True if what follows makes the number in front of it a longer one, or part of a word.
bool goes_on(std::string_view rest) {
    if (rest.empty()) return false;
    const char next = rest[0];
    if (ascii::is_alnum(next) || next == '_' || next == '@') return true;
    return (next == '.' || next == '-' || next == '/') && rest.size() > 1 && ascii::is_digit(rest[1]);
}

/// A code that starts at `text[0]`; what stands before it is the caller's business.
std::string_view bare_status(std::string_view text) {
    if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5')) return {};
    const std::size_t subject = number_length(text, 1);
    if (subject == 0) return {};
    const std::size_t detail = number_length(text, 1 + subject);
    if (detail == 0) return {};
    const std::size_t end = 1 + subject + detail;
    return goes_on(text.substr(end)) ? std::string_view{} : text.substr(0, end);
}

/// True if a reply code ends before `end`, and nothing else reaches to it.
bool ends_with_code(std::string_view text, std::size_t end) {
    if (end < 3 || text[end - 3] < '2' || text[end - 3] > '5' || !ascii::is_digit(text[end - 2])
        || !ascii::is_digit(text[end - 1]))
        return false;
    return end == 3 || (!ascii::is_alnum(text[end - 4]) && text[end - 4] != '-' && text[end - 4] != '.');
}

/// True if no name, number or path reaches to `at`.
bool stands_free(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char before = text[at - 1];
    if (ascii::is_alnum(before) || before == '.' || before == '_' || before == '@' || before == '+' || before == '$')
        return false;
    // `550-5.1.1`, `550/5.1.1`
    if (before == '-' || before == '/') return at == 1 || !ascii::is_alnum(text[at - 2]) || ends_with_code(text, at - 1);
    return !follows_version_word(text, at);
}

} // namespace

std::string_view status_at(std::string_view text) {
    for (int marks = 0; marks < 3 && !text.empty() && (text[0] == '#' || text[0] == '(' || text[0] == '['); ++marks)
        text.remove_prefix(1);
    return bare_status(text);
}

std::string_view find_status(std::string_view text) {
    for (std::size_t dot = text.find('.', 1); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
        const std::string_view found = bare_status(text.substr(dot - 1));
        if (!found.empty() && stands_free(text, dot - 1)) return found;
    }
    return {};
}

} // namespace dsnparse::fields

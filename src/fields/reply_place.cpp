#include "fields/reply_place.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "fields/surroundings.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_clause = 160;

/// Words right in front of a reply, whatever the code.
constexpr std::array introductions = std::to_array<std::string_view>(
    {"said:",        "says:",     "responded:",    "replied:",     "answered:",  "answer:",     "reply:",    "reply was:",
     "reply is:",    "response:", "response was:", "response is:", "reason:",    "diagnostic:", "returned:", "error was:",
     "message was:", "smtp;",     "smtp error:",   "smtp reply:",  "smtp code:", "talk to me:"});

/// Words in front of what may be a reply: the code must be one that servers give, and must not count anything.
constexpr std::array hints = std::to_array<std::string_view>(
    {"said",          "replied",     "responded",    "returned",  "replied with", "responded with", "returned with",
     "rejected with", "failed with", "refused with", "with code", "smtp error",   "smtp reply",     "error:",
     "error",         "error is:",   "code:",        "code :",    "code",         "code is:",       "me:",
     "recv:",         "code=",       "reply=",       "stat=",     "status=",      "reason=",        "error="});

/// What a number counts: then it is no code.
constexpr std::array units = std::to_array<std::string_view>(
    {"b",        "k",          "kb",      "kib",   "mb",     "mib",     "gb",      "byte",  "bytes", "octets",   "characters",
     "messages", "recipients", "letters", "mails", "emails", "seconds", "minutes", "hours", "days",  "attempts", "times"});

/// Codes of RFC 5321 and of what servers give besides. The second digit says what a reply is about (section 4.2.1); of
/// the 4xx, web servers use the first ten.
bool is_usual(int code) {
    const int about = code / 10 % 10;
    return (about <= 5 && (about != 0 || code / 100 != 4)) || code == 571;
}

bool counts_something(std::string_view behind) {
    behind = ascii::trim_left(behind);
    std::size_t n = 0;
    while (n < behind.size() && n < 12 && ascii::is_alpha(behind[n])) ++n;
    if (n < behind.size() && (behind[n] == '-' || behind[n] == '_')) return false;
    return std::any_of(units.begin(), units.end(),
                       [&](std::string_view unit) { return ascii::iequals(unit, behind.substr(0, n)); });
}

/// True if `before` ends in a colon behind a host, an address or a clause about an error, or at the end of its line.
bool is_behind_speaker(std::string_view before, bool new_line) {
    if (before.empty() || before.back() != ':') return false;
    if (new_line) return true;
    before.remove_suffix(1);
    if (before.empty()) return false;
    if (before.back() == '>' || before.back() == ']' || before.back() == ')') return true;
    const std::string_view clause = before.substr(before.size() - std::min(before.size(), longest_clause));
    std::size_t word = clause.size();
    while (word > 0 && !ascii::is_space(clause[word - 1])) --word;
    const std::string_view last = clause.substr(word);
    if (last.find('@') != std::string_view::npos || is_host_name(last)) return true;
    return ascii::icontains(clause.substr(std::min(clause.find_last_of("\r\n") + 1, clause.size())), "error ");
}

/// True if the words before position `at` lead up to a reply. `usual`: the code is one that servers give.
bool is_introduced(std::string_view text, std::size_t at, bool usual) {
    std::string_view before = text.substr(0, at);
    while (!before.empty() && (ascii::is_space(before.back()) || ascii::is_any_of(before.back(), "([\"'<")))
        before.remove_suffix(1);
    if (before.empty()) return true;
    const std::string_view gap = text.substr(before.size(), at - before.size());
    if (ends_with_any(before, introductions)) return true;
    if (!usual) return false;
    if (ends_with_any(before, hints) || is_behind_speaker(before, gap.find_first_of("\r\n") != std::string_view::npos))
        return true;
    // `<user@example.org>... 550 Host unknown`, `[192.0.2.1], 554 no`
    return before.ends_with("...") || before.ends_with("],");
}

/// True if what stands in front of `at` leaves a number there alone.
bool stands_free(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char before = text[at - 1];
    return !ascii::is_alnum(before) && !ascii::is_any_of(before, ".@-_/+$*");
}

/// Judges the code at `at`: true if a reply starts there.
bool is_reply(std::string_view text, std::size_t at, int code, bool& with_status) {
    if (!reply_code_at(text.substr(at))) return false;
    const std::string_view behind = text.substr(at + 3);
    std::string_view words = skip_code_separators(behind);
    const bool quoted = !words.empty() && (words[0] == '\'' || words[0] == '"');
    with_status = !status_at(quoted ? words.substr(1) : words).empty();
    if (with_status) return true;
    // `550-'User unknown'`
    if (quoted && behind[0] == '-') return true;
    const char before = at > 0 ? text[at - 1] : ' ';
    const char next = behind.empty() ? ' ' : behind[0];
    const bool usual = is_usual(code) && !counts_something(behind);
    if (usual && before == '(' && next == ')') return true;
    // `#550` names a code by its form, but only at the start of a line: elsewhere it may be a ticket or part of a URL.
    if (before == '#') return usual && (at == 1 || text[at - 2] == '\n' || text[at - 2] == '(');
    return (before != '=' || usual) && is_introduced(text, at, usual);
}

} // namespace

std::optional<int> code_digits_at(std::string_view text) {
    if (text.size() < 3 || !ascii::is_digit(text[0]) || !ascii::is_digit(text[1]) || !ascii::is_digit(text[2]))
        return std::nullopt;
    if (text[0] < '2' || text[0] > '5' || (text.size() > 3 && ascii::is_digit(text[3]))) return std::nullopt;
    return (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
}

std::string_view skip_code_separators(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && (ascii::is_space(text[n]) || ascii::is_any_of(text[n], "-:,;"))) ++n;
    return text.substr(n);
}

ReplyPlace find_reply(std::string_view text) {
    ReplyPlace fallback;
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
        if (text[i] < '2' || text[i] > '5') continue;
        if (!stands_free(text, i)) {
            while (i + 1 < text.size() && ascii::is_digit(text[i + 1])) ++i;
            continue;
        }
        const std::optional<int> code = code_digits_at(text.substr(i));
        if (!code || (*code < 400 && fallback.found())) continue;
        ReplyPlace place{i, false};
        if (!is_reply(text, i, *code, place.with_status)) continue;
        if (*code >= 400) return place;
        fallback = place;
    }
    return fallback;
}

std::size_t enclosed_end(std::string_view text, std::size_t begin) {
    const char open = begin > 0 ? text[begin - 1] : ' ';
    if (open == '\'' || open == '"') {
        for (std::size_t i = text.find(open, begin); i != std::string_view::npos; i = text.find(open, i + 1))
            if (i + 1 == text.size() || (!ascii::is_alnum(text[i + 1]) && static_cast<unsigned char>(text[i + 1]) < 0x80))
                return i;
        return text.size();
    }
    // `(reason: 550 ...)`: the bracket may stand farther in front.
    const char mark = open == '[' || open == '<' ? open : '(';
    const char close = mark == '[' ? ']' : mark == '<' ? '>' : ')';
    const std::string_view before = text.substr(0, begin);
    if (std::count(before.begin(), before.end(), mark) <= std::count(before.begin(), before.end(), close)) return text.size();
    std::size_t depth = 1;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == mark) ++depth;
        if (text[i] == close && --depth == 0) return i;
    }
    return text.size();
}

} // namespace dsnparse::fields

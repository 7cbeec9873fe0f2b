#include "fields/reply.hpp"

#include "base/ascii.hpp"
#include "fields/reply_place.hpp"
#include "fields/status.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

constexpr std::size_t most_lines = 100;
constexpr std::string_view transcript_mark = "<<<";

/// Position of the first LF or CR; the text's size where there is none.
std::size_t line_end(std::string_view text) {
    text = text.substr(0, text.find('\n'));
    return std::min(text.find('\r'), text.size());
}

bool is_quote(char c) { return c == '"' || c == '\''; }

/// An enhanced code in its decorations at the front; advances past it and the separators around it.
std::string_view take_status(std::string_view& text) {
    std::string_view rest = skip_code_separators(text);
    const char open = rest.empty() ? '\0' : rest[0];
    const std::string_view status = status_at(rest);
    if (status.empty()) return {};
    rest.remove_prefix(static_cast<std::size_t>(status.data() + status.size() - rest.data()));
    if (!rest.empty() && ((open == '(' && rest[0] == ')') || (open == '[' && rest[0] == ']'))) rest.remove_prefix(1);
    text = rest;
    return status;
}

/// Makes one line of the words of a reply. What every further line of it repeats (`550-5.7.1 `, `550 5.7.1 `) is taken out,
/// also where the lines were joined before.
class Joiner {
public:
    Joiner(std::string_view text, std::optional<int> code, std::string_view status, bool continues, detail::Arena& arena)
        : text_(text), status_(status), continues_(continues), arena_(arena) {
        if (!code) return;
        code_ = {static_cast<char>('0' + *code / 100), static_cast<char>('0' + *code / 10 % 10),
                 static_cast<char>('0' + *code % 10)};
        if (continues_) find_last_line();
    }

    std::string_view run() {
        if (line_end(text_) == text_.size() && !has_repeat()) return ascii::trim(text_);
        char* place = arena_.allocate(text_.size());
        std::size_t used = 0;
        bool line_start = false;
        for (std::size_t i = 0; i < text_.size();) {
            if (const std::size_t skip = repeat_length(i, line_start); skip != 0) {
                i += skip;
                line_start = false;
                continue;
            }
            const char c = text_[i++];
            if (ascii::is_space(c)) {
                line_start = line_start || c == '\n' || c == '\r';
                if (used > 0 && place[used - 1] != ' ') place[used++] = ' ';
            } else {
                line_start = false;
                place[used++] = c;
            }
        }
        arena_.shrink_last(place, text_.size(), used);
        return ascii::trim({place, used});
    }

private:
    [[nodiscard]] std::string_view code() const { return {code_.data(), code_.size()}; }

    /// True if the code stands at `at` as a word of its own.
    [[nodiscard]] bool stands_at(std::size_t at) const {
        return code_[0] != '\0' && text_.substr(at, 3) == code() && at + 3 < text_.size()
               && (at == 0 || ascii::is_space(text_[at - 1]) || is_quote(text_[at - 1]));
    }

    [[nodiscard]] bool has_repeat() const {
        if (code_[0] == '\0') return false;
        for (std::size_t at = text_.find(code()); at != std::string_view::npos; at = text_.find(code(), at + 3))
            if (repeat_length(at, false) != 0) return true;
        return false;
    }

    /// Where lines were joined, `550 ` behind the last `550-` starts the last line.
    void find_last_line() {
        for (std::size_t at = text_.find(code()); at != std::string_view::npos; at = text_.find(code(), at + 3)) {
            if (!stands_at(at)) continue;
            if (text_[at + 3] == '-') last_line_ = std::string_view::npos;
            if (ascii::is_space(text_[at + 3]) && last_line_ == std::string_view::npos) last_line_ = at;
        }
    }

    /// Length of a repeated prefix at `at`; 0: none. In mid-line it must be unmistakable.
    [[nodiscard]] std::size_t repeat_length(std::size_t at, bool line_start) const {
        if (line_start && text_.substr(at, transcript_mark.size()) == transcript_mark)
            return transcript_mark.size() + skip(at + transcript_mark.size());
        if (!stands_at(at)) return 0;
        const char separator = text_[at + 3];
        if (separator != '-' && !ascii::is_space(separator)) return 0;
        std::size_t length = 4 + skip(at + 4);
        const std::size_t quote = at + length < text_.size() && is_quote(text_[at + length]) ? 1 : 0;
        const std::string_view status = status_at(text_.substr(at + length + quote));
        if (status.empty()) return line_start || (continues_ && separator == '-') || at == last_line_ ? length : 0;
        // Another enhanced code says something else: it stays.
        if (status != status_) return length;
        length = static_cast<std::size_t>(status.data() + status.size() - text_.data()) - at;
        while (at + length < text_.size() && (ascii::is_wsp(text_[at + length]) || text_[at + length] == '-')) ++length;
        return length;
    }

    [[nodiscard]] std::size_t skip(std::size_t at) const {
        std::size_t n = 0;
        while (at + n < text_.size() && ascii::is_space(text_[at + n])) ++n;
        return n;
    }

    std::string_view text_;
    std::string_view status_;
    bool continues_;
    detail::Arena& arena_;
    std::array<char, 3> code_{};
    std::size_t last_line_ = std::string_view::npos;
};

void take_lines(std::string_view text, detail::Arena& arena, List<std::string_view>& lines) {
    while (!text.empty() && lines.size() < most_lines) {
        const std::size_t end = line_end(text);
        std::string_view line = ascii::trim(text.substr(0, end));
        if (line.substr(0, transcript_mark.size()) == transcript_mark)
            line = ascii::trim_left(line.substr(transcript_mark.size()));
        if (!line.empty()) arena.append(lines, line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// Postfix adds which command the server answered: not the server's words. Reports fold it, and may cut it off.
std::string_view without_command(std::string_view text) {
    const std::size_t open = text.rfind("(in");
    if (open == std::string_view::npos) return text;
    std::string_view rest = text.substr(open + 1);
    for (std::string_view word : {"in", "reply", "to"})
        if (ascii::consume_word(rest) != word) return text;
    const std::size_t close = rest.find(')');
    if (close == std::string_view::npos) return rest.size() < 40 ? ascii::trim_right(text.substr(0, open)) : text;
    return rest.find_first_not_of(") \t\r\n.\"'", close) == std::string_view::npos ? ascii::trim_right(text.substr(0, open))
                                                                                   : text;
}

/// The type of a Diagnostic-Code in front of its text.
std::string_view without_type(std::string_view text) {
    const std::size_t semicolon = text.substr(0, 40).find(';');
    if (semicolon == std::string_view::npos) return text;
    const std::string_view type = ascii::trim(text.substr(0, semicolon));
    const bool known = ascii::iequals(type, "smtp") || ascii::iequals(type, "lmtp") || ascii::iequals(type, "unknown")
                       || ascii::istarts_with(type, "x-");
    return known && type.find(' ') == std::string_view::npos ? ascii::trim_left(text.substr(semicolon + 1)) : text;
}

/// `'5.2.2 Mailbox Full' (delivery attempts: 0)` behind a code: what is in the quotes, if they enclose the reply.
std::string_view unquote_words(std::string_view text) {
    const std::string_view quoted = skip_code_separators(text);
    if (quoted.empty() || !is_quote(quoted[0])) return text;
    const std::size_t end = enclosed_end(quoted, 1);
    const std::string_view inside = quoted.substr(1, end - 1);
    std::string_view behind = ascii::trim(quoted.substr(std::min(end + 1, quoted.size())));
    if (!behind.empty() && behind.front() == '(' && behind.back() == ')') behind = {};
    if (end < quoted.size() && behind.find_first_not_of(".,;") == std::string_view::npos) return inside;
    return status_at(inside).empty() ? text : quoted.substr(1);
}

/// An enhanced code that stands behind or among the words, where its form or the reply code in front of it tells what it is:
/// `Sorry, no mailbox here by that name. (#5.1.1)`, `... [5.7.1]`, `... (user@example.org:550 5.1.1 User unknown)`.
std::string_view status_among(std::string_view text, int code) {
    std::string_view told;
    for (std::size_t dot = text.find('.', 2); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
        const std::size_t at = dot - 1;
        const char before = text[at - 1];
        const std::string_view status = status_at(text.substr(at));
        if (status.empty()) continue;
        if (before == '#') return status;
        if (status_class(status) != code / 100) continue;
        const std::size_t end = at + status.size();
        const char behind = end < text.size() ? text[end] : ' ';
        const bool keyed = before == ':' || before == '=';
        if (keyed || (before == '(' && behind == ')') || (before == '[' && behind == ']')) told = status;
        if (told.empty() && (before == ' ' || before == '-') && at >= 4 && code_digits_at(text.substr(at - 4)) == code)
            told = status;
    }
    return told;
}

/// The reply whose code stands at `at`, without what a bracket or a quote around it does not enclose. Marks around
/// the code alone (`(550) no`) enclose no reply.
std::string_view reply_at(std::string_view text, std::size_t at) {
    const std::size_t end = enclosed_end(text, at);
    return end == at + 3 ? text.substr(at) : text.substr(at, end - at);
}

/// Fills `reply` from `text`, which starts with the code and has nothing behind the reply.
void read_from_code(std::string_view text, detail::Arena& arena, ReplyText& reply) {
    const std::string_view outer = reply.enhanced;
    reply.code = code_digits_at(text);
    take_lines(text, arena, reply.lines);
    const bool continues = text.size() > 3 && text[3] == '-';
    std::string_view rest = text.substr(3);
    // `550 550 Address unknown`: the server's own code behind the reporter's copy of it.
    const std::string_view again = skip_code_separators(rest);
    if (reply_code_at(again) == reply.code) rest = again.substr(3);
    rest = unquote_words(rest);
    reply.enhanced = take_status(rest);
    rest = skip_code_separators(rest);
    if (!rest.empty() && rest[0] == ')') rest = ascii::trim_left(rest.substr(1));
    reply.text = Joiner(rest, reply.code, reply.enhanced, continues, arena).run();
    if (reply.enhanced.empty()) reply.enhanced = outer;
    if (reply.enhanced.empty()) reply.enhanced = status_among(rest, *reply.code);
}

} // namespace

std::optional<int> reply_code_at(std::string_view text) {
    const std::optional<int> code = code_digits_at(text);
    if (!code || text.size() == 3) return code;
    const char next = text[3];
    if (next == '.') return text.size() == 4 || ascii::is_space(text[4]) ? code : std::nullopt;
    return ascii::is_space(next) || ascii::is_any_of(next, "-:,;()[]<>\"'#") ? code : std::nullopt;
}

bool reply_continues(std::string_view line) { return reply_code_at(line).has_value() && line.size() > 3 && line[3] == '-'; }

ReplyText read_reply(std::string_view text, detail::Arena& arena) {
    ReplyText reply;
    text = without_command(without_type(ascii::trim(text)));
    std::size_t start = 0;
    while (start < text.size() && (ascii::is_space(text[start]) || ascii::is_any_of(text[start], "(\"'<#:*"))) ++start;
    std::string_view front = text.substr(start);
    if (const std::optional<int> code = reply_code_at(front)) {
        if (*code < 400) {
            // A greeting may stand in front of the refusal.
            const ReplyPlace refusal = find_reply(front.substr(3));
            if (refusal.with_status && code_digits_at(front.substr(3 + refusal.at)) >= 400) start += 3 + refusal.at;
        }
        read_from_code(reply_at(text, start), arena, reply);
        return reply;
    }
    if (const std::string_view status = status_at(front); !status.empty()) {
        // An enhanced code alone, or in front of the reply code: `5.1.1 550 no`, `5.1.2 (550 Tried all MXs)`.
        reply.enhanced = take_status(front);
        if (!front.empty() && (front[0] == ')' || front[0] == ']')) front.remove_prefix(1);
        const std::string_view words = skip_code_separators(front);
        if (const ReplyPlace place = find_reply(words); place.found() && (*code_digits_at(words.substr(place.at)) >= 400)) {
            read_from_code(reply_at(words, place.at), arena, reply);
            return reply;
        }
        take_lines(text.substr(start), arena, reply.lines);
        reply.text = Joiner(words, std::nullopt, {}, false, arena).run();
        return reply;
    }
    if (const ReplyPlace place = find_reply(text); place.found()) {
        read_from_code(reply_at(text, place.at), arena, reply);
        return reply;
    }
    // Far more versions than successes start with a 2.
    if (const std::string_view status = find_status(text); status_class(status) >= 4) reply.enhanced = status;
    reply.text = Joiner(text, std::nullopt, {}, false, arena).run();
    take_lines(text, arena, reply.lines);
    return reply;
}

} // namespace dsnparse::fields

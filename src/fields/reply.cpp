#include "fields/reply.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"
#include "fields/ip.hpp"
#include "fields/status.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

/// A reply code at the front, whatever follows but a digit; nullopt: none.
std::optional<int> digits_at(std::string_view text) {
    if (text.size() < 3 || !ascii::is_digit(text[0]) || !ascii::is_digit(text[1]) || !ascii::is_digit(text[2]))
        return std::nullopt;
    if (text[0] < '2' || text[0] > '5') return std::nullopt;
    if (text.size() > 3 && ascii::is_digit(text[3])) return std::nullopt;
    return (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
}

/// Words after which a number is a reply code.
constexpr std::array<std::string_view, 22> introductions{"said:",
                                                         "says:",
                                                         "responded:",
                                                         "reply was:",
                                                         "replied:",
                                                         "response was:",
                                                         "response:",
                                                         "error:",
                                                         "error was:",
                                                         "reason:",
                                                         "returned:",
                                                         "smtp error",
                                                         "error code",
                                                         "smtp code",
                                                         "status code",
                                                         "reply code",
                                                         "with:",
                                                         "answer:",
                                                         "refused to talk to me:",
                                                         "returned error",
                                                         "host said:",
                                                         "smtp;"};

bool is_introduced(std::string_view before) {
    before = ascii::trim_right(before);
    while (!before.empty()
           && (before.back() == '(' || before.back() == '[' || before.back() == '"' || before.back() == '\''
               || before.back() == '<'))
        before = ascii::trim_right(before.substr(0, before.size() - 1));
    if (before.empty()) return true;
    return std::any_of(introductions.begin(), introductions.end(),
                       [&](std::string_view words) { return ascii::iends_with(before, words); });
}

/// Skips what may stand between a code and its text: `-`, `:`, `,`, quotes, white space.
std::string_view skip_separators(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && (ascii::is_space(text[n]) || text[n] == '-' || text[n] == ':' || text[n] == ',' || text[n] == ';'))
        ++n;
    return text.substr(n);
}

/// An enhanced code behind a reply code, in its decorations; advances past it.
std::string_view take_status(std::string_view& text) {
    std::string_view rest = skip_separators(text);
    const char open = rest.empty() ? '\0' : rest[0];
    const std::string_view status = status_at(rest);
    if (status.empty()) return {};
    rest = text.substr(static_cast<std::size_t>(status.data() + status.size() - text.data()));
    if ((open == '(' && !rest.empty() && rest[0] == ')') || (open == '[' && !rest.empty() && rest[0] == ']'))
        rest.remove_prefix(1);
    text = rest;
    return status;
}

/// Where a reply starts in running text; npos: nowhere.
std::size_t find_reply_start(std::string_view text) {
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
        if (text[i] < '2' || text[i] > '5') continue;
        const char before = i > 0 ? text[i - 1] : ' ';
        if (ascii::is_alnum(before) || before == '.' || before == '@' || before == '-' || before == '_' || before == '/'
            || before == '=') {
            while (i + 1 < text.size() && ascii::is_digit(text[i + 1])) ++i;
            continue;
        }
        const std::optional<int> code = digits_at(text.substr(i));
        if (!code || *code < 400) continue;
        const std::string_view after = text.substr(i + 3);
        const bool ends = after.empty() || ascii::is_space(after[0]) || after[0] == '-' || after[0] == ')' || after[0] == ':'
                          || after[0] == ',' || after[0] == '>' || after[0] == ']' || after[0] == '\'' || after[0] == '"';
        if (!ends) continue;
        const bool with_status =
            !after.empty() && (after[0] == ' ' || after[0] == '-') && !status_at(ascii::trim_left(after.substr(1))).empty();
        if (with_status || is_introduced(text.substr(0, i))) return i;
        // `(550)` and `#550` name a code by their form.
        if (before == '#' || (before == '(' && !after.empty() && after[0] == ')')) return i;
    }
    return std::string_view::npos;
}

/// Removes the prefix that every further line of a reply repeats (`550-5.7.1 `, `550 5.7.1 `) where the lines were joined.
class Joiner {
public:
    Joiner(std::string_view text, int code, std::string_view status, detail::Arena& arena)
        : text_(text), status_(status), arena_(arena) {
        prefix_[0] = static_cast<char>('0' + code / 100);
        prefix_[1] = static_cast<char>('0' + code / 10 % 10);
        prefix_[2] = static_cast<char>('0' + code % 10);
    }

    std::string_view run() {
        const std::string_view code(prefix_.data(), prefix_.size());
        bool plain = text_.find_first_of("\r\n") == std::string_view::npos;
        if (plain && find_repeat(code, 0) == std::string_view::npos) return ascii::trim(text_);
        char* place = arena_.allocate(text_.size());
        std::size_t used = 0;
        for (std::size_t i = 0; i < text_.size();) {
            const bool line_start = used == 0 || i == 0 || text_[i - 1] == '\n' || text_[i - 1] == '\r';
            const std::size_t skip = repeat_length(code, i, line_start);
            if (skip != 0) {
                i += skip;
                continue;
            }
            const char c = text_[i++];
            if (ascii::is_space(c)) {
                if (used > 0 && place[used - 1] != ' ') place[used++] = ' ';
            } else {
                place[used++] = c;
            }
        }
        arena_.shrink_last(place, text_.size(), used);
        return ascii::trim({place, used});
    }

private:
    std::size_t find_repeat(std::string_view code, std::size_t from) const {
        for (std::size_t at = text_.find(code, from); at != std::string_view::npos; at = text_.find(code, at + 1))
            if (repeat_length(code, at, false) != 0) return at;
        return std::string_view::npos;
    }

    /// Length of a repeated prefix at `at`; 0: none. In mid-line it must be unmistakable: `550-`, or the enhanced code again.
    std::size_t repeat_length(std::string_view code, std::size_t at, bool line_start) const {
        if (at > 0 && !ascii::is_space(text_[at - 1]) && text_[at - 1] != '"' && text_[at - 1] != '\'') return 0;
        if (text_.substr(at, 3) != code || at + 3 >= text_.size()) return 0;
        const char separator = text_[at + 3];
        if (separator != '-' && separator != ' ') return 0;
        std::string_view rest = text_.substr(at + 4);
        const bool same_status = !status_.empty() && rest.substr(0, status_.size()) == status_;
        if (!line_start && separator == ' ' && !same_status) return 0;
        std::size_t length = 4;
        if (same_status) length += status_.size();
        while (at + length < text_.size() && (text_[at + length] == ' ' || text_[at + length] == '-')) ++length;
        return length;
    }

    std::string_view text_;
    std::string_view status_;
    detail::Arena& arena_;
    std::array<char, 3> prefix_{};
};

void take_lines(std::string_view text, detail::Arena& arena, List<std::string_view>& lines) {
    while (!text.empty() && lines.size() < 100) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = ascii::trim(text.substr(0, end));
        if (!line.empty()) arena.append(lines, line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// Postfix adds which command the server answered: not the server's words.
std::string_view without_in_reply_to(std::string_view text) {
    const std::size_t at = text.rfind("(in reply to ");
    return at != std::string_view::npos && text.find(')', at) != std::string_view::npos ? ascii::trim_right(text.substr(0, at))
                                                                                        : text;
}

} // namespace

std::optional<int> reply_code_at(std::string_view text) {
    const std::optional<int> code = digits_at(text);
    if (!code || text.size() == 3) return code;
    const char next = text[3];
    return ascii::is_space(next) || next == '-' || next == ':' || next == ',' || next == ';' || next == ')' || next == '"'
                   || next == '\''
               ? code
               : std::nullopt;
}

bool reply_continues(std::string_view line) { return reply_code_at(line).has_value() && line.size() > 3 && line[3] == '-'; }

ReplyText read_reply(std::string_view text, detail::Arena& arena) {
    ReplyText reply;
    text = without_in_reply_to(ascii::trim(text));
    std::string_view start = text;
    while (!start.empty()
           && (start[0] == '(' || start[0] == '"' || start[0] == '\'' || start[0] == '<' || start[0] == '#' || start[0] == ':'
               || start[0] == ' '))
        start.remove_prefix(1);
    if (ascii::istarts_with(start, "reason:")) start = ascii::trim_left(start.substr(7));
    if (!reply_code_at(start) && status_at(start).empty()) start = text; // the marks belong to the words
    std::optional<int> code = reply_code_at(start);
    if (!code) {
        const std::string_view status = status_at(start);
        if (!status.empty()) {
            // An enhanced code alone, or in front of the reply code (`5.1.1 550 no`).
            reply.enhanced = status;
            std::string_view rest =
                skip_separators(start.substr(static_cast<std::size_t>(status.data() + status.size() - start.data())));
            reply.code = reply_code_at(rest);
            if (reply.code && *reply.code < 400) reply.code = std::nullopt;
            if (reply.code)
                rest = skip_separators(rest.substr(3));
            else if (!rest.empty() && rest[0] == ')')
                rest = ascii::trim_left(rest.substr(1));
            take_lines(start, arena, reply.lines);
            reply.text = Joiner(rest, reply.code.value_or(0), status, arena).run();
            const std::size_t inner = reply.code ? std::string_view::npos : find_reply_start(rest);
            if (inner == std::string_view::npos) return reply;
            code = digits_at(rest.substr(inner));
            start = rest.substr(inner);
            reply.lines = {};
        } else {
            const std::size_t at = find_reply_start(start);
            if (at == std::string_view::npos) {
                reply.enhanced = find_status(start);
                reply.text = Joiner(start, 0, {}, arena).run();
                take_lines(start, arena, reply.lines);
                return reply;
            }
            start = start.substr(at);
            code = digits_at(start);
        }
    }
    const std::string_view outer = reply.enhanced;
    reply.code = code;
    take_lines(start, arena, reply.lines);
    std::string_view rest = start.substr(3);
    reply.enhanced = take_status(rest);
    if (reply.enhanced.empty()) reply.enhanced = outer;
    rest = skip_separators(rest);
    if (!rest.empty() && rest[0] == ')') rest = ascii::trim_left(rest.substr(1));
    reply.text = Joiner(rest, *code, reply.enhanced, arena).run();
    // `550 Sorry, no mailbox here by that name. (#5.1.1)`: qmail and its kin put the code at the end.
    if (reply.enhanced.empty()) {
        const std::size_t hash = reply.text.rfind('#');
        if (hash != std::string_view::npos) reply.enhanced = status_at(reply.text.substr(hash));
    }
    return reply;
}

QuotedClient find_quoted_client(std::string_view text) {
    // Wordings in which the address that follows is the client's, as the refusing server saw it.
    static constexpr std::array<std::string_view, 30> before{"client host",
                                                             "client address",
                                                             "your ip",
                                                             "your host",
                                                             "sending ip",
                                                             "sender ip",
                                                             "source ip",
                                                             "connecting ip",
                                                             "originating ip",
                                                             "from ip",
                                                             "ip address",
                                                             "remote host",
                                                             "your server",
                                                             "your mail server",
                                                             "your address",
                                                             "mail from",
                                                             "messages from",
                                                             "email from",
                                                             "connection from",
                                                             "connections from",
                                                             "connect from",
                                                             "client",
                                                             "host",
                                                             "ip:",
                                                             "ip=",
                                                             "sending mta",
                                                             "blocked",
                                                             "sent from",
                                                             "sender",
                                                             "ip"};
    static constexpr std::array<std::string_view, 14> after{
        "is listed",      "is blocked", "blocked",      "listed",      "has been blocked", "is on",        "rejected",
        "is not allowed", "has a poor", "weren't sent", "not allowed", "has been",         "is currently", "found on"};
    detail::Arena scratch;
    for (std::size_t from = 0; from < text.size();) {
        const std::optional<IpFound> found = find_ip(text, scratch, from);
        if (!found) return {};
        from = found->end;
        std::string_view left = ascii::trim_right(text.substr(0, found->begin));
        std::string_view host;
        // `client host mx.example.net[1.2.3.4]`: the name stands between.
        if (found->begin > 0 && text[found->begin] == '[' && !ascii::is_space(text[found->begin - 1])) {
            std::size_t name = left.size();
            while (
                name > 0
                && (ascii::is_alnum(left[name - 1]) || left[name - 1] == '.' || left[name - 1] == '-' || left[name - 1] == '_'))
                --name;
            if (is_host_name(left.substr(name))) host = left.substr(name);
            left = ascii::trim_right(left.substr(0, name));
        }
        while (!left.empty()
               && (left.back() == '(' || left.back() == '[' || left.back() == '<' || left.back() == '"' || left.back() == ':'))
            left = ascii::trim_right(left.substr(0, left.size() - 1));
        std::string_view right = text.substr(found->end);
        while (!right.empty()
               && (ascii::is_space(right[0]) || right[0] == ']' || right[0] == ')' || right[0] == '>' || right[0] == '"'))
            right.remove_prefix(1);
        const bool introduced =
            std::any_of(before.begin(), before.end(), [&](std::string_view words) { return ascii::iends_with(left, words); });
        const bool judged =
            std::any_of(after.begin(), after.end(), [&](std::string_view words) { return ascii::istarts_with(right, words); });
        if (!introduced && !judged) continue;
        const std::string_view ip = text.find(found->ip) != std::string_view::npos
                                        ? text.substr(text.find(found->ip), found->ip.size())
                                        : std::string_view{};
        if (!ip.empty()) return {ip, host};
    }
    return {};
}

} // namespace dsnparse::fields

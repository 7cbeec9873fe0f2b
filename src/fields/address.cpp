#include "fields/address.hpp"

#include "base/ascii.hpp"
#include "fields/address_syntax.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace dsnparse::fields {

namespace {

/// The position behind the comment that starts `text`; its size, where the comment is never closed.
std::size_t comment_length(std::string_view text) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '(')
            ++depth;
        else if (text[i] == ')' && --depth == 0)
            return i + 1;
    }
    return text.size();
}

/// The position of the first comment that is not in quotes; npos: none.
std::size_t find_comment(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '(' && !quoted)
            return i;
    }
    return std::string_view::npos;
}

/// Takes RFC 5322 comments off. A view, unless one stood in the middle.
std::string_view without_comments(std::string_view value, detail::Arena& arena) {
    std::string_view kept;
    char* place = nullptr;
    for (value = ascii::trim(value); !value.empty();) {
        const std::size_t comment = find_comment(value);
        const std::string_view part = ascii::trim_right(value.substr(0, comment));
        if (kept.empty()) {
            kept = part;
        } else if (!part.empty()) {
            if (place == nullptr) {
                // What is kept takes no more than the comments between leave.
                place = arena.allocate(kept.size() + 1 + value.size());
                kept.copy(place, kept.size());
                kept = {place, kept.size()};
            }
            std::size_t used = kept.size();
            const auto joins = [](char c) { return c == '@' || c == '.'; };
            if (!joins(kept.back()) && !joins(part.front())) place[used++] = ' ';
            used += part.copy(place + used, part.size());
            kept = {place, used};
        }
        if (comment == std::string_view::npos) break;
        value.remove_prefix(comment);
        value = ascii::trim_left(value.substr(comment_length(value)));
    }
    return kept;
}

/// The bytes of `point` as UTF-8, at `place`; returns how many.
std::size_t put_utf8(char* place, std::uint32_t point) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    if (point < 0x80) {
        place[0] = byte(point);
        return 1;
    }
    const std::size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (std::size_t i = length; i-- > 1; point >>= 6) place[i] = byte(0x80U | (point & 0x3FU));
    place[0] = byte((0xF00U >> length & 0xF0U) | point);
    return length;
}

/// RFC 6533 section 3: `\x{7528}`, of one to six hexadecimal digits. Controls stay as they are written.
std::string_view decode_unicode_escapes(std::string_view value, detail::Arena& arena) {
    constexpr std::string_view lead = "\\x{";
    if (value.find(lead) == std::string_view::npos) return value;
    char* place = arena.allocate(value.size());
    std::size_t used = 0;
    while (!value.empty()) {
        if (value.starts_with(lead)) {
            std::size_t end = lead.size();
            std::uint32_t point = 0;
            while (end < value.size() && end < lead.size() + 6 && ascii::is_hex(value[end]))
                point = point * 16 + static_cast<std::uint32_t>(ascii::hex_value(value[end++]));
            const bool character = point >= 0x20 && point != 0x7F && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
            if (character && end < value.size() && value[end] == '}') {
                used += put_utf8(place + used, point); // never longer than the escape
                value.remove_prefix(end + 1);
                continue;
            }
        }
        place[used++] = value[0];
        value.remove_prefix(1);
    }
    return {place, used};
}

/// Takes the white space off that RFC 5322 section 4.4 allows around the dots and the `@` of an address.
std::string_view without_gaps(std::string_view address, detail::Arena& arena) {
    if (ascii::find_any_of(address, " \t") == std::string_view::npos || address.find('"') != std::string_view::npos)
        return address;
    char* place = arena.allocate(address.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const auto joins = [](char c) { return c == '@' || c == '.'; };
        if (!ascii::is_wsp(address[i])) {
            if (joins(address[i]))
                while (used > 0 && ascii::is_wsp(place[used - 1])) --used;
            place[used++] = address[i];
        } else if (used > 0 && !joins(place[used - 1])) {
            place[used++] = address[i];
        }
    }
    return read_address({place, used});
}

/// Encapsulated addresses of other mail systems use `+20` in a way of their own.
bool is_encapsulated(std::string_view value) { return ascii::istarts_with(value, "IMCEA"); }

/// Reads the mailboxes of a header value from front to back.
class MailboxReader {
public:
    MailboxReader(std::string_view value, detail::Arena& arena, std::size_t most) : rest_(value), arena_(arena), most_(most) {}

    List<Mailbox> run() {
        while (!rest_.empty() && list_.size() < most_) step();
        if (list_.size() < most_) finish();
        return list_;
    }

private:
    void step() {
        switch (rest_[0]) {
        case ',':
        case ';': rest_.remove_prefix(1); return finish();
        case ':':
            // A group, or `mailto:`: what was read so far is its name.
            rest_.remove_prefix(1);
            return start_over();
        case '(': return take_comment();
        case '<': return take_angle();
        case '"': return take_word(std::max<std::size_t>(quoted_length(rest_), 1));
        case '[': return take_word(std::max<std::size_t>(domain_length(rest_), 1));
        default: return take_word(std::max<std::size_t>(std::min(ascii::find_any_of(rest_, ",;:(<\"["), rest_.size()), 1));
        }
    }

    void start_over() {
        words_begin_ = words_end_ = nullptr;
        address_ = comment_ = {};
        angle_ = false;
    }

    void take_word(std::size_t length) {
        if (ascii::trim(rest_.substr(0, length)).empty()) return rest_.remove_prefix(length);
        if (words_begin_ == nullptr) words_begin_ = rest_.data();
        words_end_ = rest_.data() + length;
        rest_.remove_prefix(length);
    }

    void take_comment() {
        const std::size_t length = comment_length(rest_);
        std::string_view comment = rest_.substr(1, length - 1);
        if (!comment.empty() && comment.back() == ')') comment.remove_suffix(1);
        comment_ = ascii::trim(comment);
        rest_.remove_prefix(length);
    }

    void take_angle() {
        if (angle_) finish(); // a comma is missing
        std::size_t end = 1;
        while (end < rest_.size() && rest_[end] != '>') end += std::max<std::size_t>(quoted_length(rest_.substr(end)), 1);
        address_ = strip_route(without_comments(rest_.substr(1, end - 1), arena_));
        if (const std::string_view address = without_gaps(address_, arena_); !address.empty()) address_ = address;
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        while (!rest_.empty() && rest_[0] == '>') rest_.remove_prefix(1);
        angle_ = true;
    }

    void finish() {
        std::string_view words;
        if (words_begin_ != nullptr) words = ascii::trim({words_begin_, static_cast<std::size_t>(words_end_ - words_begin_)});
        Mailbox mailbox;
        if (angle_) {
            mailbox = {address_, words.empty() ? comment_ : words};
        } else if (!words.empty()) {
            std::string_view address = read_address(unquote_single(words));
            if (address.empty() && words.find('@') != std::string_view::npos)
                address = read_address(without_gaps(without_comments(words, arena_), arena_));
            mailbox = address.empty() ? Mailbox{{}, words} : Mailbox{address, comment_};
        }
        mailbox.name = unquote(mailbox.name);
        if (mailbox.known()) arena_.append(list_, mailbox);
        start_over();
    }

    /// `'user@example.org'`, as some write an address where a name should be.
    static std::string_view unquote_single(std::string_view words) {
        return words.size() > 2 && words.front() == '\'' && words.back() == '\'' ? words.substr(1, words.size() - 2) : words;
    }

    std::string_view unquote(std::string_view name) {
        if (name.size() < 2 || quoted_length(name) != name.size()) return name;
        name = name.substr(1, name.size() - 2);
        if (name.find('\\') == std::string_view::npos) return ascii::trim(name);
        char* place = arena_.allocate(name.size());
        std::size_t used = 0;
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (name[i] == '\\' && i + 1 < name.size()) ++i;
            place[used++] = name[i];
        }
        return ascii::trim({place, used});
    }

    std::string_view rest_;
    detail::Arena& arena_;
    std::size_t most_;
    List<Mailbox> list_;
    const char* words_begin_ = nullptr;
    const char* words_end_ = nullptr;
    std::string_view address_;
    std::string_view comment_;
    bool angle_ = false;
};

} // namespace

TypedValue read_typed(std::string_view value, detail::Arena& arena) {
    value = ascii::trim(value);
    const std::size_t semicolon = value.find(';');
    if (semicolon != std::string_view::npos) {
        const std::string_view type = ascii::trim(value.substr(0, semicolon));
        const bool atom = !type.empty() && std::all_of(type.begin(), type.end(), [](char c) {
            return ascii::is_alnum(c) || c == '-' || c == '_' || c == '/'; // `rfc/822`: Mimecast
        });
        // X.400 writes an `@` as `(a)`.
        if (ascii::iequals(type, "x400")) return {arena.lower(type), ascii::trim(value.substr(semicolon + 1))};
        if (atom) return {arena.lower(type), without_comments(value.substr(semicolon + 1), arena)};
    }
    return {{}, without_comments(value, arena)};
}

std::string_view decode_xtext(std::string_view value, detail::Arena& arena) {
    const auto is_digit = [](char c) { return ascii::is_digit(c) || (c >= 'A' && c <= 'F'); };
    const bool has_at = value.find('@') != std::string_view::npos;
    std::size_t escapes = 0;
    bool needed = false;
    for (std::size_t at = value.find('+'); at != std::string_view::npos; at = value.find('+', at + 3)) {
        if (at + 2 >= value.size() || !is_digit(value[at + 1]) || !is_digit(value[at + 2])) return value;
        const int byte = ascii::hex_value(value[at + 1]) * 16 + ascii::hex_value(value[at + 2]);
        if (byte < ' ' || byte == 0x7F) return value;
        needed = needed || byte == '+' || byte == '=' || byte == ' ' || byte > 0x7F || (byte == '@' && !has_at);
        ++escapes;
    }
    if (!needed) return value;
    char* place = arena.allocate(value.size() - 2 * escapes);
    std::size_t used = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '+') {
            place[used++] = static_cast<char>(ascii::hex_value(value[i + 1]) * 16 + ascii::hex_value(value[i + 2]));
            i += 2;
        } else {
            place[used++] = value[i];
        }
    }
    const std::string_view decoded(place, used);
    return text::is_utf8(decoded) ? decoded : value;
}

std::string_view read_recipient_address(const TypedValue& typed, detail::Arena& arena) {
    std::string_view value = strip_route(typed.value);
    // Some write the type twice: `rfc822;RFC822;user@example.org`.
    while (ascii::consume(value, "rfc822;")) value = strip_route(value);
    // Some put all of it in quotes.
    if (value.size() > 2 && quoted_length(value) == value.size()) {
        const std::string_view inside = value.substr(1, value.size() - 2);
        if (!read_address(inside).empty()) value = inside;
    }
    const std::string_view unescaped = decode_unicode_escapes(value, arena);
    if (typed.type == "utf-8" || unescaped.data() != value.data() || is_encapsulated(value)) return unescaped;
    const std::string_view decoded = decode_xtext(value, arena);
    // `user+20@example.org` is an address of its own: with the blank it would be none.
    return read_address(decoded).empty() && !read_address(value).empty() ? value : decoded;
}

List<Mailbox> read_mailboxes(std::string_view value, detail::Arena& arena, std::size_t most) {
    return MailboxReader(value, arena, most).run();
}

std::string_view read_address(std::string_view text) {
    text = strip_route(text);
    if (text.empty() || text.size() > longest_address) return {};
    std::size_t local = 0;
    while (local < text.size() && text[local] != '@') {
        const std::size_t length = text[local] == '"' ? quoted_length(text.substr(local)) : local_byte_length(text, local);
        if (length == 0) return {};
        local += length;
    }
    if (local == 0 || local >= text.size()) return {};
    const std::size_t domain = domain_length(text.substr(local + 1));
    if (domain == 0) return {};
    std::size_t end = local + 1 + domain;
    if (end < text.size() && text[end] == '.') ++end;
    return end == text.size() ? text.substr(0, local + 1 + domain) : std::string_view{};
}

std::string_view domain_of(std::string_view address, detail::Arena& arena) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos) return {};
    std::string_view domain = address.substr(at + 1);
    if (!domain.empty() && domain.back() == '.') domain.remove_suffix(1);
    return std::any_of(domain.begin(), domain.end(), ascii::is_upper) ? arena.lower(domain) : domain;
}

bool same_address(std::string_view a, std::string_view b) { return !a.empty() && ascii::iequals(a, b); }

} // namespace dsnparse::fields

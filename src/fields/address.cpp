#include "fields/address.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace dsnparse::fields {

namespace {

constexpr std::size_t longest_address = 512;

bool is_utf8_byte(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// RFC 5322 atext, dots, and what real local parts have besides.
bool is_local_byte(char c) {
    if (ascii::is_alnum(c) || is_utf8_byte(c)) return true;
    return std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

bool is_domain_byte(char c) { return ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || is_utf8_byte(c); }

/// Length of a quoted string at the front, quotes included; 0: none.
std::size_t quoted_length(std::string_view text) {
    if (text.empty() || text[0] != '"') return 0;
    for (std::size_t i = 1; i < text.size() && i < longest_address; ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
        else if (text[i] == '\n' || text[i] == '\r')
            return 0;
    }
    return 0;
}

/// Length of the domain at the front: a name, or an address in brackets.
std::size_t domain_length(std::string_view text) {
    if (!text.empty() && text[0] == '[') {
        const std::size_t close = text.substr(0, 64).find(']');
        return close == std::string_view::npos ? 0 : close + 1;
    }
    std::size_t n = 0;
    while (n < text.size() && n < 256 && is_domain_byte(text[n])) ++n;
    while (n > 0 && (text[n - 1] == '.' || text[n - 1] == '-' || text[n - 1] == '_')) --n;
    return n;
}

/// Takes RFC 5322 comments off, outside of quotes. A view where there are none.
std::string_view without_comments(std::string_view value, detail::Arena& arena) {
    if (value.find('(') == std::string_view::npos) return ascii::trim(value);
    char* place = arena.allocate(value.size());
    std::size_t used = 0;
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '\\' && i + 1 < value.size()) {
            if (depth == 0) {
                place[used++] = c;
                place[used++] = value[i + 1];
            }
            ++i;
            continue;
        }
        if (c == '"' && depth == 0) quoted = !quoted;
        if (!quoted && c == '(') {
            ++depth;
            continue;
        }
        if (!quoted && c == ')' && depth > 0) {
            --depth;
            continue;
        }
        if (depth == 0) place[used++] = c;
    }
    arena.shrink_last(place, value.size(), used);
    return ascii::trim({place, used});
}

/// Takes `<...>` and a source route (`@a,@b:user@c`, RFC 5321 appendix C) off.
std::string_view strip_route(std::string_view text) {
    text = ascii::trim(text);
    if (!text.empty() && text.front() == '<') {
        text.remove_prefix(1);
        const std::size_t close = text.rfind('>');
        if (close != std::string_view::npos) text = text.substr(0, close);
        text = ascii::trim(text);
    }
    if (!text.empty() && text[0] == '@') {
        const std::size_t colon = text.find(':');
        if (colon != std::string_view::npos && text.find('@', colon) != std::string_view::npos)
            text = ascii::trim(text.substr(colon + 1));
    }
    return text;
}

void append_utf8(char* place, std::size_t& used, std::uint32_t point) {
    const auto put = [&](std::uint32_t byte) { place[used++] = static_cast<char>(byte); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0U | point >> 6);
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0U | point >> 12);
        put(0x80U | (point >> 6 & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | point >> 18);
        put(0x80U | (point >> 12 & 0x3FU));
        put(0x80U | (point >> 6 & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

/// RFC 6533 section 3: `\x{7528}`, of one to six hexadecimal digits.
std::string_view decode_unicode_escapes(std::string_view value, detail::Arena& arena) {
    if (value.find("\\x{") == std::string_view::npos) return value;
    char* place = arena.allocate(value.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < value.size();) {
        if (value.substr(i, 3) == "\\x{") {
            std::size_t digits = 0;
            std::uint32_t point = 0;
            while (i + 3 + digits < value.size() && digits < 6 && ascii::is_hex(value[i + 3 + digits]))
                point = point * 16 + static_cast<std::uint32_t>(ascii::hex_value(value[i + 3 + digits++]));
            const std::size_t close = i + 3 + digits;
            const bool valid = digits > 0 && close < value.size() && value[close] == '}' && point > 0 && point <= 0x10FFFF
                               && (point < 0xD800 || point > 0xDFFF);
            if (valid) {
                append_utf8(place, used, point); // never longer than the escape
                i = close + 1;
                continue;
            }
        }
        place[used++] = value[i++];
    }
    arena.shrink_last(place, value.size(), used);
    return {place, used};
}

/// Reads the mailboxes of a header value from front to back.
class MailboxReader {
public:
    MailboxReader(std::string_view value, detail::Arena& arena, std::size_t most) : rest_(value), arena_(arena), most_(most) {}

    List<Mailbox> run() {
        while (!rest_.empty() && list_.size() < most_) step();
        finish();
        return list_;
    }

private:
    void step() {
        const char c = rest_[0];
        if (c == ',' || c == ';') {
            rest_.remove_prefix(1);
            return finish();
        }
        if (c == ':') {
            // A group: what was read so far is its name.
            rest_.remove_prefix(1);
            words_begin_ = words_end_ = nullptr;
            address_ = comment_ = {};
            return;
        }
        if (c == '(') return take_comment();
        if (c == '<') return take_angle();
        if (c == '"') {
            const std::size_t length = quoted_length(rest_);
            return take_word(length == 0 ? 1 : length);
        }
        std::size_t n = 0;
        while (n < rest_.size() && std::string_view(",;:(<\"").find(rest_[n]) == std::string_view::npos) ++n;
        take_word(std::max<std::size_t>(n, 1));
    }

    void take_word(std::size_t length) {
        if (words_begin_ == nullptr) words_begin_ = rest_.data();
        words_end_ = rest_.data() + length;
        rest_.remove_prefix(length);
    }

    void take_comment() {
        std::size_t depth = 0;
        std::size_t i = 0;
        for (; i < rest_.size(); ++i) {
            if (rest_[i] == '\\')
                ++i;
            else if (rest_[i] == '(')
                ++depth;
            else if (rest_[i] == ')' && --depth == 0)
                break;
        }
        const std::size_t end = std::min(i, rest_.size());
        comment_ = ascii::trim(rest_.substr(1, end - 1));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }

    void take_angle() {
        const std::size_t close = rest_.find('>');
        const std::size_t end = close == std::string_view::npos ? rest_.size() : close;
        address_ = strip_route(rest_.substr(1, end - 1));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        angle_ = true;
    }

    void finish() {
        std::string_view words;
        if (words_begin_ != nullptr) words = ascii::trim({words_begin_, static_cast<std::size_t>(words_end_ - words_begin_)});
        Mailbox mailbox;
        if (angle_) {
            mailbox = {address_, words};
        } else if (!words.empty()) {
            const std::string_view address = read_address(words);
            mailbox = address.empty() ? Mailbox{{}, words} : Mailbox{address, comment_};
        } else if (!comment_.empty()) {
            mailbox.name = comment_;
        }
        mailbox.name = unquote(mailbox.name);
        if (mailbox.known()) arena_.append(list_, mailbox);
        words_begin_ = words_end_ = nullptr;
        address_ = comment_ = {};
        angle_ = false;
    }

    std::string_view unquote(std::string_view name) {
        if (name.size() < 2 || name.front() != '"' || name.back() != '"') return name;
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
            return ascii::is_alnum(c) || c == '-' || c == '_';
        });
        if (atom) return {arena.lower(type), without_comments(value.substr(semicolon + 1), arena)};
    }
    return {{}, without_comments(value, arena)};
}

std::string_view decode_xtext(std::string_view value, detail::Arena& arena) {
    if (value.find('+') == std::string_view::npos) return value;
    char* place = arena.allocate(value.size());
    std::size_t used = 0;
    bool decoded = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto is_digit = [](char c) { return ascii::is_digit(c) || (c >= 'A' && c <= 'F'); };
        if (value[i] == '+' && i + 2 < value.size() && is_digit(value[i + 1]) && is_digit(value[i + 2])) {
            const int byte = ascii::hex_value(value[i + 1]) * 16 + ascii::hex_value(value[i + 2]);
            // Only bytes that xtext has to encode are taken as encoded: `bob+12@...` is an address of its own.
            if (byte == '+' || byte == '=' || byte <= ' ' || byte >= 0x7f) {
                place[used++] = static_cast<char>(byte);
                i += 2;
                decoded = true;
                continue;
            }
        }
        place[used++] = value[i];
    }
    arena.shrink_last(place, value.size(), used);
    return decoded ? std::string_view(place, used) : value;
}

std::string_view read_recipient_address(const TypedValue& typed, detail::Arena& arena) {
    std::string_view value = strip_route(typed.value);
    // Some write the type twice: `rfc822;RFC822;user@example.org`.
    while (ascii::istarts_with(value, "rfc822;")) value = strip_route(value.substr(7));
    if (typed.type == "utf-8") return decode_unicode_escapes(value, arena);
    if (value.find("\\x{") != std::string_view::npos) return decode_unicode_escapes(value, arena);
    return decode_xtext(value, arena);
}

List<Mailbox> read_mailboxes(std::string_view value, detail::Arena& arena, std::size_t most) {
    return MailboxReader(value, arena, most).run();
}

std::string_view read_address(std::string_view text) {
    text = strip_route(text);
    if (text.empty() || text.size() > longest_address) return {};
    std::size_t local = quoted_length(text);
    if (local == 0)
        while (local < text.size() && is_local_byte(text[local])) ++local;
    if (local == 0 || local >= text.size() || text[local] != '@') return {};
    const std::size_t domain = domain_length(text.substr(local + 1));
    if (domain == 0) return {};
    std::size_t end = local + 1 + domain;
    if (end < text.size() && text[end] == '.') ++end;
    return end == text.size() ? text.substr(0, local + 1 + domain) : std::string_view{};
}

std::string_view find_address(std::string_view text, std::size_t from, std::size_t* end) {
    std::size_t searched = from; // nothing before it belongs to a later address
    for (std::size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        const std::size_t lowest = std::max(searched, at > longest_address ? at - longest_address : 0);
        if (begin > lowest && text[begin - 1] == '"') {
            // A quoted local part: back to its opening quote.
            std::size_t quote = begin - 1;
            while (quote > lowest && !(text[quote - 1] == '"' && (quote < 2 || text[quote - 2] != '\\'))) --quote;
            begin = quote > lowest ? quote - 1 : at;
        } else {
            while (begin > lowest && is_local_byte(text[begin - 1])) --begin;
            while (begin < at && (text[begin] == '\'' || text[begin] == '.' || text[begin] == '`' || text[begin] == '*')) ++begin;
            if (ascii::istarts_with(text.substr(begin), "smtp:") || ascii::istarts_with(text.substr(begin), "mailto:"))
                begin = text.find(':', begin) + 1;
        }
        const std::size_t domain = domain_length(text.substr(at + 1));
        searched = at + 1;
        if (begin == at || domain == 0) continue;
        const std::string_view address = text.substr(begin, at + 1 + domain - begin);
        if (end != nullptr) *end = at + 1 + domain;
        return address;
    }
    if (end != nullptr) *end = text.size();
    return {};
}

std::string_view domain_of(std::string_view address, detail::Arena& arena) {
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string_view{} : arena.lower(address.substr(at + 1));
}

bool same_address(std::string_view a, std::string_view b) { return !a.empty() && ascii::iequals(a, b); }

} // namespace dsnparse::fields

#include "text/parameters.hpp"

#include "base/ascii.hpp"
#include "text/charset.hpp"

#include <algorithm>
#include <optional>

namespace dsnparse::text {

namespace {

constexpr std::size_t most_parameters = 128;

/// A parameter as it stands: `filename*1*` is name `filename`, section 1, extended.
struct Raw {
    std::string_view name;
    std::optional<std::uint32_t> section;
    bool extended = false; ///< percent-encoded, the first section with charset and language
    std::string_view value; ///< quotes off
};

class Reader {
public:
    Reader(std::string_view rest, detail::Arena& arena) : rest_(rest), arena_(arena) {}

    List<Raw> run() {
        while (skip_filling(), !rest_.empty() && list_.size() < most_parameters) {
            if (rest_[0] == ';') {
                rest_.remove_prefix(1);
                continue;
            }
            read_one();
        }
        return list_;
    }

private:
    void skip_filling() {
        std::size_t depth = 0;
        while (!rest_.empty()) {
            const char c = rest_[0];
            if (c == '(')
                ++depth;
            else if (c == ')' && depth > 0)
                --depth;
            else if (depth == 0 && !ascii::is_space(c))
                return;
            rest_.remove_prefix(1);
        }
    }

    void read_one() {
        const std::size_t stop = ascii::find_any_of(rest_, "=;");
        if (stop == std::string_view::npos || rest_[stop] == ';') {
            rest_.remove_prefix(std::min(stop, rest_.size()));
            return;
        }
        Raw raw;
        std::string_view name = last_word(rest_.substr(0, stop));
        rest_.remove_prefix(stop + 1);
        raw.value = take_value();
        if (!name.empty() && name.back() == '*') {
            raw.extended = true;
            name.remove_suffix(1);
        }
        const std::size_t star = name.find('*');
        if (star != std::string_view::npos) {
            std::string_view digits = name.substr(star + 1);
            raw.section = ascii::consume_number(digits, 3);
            name = name.substr(0, star);
        }
        if (name.empty()) return;
        raw.name = arena_.lower(name);
        arena_.append(list_, raw);
    }

    /// The name in what stands before a `=`: what is in front of it lacks its `;`, a comment may be behind it.
    static std::string_view last_word(std::string_view text) {
        text = ascii::trim(text);
        if (!text.empty() && text.back() == ')') text = ascii::trim_right(text.substr(0, text.rfind('(')));
        const std::size_t space = text.find_last_of(" \t\r\n)");
        return space == std::string_view::npos ? text : text.substr(space + 1);
    }

    std::string_view take_value() {
        // `boundary=(x)` is a value that lacks its quotes; a comment has a space in front.
        if (rest_.empty() || rest_[0] != '(') skip_filling();
        if (!rest_.empty() && rest_[0] == '"') return take_quoted();
        std::size_t n = 0;
        while (n < rest_.size() && rest_[n] != ';' && !ascii::is_space(rest_[n]) && (rest_[n] != '(' || n == 0)) ++n;
        const std::string_view value = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return value;
    }

    std::string_view take_quoted() {
        std::size_t end = 1;
        bool escaped = false;
        while (end < rest_.size() && rest_[end] != '"') {
            if (rest_[end] == '\\' && end + 1 < rest_.size()) {
                escaped = true;
                ++end;
            }
            ++end;
        }
        // Without a second quote, the first one does not protect a `;`.
        if (end >= rest_.size()) end = std::min(rest_.find(';'), rest_.size());
        const std::string_view value = rest_.substr(1, end - 1);
        rest_.remove_prefix(end < rest_.size() && rest_[end] == '"' ? end + 1 : end);
        if (!escaped) return value;
        char* place = arena_.allocate(value.size());
        std::size_t used = 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i] == '\\' && i + 1 < value.size()) ++i;
            place[used++] = value[i];
        }
        return {place, used};
    }

    std::string_view rest_;
    detail::Arena& arena_;
    List<Raw> list_;
};

std::string_view decode_percent(std::string_view value, detail::Arena& arena) {
    if (value.find('%') == std::string_view::npos) return value;
    char* place = arena.allocate(value.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '%' && i + 2 < value.size() && ascii::is_hex(value[i + 1]) && ascii::is_hex(value[i + 2])) {
            place[used++] = static_cast<char>(ascii::hex_value(value[i + 1]) * 16 + ascii::hex_value(value[i + 2]));
            i += 2;
        } else {
            place[used++] = value[i];
        }
    }
    arena.shrink_last(place, value.size(), used);
    return {place, used};
}

/// Takes `charset'language'` off an extended value.
std::string_view take_charset(std::string_view& value) {
    const std::size_t first = value.find('\'');
    if (first == std::string_view::npos) return {};
    const std::size_t second = value.find('\'', first + 1);
    if (second == std::string_view::npos) return {};
    const std::string_view charset = value.substr(0, first);
    value.remove_prefix(second + 1);
    return charset;
}

/// Joins the sections of one parameter in their order (RFC 2231 section 3).
std::string_view join(const List<Raw>& raws, std::string_view name, detail::Arena& arena) {
    List<const Raw*> sections;
    for (const Raw& raw : raws)
        if (raw.name == name && (raw.section || raw.extended)) arena.append(sections, &raw);
    const auto items = detail::Arena::items(sections);
    std::stable_sort(items.begin(), items.end(),
                     [](const Raw* a, const Raw* b) { return a->section.value_or(0) < b->section.value_or(0); });
    std::string_view charset;
    std::size_t size = 0;
    List<std::string_view> pieces;
    for (const Raw* raw : items) {
        std::string_view piece = raw->value;
        if (raw->extended) {
            if (pieces.empty()) charset = take_charset(piece);
            piece = decode_percent(piece, arena);
        }
        arena.append(pieces, piece);
        size += piece.size();
    }
    char* place = arena.allocate(size);
    std::size_t used = 0;
    for (std::string_view piece : pieces) {
        std::copy(piece.begin(), piece.end(), place + used);
        used += piece.size();
    }
    CharsetOutcome outcome;
    return to_utf8({place, used}, charset.empty() ? std::string_view("utf-8") : charset, arena, outcome);
}

} // namespace

List<Parameter> read_parameters(std::string_view value, detail::Arena& arena) {
    const List<Raw> raws = Reader(value, arena).run();
    List<Parameter> parameters;
    for (const Raw& raw : raws) {
        const bool marked = raw.section || raw.extended;
        if (marked
            && std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& known) { return known.name == raw.name; }))
            continue;
        arena.append(parameters, Parameter{raw.name, marked ? join(raws, raw.name, arena) : raw.value});
    }
    return parameters;
}

std::string_view find_parameter(const List<Parameter>& parameters, std::string_view name) {
    for (const Parameter& parameter : parameters)
        if (parameter.name == name) return parameter.value;
    return {};
}

} // namespace dsnparse::text

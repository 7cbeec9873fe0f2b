#include "dialects/log_entry.hpp"

#include "base/ascii.hpp"

namespace dsnparse::dialects {

namespace {

/// Where the value of `key` begins: at the start, or behind a blank or comma. npos: nowhere.
std::size_t find_value(std::string_view fields, std::string_view key) {
    for (std::size_t at = fields.find(key); at != std::string_view::npos; at = fields.find(key, at + 1)) {
        const std::size_t behind = at + key.size();
        const bool whole = at == 0 || ascii::is_space(fields[at - 1]) || fields[at - 1] == ',';
        if (whole && behind < fields.size() && fields[behind] == '=') return behind + 1;
    }
    return std::string_view::npos;
}

} // namespace

bool LogEntries::next() {
    bool begun = false;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (text::LineReader lines(text_.substr(at_), end_); lines.next();) {
        const std::string_view line = lines.line();
        const bool blank = ascii::trim(line).empty();
        if (begun && (blank || starts_(line))) {
            raw_ = text_.substr(begin, end - begin);
            at_ = end;
            return true;
        }
        if (!begun && starts_(line)) {
            begun = true;
            begin = at_ + lines.offset();
        }
        if (begun) end = at_ + lines.offset() + line.size();
    }
    at_ = text_.size();
    if (begun) raw_ = text_.substr(begin, end - begin);
    return begun;
}

std::string_view behind_program(std::string_view entry) {
    const std::size_t end = entry.find("]: ");
    if (end == std::string_view::npos) return {};
    const std::size_t open = entry.substr(0, end).rfind('[');
    if (open == std::string_view::npos || open == 0 || open + 1 == end) return {};
    for (char c : entry.substr(open + 1, end - open - 1))
        if (!ascii::is_digit(c)) return {};
    return entry.substr(end + 3);
}

std::string_view log_value(std::string_view fields, std::string_view key) {
    const std::size_t begin = find_value(fields, key);
    if (begin == std::string_view::npos) return {};
    const std::string_view value = fields.substr(begin);
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '<') quoted = true;
        if (value[i] == '>') quoted = false;
        const bool ends = i + 1 == value.size() || ascii::is_space(value[i + 1]);
        if (value[i] == ',' && !quoted && ends) return ascii::trim(value.substr(0, i));
    }
    return ascii::trim(value);
}

std::string_view last_log_value(std::string_view fields, std::string_view key) {
    const std::size_t begin = find_value(fields, key);
    return begin == std::string_view::npos ? std::string_view() : ascii::trim(fields.substr(begin));
}

} // namespace dsnparse::dialects

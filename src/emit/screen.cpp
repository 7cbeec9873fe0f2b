#include "emit/screen.hpp"

#include <algorithm>

namespace dsnparse::emit {

namespace {

constexpr std::size_t label_width = 14;

/// Stand for a change of style within words that are wrapped. append_safe() lets none through.
constexpr char mark_on = '\x01';
constexpr char mark_off = '\x02';

std::string_view colour_of(Style style) {
    switch (style) {
    case Style::strong: return "\x1b[1m";
    case Style::bad: return "\x1b[31m";
    case Style::good: return "\x1b[32m";
    case Style::faint: return "\x1b[2m";
    case Style::marked: return "\x1b[1;7m";
    case Style::plain: break;
    }
    return {};
}

/// The sequence at `at` if it is one that must not reach a terminal: its length, else 0.
std::size_t harmful_length(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7f) return 1;
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return 2; // C1
    if (byte != 0xE2 || at + 2 >= text.size()) return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    // U+200E..200F, U+2028..202E, U+2066..2069: marks, separators and overrides that reorder what is shown.
    const bool reorders = (second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE)))
                          || (second == 0x81 && third >= 0xA6 && third <= 0xA9);
    return reorders ? 3 : 0;
}

} // namespace

void append_safe(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t harmful = harmful_length(text, i);
        if (harmful == 0) {
            out += text[i++];
            continue;
        }
        out += text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? " " : "\xEF\xBF\xBD";
        i += harmful;
    }
}

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

void Screen::begin(Style style) {
    if (options_.colour) out_ += colour_of(style);
}

void Screen::end(Style style) {
    if (options_.colour && style != Style::plain) out_ += "\x1b[0m";
}

void Screen::heading(std::string_view text) {
    if (!out_.empty()) out_ += '\n';
    begin(Style::strong);
    append_safe(out_, text);
    end(Style::strong);
    out_ += '\n';
}

void Screen::paragraph(std::string_view text, std::size_t first_indent, std::size_t indent, Style style) {
    std::string safe;
    append_safe(safe, text);
    out_.append(first_indent, ' ');
    wrap(safe, first_indent, indent, style);
}

void Screen::marked(std::string_view lead, std::string_view text, std::size_t begin, std::size_t end, std::size_t first_indent,
                    std::size_t indent) {
    std::string safe(lead);
    append_safe(safe, text.substr(0, begin));
    if (end > begin) {
        safe += options_.colour ? std::string_view(&mark_on, 1) : ">>";
        append_safe(safe, text.substr(begin, end - begin));
        safe += options_.colour ? std::string_view(&mark_off, 1) : "<<";
    }
    append_safe(safe, text.substr(end));
    out_.append(first_indent, ' ');
    wrap(safe, first_indent, indent, Style::bad);
}

void Screen::wrap(std::string_view safe, std::size_t used, std::size_t indent, Style style) {
    const std::size_t width = std::max<std::size_t>(options_.width, indent + 20);
    begin(style);
    bool first = true;
    while (!safe.empty()) {
        const std::size_t start = safe.find_first_not_of(' ');
        if (start == std::string_view::npos) break;
        safe.remove_prefix(start);
        const std::string_view word = safe.substr(0, std::min(safe.find(' '), safe.size()));
        safe.remove_prefix(word.size());
        const auto marks = std::count_if(word.begin(), word.end(), [](char c) { return c == mark_on || c == mark_off; });
        const std::size_t size = columns(word) - static_cast<std::size_t>(marks);
        if (!first && used + 1 + size > width) {
            out_ += '\n';
            out_.append(indent, ' ');
            used = indent;
        } else if (!first) {
            out_ += ' ';
            ++used;
        }
        append_word(word, style);
        used += size;
        first = false;
    }
    end(style);
    out_ += '\n';
}

void Screen::append_word(std::string_view word, Style style) {
    for (const char c : word) {
        if (c == mark_on) {
            begin(Style::marked);
        } else if (c == mark_off) {
            end(Style::marked);
            begin(style);
        } else {
            out_ += c;
        }
    }
}

void Screen::item(std::string_view label, std::string_view text, Style style) {
    std::string line(2, ' ');
    append_safe(line, label);
    if (columns(line) < label_width)
        line.append(label_width - columns(line), ' ');
    else
        line += ' ';
    begin(Style::faint);
    out_ += line;
    end(Style::faint);
    std::string safe;
    append_safe(safe, text);
    if (safe.find_first_not_of(' ') == std::string::npos) safe = "-";
    wrap(safe, columns(line), label_width, style);
}

void Screen::line(std::string_view safe, Style style) {
    begin(style);
    out_ += safe;
    end(style);
    out_ += '\n';
}

void Screen::empty_line() { out_ += '\n'; }

} // namespace dsnparse::emit

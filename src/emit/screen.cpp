#include "emit/screen.hpp"

#include <algorithm>

namespace dsnparse::emit {

namespace {

constexpr std::size_t label_width = 14;

std::string_view colour_of(Style style) {
    switch (style) {
    case Style::strong: return "\x1b[1m";
    case Style::bad: return "\x1b[31m";
    case Style::good: return "\x1b[32m";
    case Style::faint: return "\x1b[2m";
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
    std::string_view rest = safe;
    const std::size_t width = std::max<std::size_t>(options_.width, indent + 20);
    out_.append(first_indent, ' ');
    begin(style);
    std::size_t used = first_indent;
    bool first = true;
    while (!rest.empty()) {
        const std::size_t start = rest.find_first_not_of(' ');
        if (start == std::string_view::npos) break;
        rest.remove_prefix(start);
        const std::string_view word = rest.substr(0, std::min(rest.find(' '), rest.size()));
        rest.remove_prefix(word.size());
        const std::size_t size = columns(word);
        if (!first && used + 1 + size > width) {
            out_ += '\n';
            out_.append(indent, ' ');
            used = indent;
        } else if (!first) {
            out_ += ' ';
            ++used;
        }
        out_ += word;
        used += size;
        first = false;
    }
    end(style);
    out_ += '\n';
}

void Screen::item(std::string_view label, std::string_view text, Style style) {
    std::string line(2, ' ');
    line += label;
    if (line.size() < label_width)
        line.append(label_width - line.size(), ' ');
    else
        line += ' ';
    begin(Style::faint);
    out_ += line;
    end(Style::faint);
    const std::size_t before = out_.size();
    paragraph(text, 0, label_width, style);
    if (out_.size() == before + 1) out_.insert(before, "-");
}

void Screen::empty_line() { out_ += '\n'; }

} // namespace dsnparse::emit

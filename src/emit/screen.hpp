/// \file
/// Screen: text for a terminal, wrapped, with nothing in it that a mail could do harm with.
#pragma once

#include <dsnparse/write.hpp>

#include <string>
#include <string_view>

namespace dsnparse::emit {

/// How a piece of text is to look, where colours are wanted.
enum class Style { plain, strong, bad, good, faint, marked };

class Screen {
public:
    explicit Screen(const ExplainOptions& options) : options_(options) {}

    /// A heading, underlined only by its colour or an empty line before it.
    void heading(std::string_view text);
    /// Words wrapped at the width; every line after the first starts with `indent` spaces.
    void paragraph(std::string_view text, std::size_t first_indent = 0, std::size_t indent = 0, Style style = Style::plain);
    /// `  label   words`, the words wrapped behind the label's column.
    void item(std::string_view label, std::string_view text, Style style = Style::plain);
    /// `lead` and `text`, wrapped, with the words from `begin` to `end` of `text` set off: by their style, and without colour
    /// by `>>` and `<<` around them. An empty range sets nothing off.
    void marked(std::string_view lead, std::string_view text, std::size_t begin, std::size_t end, std::size_t first_indent,
                std::size_t indent);
    /// A line that is safe and laid out.
    void line(std::string_view safe, Style style = Style::plain);
    void empty_line();

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    /// Wraps text that is safe; `used` columns of the first line are taken.
    void wrap(std::string_view safe, std::size_t used, std::size_t indent, Style style);
    void append_word(std::string_view word, Style style);
    void begin(Style style);
    void end(Style style);

    const ExplainOptions& options_;
    std::string out_;
};

/// Appends `text` with control characters (C0, C1, bidirectional overrides) replaced by a space or a visible mark, so that it
/// can be shown on a terminal.
void append_safe(std::string& out, std::string_view text);

/// Columns that `text` takes, as far as code points tell.
[[nodiscard]] std::size_t columns(std::string_view text);

} // namespace dsnparse::emit

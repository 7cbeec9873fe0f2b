/// \file
/// Screen: text for a terminal, wrapped, with nothing in it that a mail could do harm with.
#pragma once

#include <dsnparse/write.hpp>

#include <string>
#include <string_view>

namespace dsnparse::emit {

/// How a piece of text is to look, where colours are wanted.
enum class Style { plain, strong, bad, good, faint };

class Screen {
public:
    explicit Screen(const ExplainOptions& options) : options_(options) {}

    /// A heading, underlined only by its colour or an empty line before it.
    void heading(std::string_view text);
    /// Words wrapped at the width; every line after the first starts with `indent` spaces.
    void paragraph(std::string_view text, std::size_t first_indent = 0, std::size_t indent = 0, Style style = Style::plain);
    /// `  label   words`, the words wrapped behind the label's column.
    void item(std::string_view label, std::string_view text, Style style = Style::plain);
    void empty_line();

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
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

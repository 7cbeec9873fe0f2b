/// \file
/// Texts that consist of `Label: value`.
#pragma once

#include "text/lines.hpp"

#include <span>
#include <string_view>

namespace dsnparse::dialects {

/// Walks a text line by line, where a line that begins with a label takes the lines behind it along as its value, up to a
/// blank line or the next label.
///
///     constexpr std::array<std::string_view, 2> labels{"Recipient:", "Reason:"};
///     for (LabelReader reader(text, labels); reader.next();)
///         if (reader.label() == 0) recipient(reader.value());
class LabelReader {
public:
    /// `labels`: with their colon or whatever ends them; compared whatever the case. Both must outlive the reader.
    LabelReader(std::string_view text, std::span<const std::string_view> labels) : text_(text), labels_(labels), lines_(text) {}

    /// Moves to the next label, or to the next line that has none and belongs to none; false at the end.
    bool next();

    /// Index of the label; `none`: a line without.
    [[nodiscard]] std::size_t label() const { return label_; }
    /// What stands behind the label, or all of the line; blanks around it off, several lines as they stand.
    [[nodiscard]] std::string_view value() const { return value_; }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

private:
    [[nodiscard]] std::size_t label_of(std::string_view line) const;

    std::string_view text_;
    std::span<const std::string_view> labels_;
    text::LineReader lines_;
    std::size_t label_ = none;
    std::string_view value_;
    bool ahead_ = false; ///< `lines_` is at a line that was not given out yet
};

} // namespace dsnparse::dialects

/// \file
/// Blocks of `Name: value` fields as the machine-readable report parts have them.
#pragma once

#include "base/context.hpp"
#include "text/lines.hpp"

#include <string_view>

namespace dsnparse::fields {

/// One field of a block: name, unfolded value, and all its lines in the text.
struct BlockField {
    std::string_view name;
    std::string_view value;
    std::string_view raw;
};

/// Walks the fields of a text from front to back. A line that starts with white space goes on with the field before it;
/// a line without a colon as well, if it cannot be a field (mailers fold without indenting).
class BlockReader {
public:
    BlockReader(std::string_view text, detail::Context& context) : lines_(text), text_(text), context_(context) {
        has_line_ = lines_.next();
    }

    /// Moves on: true if there is a field, or a blank line (then field().name is empty).
    bool next();
    [[nodiscard]] const BlockField& field() const { return field_; }
    [[nodiscard]] bool is_blank() const { return field_.name.empty(); }

private:
    text::LineReader lines_;
    std::string_view text_;
    detail::Context& context_;
    BlockField field_;
    bool has_line_ = false;
};

/// The field name at the start of a line (`Final-Recipient` of `Final-Recipient: ...`); empty: it starts no field.
[[nodiscard]] std::string_view field_name_at(std::string_view line);

} // namespace dsnparse::fields

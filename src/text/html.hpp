/// \file
/// HTML to text, through libxml2's SAX interface.
#pragma once

#include "text/mapped_text.hpp"

#include <cstddef>
#include <string_view>

namespace dsnparse::text {

/// The words of an HTML text (UTF-8): block elements and `<br>` end lines, cells are set apart by a tab,
/// the head, `script`, `style` and comments are left out, entities decoded, white space folded as a browser does (not in
/// `pre`, where it stays). An address in angle brackets that nobody escaped counts as text. Linear time; `limit` bounds the
/// input that is read.
///
/// One segment per line; its source is a position in `html`: from the line's first letter to its last, tags and entities
/// between them included.
[[nodiscard]] MappedText html_to_text(std::string_view html, detail::Arena& arena, std::size_t limit);

} // namespace dsnparse::text

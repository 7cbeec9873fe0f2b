/// \file
/// HTML to text, through libxml2's SAX interface.
#pragma once

#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::text {

/// The words of an HTML text (UTF-8): block elements and `<br>` end lines, cells are set apart by a tab,
/// `script`, `style` and comments are left out, entities decoded, white space folded as a browser does (not in
/// `pre`). Linear time; `limit` bounds the input that is read. Segments map each line to the bytes between the
/// tags it came from.
[[nodiscard]] MappedText html_to_text(std::string_view html, detail::Arena& arena, std::size_t limit);

} // namespace dsnparse::text

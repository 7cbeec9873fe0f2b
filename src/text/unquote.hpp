/// \file
/// Text as people paste it: quoted, indented, wrapped.
#pragma once

#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::text {

/// Pasted text as it was before: a quoting prefix (`> `, `>> `, `| `) that most lines have, or the indentation that a whole
/// passage shares, is taken off; zero-width and no-break spaces become nothing and a space. Line ends become LF. Exact
/// segments per line, whose sources are positions in `text`.
[[nodiscard]] MappedText unquote(std::string_view text, detail::Arena& arena);

} // namespace dsnparse::text

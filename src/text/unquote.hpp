/// \file
/// Text as people paste it: quoted, indented, wrapped.
#pragma once

#include "text/mapped_text.hpp"

#include <string_view>

namespace dsnparse::text {

/// Pasted text as it was before, with LF line ends:
///  - quoting marks (`> `, `>> `, `> > `, `| `) of any depth are taken off, from all lines if most are quoted, else from
///    longer passages;
///  - so is the indentation that a longer passage, or the whole text, shares;
///  - zero-width characters vanish, no-break spaces become spaces;
///  - the blank line that some mail programs put behind every line goes away.
///
/// One segment per line, whose source is a position in `text`; exact unless characters were changed. Where there is nothing
/// to do, the result is `text` itself.
[[nodiscard]] MappedText unquote(std::string_view text, detail::Arena& arena);

} // namespace dsnparse::text

/// \file
/// The template behind a reply: what is different in every mail, taken out.
#pragma once

#include "base/arena.hpp"

#include <string>
#include <string_view>

namespace dsnparse::fields {

/// Appends `text` with what names somebody or something replaced: `<address>`, `<ip>`, `<host>`, `<url>`, `<id>` (letters and
/// digits mixed, six or more), `<number>`. A reply code in front and enhanced status codes stay, and short codes as providers
/// have them (`TSS04`). White space becomes one space. So replies that differ only in what they are about become equal.
void append_masked(std::string_view text, std::string& out, detail::Arena& arena);

} // namespace dsnparse::fields

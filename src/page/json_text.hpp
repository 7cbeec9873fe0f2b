/// \file
/// Texts as JSON strings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dsnparse::page {

/// Appends `text` as a JSON string; what is no UTF-8 is repaired. `<` is escaped: the string may stand in a script element.
void append_json_text(std::string_view text, std::string& out);

/// The first bytes of `text`, at most `most`, with no character cut in two; UTF-8.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t most);

} // namespace dsnparse::page

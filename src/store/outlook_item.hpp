/// \file
/// A file that Outlook saved: one message as a compound file (MS-OXMSG).
#pragma once

#include "store/level.hpp"

namespace dsnparse::store {

/// True where a file begins like a compound file. Needs 8 bytes.
[[nodiscard]] bool begins_compound_file(std::string_view head);

/// The item in `window` as a mail. Null: it is another document, and nothing was passed over.
[[nodiscard]] std::unique_ptr<Level> outlook_item(Context& context, const std::string& name, Window& window);

} // namespace dsnparse::store

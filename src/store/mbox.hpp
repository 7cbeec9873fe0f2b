/// \file
/// Mailboxes in one file: mboxo, mboxrd, mboxcl, mboxcl2, with LF or CRLF.
#pragma once

#include "store/level.hpp"

namespace dsnparse::store {

/// The messages of the mbox that `window` shows, which stands on its first `From ` line. Where `single` and there is but one
/// message, it is given whole, as a file of its own with `container`.
[[nodiscard]] std::unique_ptr<Level> mbox_messages(Context& context, std::string name, std::string_view container, bool single,
                                                   std::unique_ptr<Window> window);

} // namespace dsnparse::store

/// \file
/// A file with one message.
#pragma once

#include "store/level.hpp"

namespace dsnparse::store {

/// All that `window` gives is one message.
[[nodiscard]] std::unique_ptr<Level> single_message(Context& context, std::string name, std::string_view container,
                                                    std::unique_ptr<Window> window);

} // namespace dsnparse::store

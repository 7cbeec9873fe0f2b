/// \file
/// Paths, and the folders among them.
#pragma once

#include "store/level.hpp"

namespace dsnparse::store {

/// What `paths` mean, one after the other.
[[nodiscard]] std::unique_ptr<Level> named_paths(Context& context, std::vector<std::string> paths);

} // namespace dsnparse::store

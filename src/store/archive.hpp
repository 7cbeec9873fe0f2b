/// \file
/// The files in an archive, and the content of a compressed file.
#pragma once

#include "store/level.hpp"

namespace dsnparse::store {

/// What is in the archive that `window` shows, each member opened as a file of its own, in the order in which they are stored.
/// `budget`: of the archive around it; null: it is the outermost one.
[[nodiscard]] std::unique_ptr<Level> archive_members(Context& context, std::string name, std::shared_ptr<Budget> budget,
                                                     std::unique_ptr<Window> window);

} // namespace dsnparse::store

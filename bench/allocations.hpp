/// \file
/// Counts heap allocations of the whole program, C++ and C.
#pragma once

#include <cstddef>

namespace allocations {

/// Calls of malloc, calloc, realloc and operator new so far.
[[nodiscard]] std::size_t count();

} // namespace allocations

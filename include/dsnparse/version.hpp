/// \file
/// The version of the library. Kept in step with CMakeLists.txt by a test.
#pragma once

#include <dsnparse/export.hpp>

#define DSNPARSE_VERSION_MAJOR 0
#define DSNPARSE_VERSION_MINOR 1
#define DSNPARSE_VERSION_PATCH 0
#define DSNPARSE_VERSION "0.1.0"

namespace dsnparse {

/// Version of the library that is linked, which may differ from the header's DSNPARSE_VERSION.
[[nodiscard]] DSNPARSE_API const char* version() noexcept;

} // namespace dsnparse

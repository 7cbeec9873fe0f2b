#include <dsnparse/version.hpp>

namespace dsnparse {

const char* version() noexcept { return DSNPARSE_VERSION; }

} // namespace dsnparse

// One Received value.
#include "fields/received.hpp"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dsnparse;
    const std::string value(reinterpret_cast<const char*>(data), size);
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings(arena);
    const Options options;
    detail::Context context{value, options, arena, scratch, warnings};
    static_cast<void>(fields::read_received(value, context));
    return 0;
}

#include "report/digest.hpp"

#include <nettle/sha2.h>

namespace dsnparse::report {

std::string_view sha256_hex(std::string_view bytes, detail::Arena& arena) {
    constexpr char digits[] = "0123456789abcdef";
    sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
    std::uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&state, sizeof digest, digest);
    char* hex = arena.allocate(2 * sizeof digest);
    for (std::size_t i = 0; i < sizeof digest; ++i) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return {hex, 2 * sizeof digest};
}

} // namespace dsnparse::report

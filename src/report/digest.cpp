#include "report/digest.hpp"

#include <array>
#include <cstdint>
#include <span>

#include <nettle/sha1.h>
#include <nettle/sha2.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dsnparse::report {

namespace {

void update(sha256_ctx& state, const void* bytes, std::size_t size) {
    sha256_update(&state, size, static_cast<const std::uint8_t*>(bytes));
}

/// What stands for the bytes behind the first most_plain_bytes.
void update_with_rest(sha256_ctx& state, std::string_view bytes) {
    std::array<std::uint8_t, 8> size{};
    for (std::size_t i = 0; i < size.size(); ++i)
        size[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(bytes.size()) >> (56 - 8 * i));
    update(state, size.data(), size.size());
    const std::string_view rest = bytes.substr(most_plain_bytes);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(rest.data(), rest.size()));
    update(state, canonical.digest, sizeof canonical.digest);
}

std::string_view hex(std::span<const std::uint8_t> digest, detail::Arena& arena) {
    constexpr char digits[] = "0123456789abcdef";
    char* text = arena.allocate(2 * digest.size());
    for (std::size_t i = 0; i < digest.size(); ++i) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return {text, 2 * digest.size()};
}

} // namespace

std::string_view digest_of(std::string_view bytes, detail::Arena& arena) {
    sha256_ctx state;
    sha256_init(&state);
    const std::string_view head = bytes.substr(0, most_plain_bytes);
    update(state, head.data(), head.size());
    if (bytes.size() > head.size()) update_with_rest(state, bytes);
    std::uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&state, sizeof digest, digest);
    return hex(digest, arena);
}

std::string_view sha1_hex(std::string_view bytes, detail::Arena& arena) {
    sha1_ctx state;
    sha1_init(&state);
    sha1_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
    std::uint8_t digest[SHA1_DIGEST_SIZE];
    sha1_digest(&state, sizeof digest, digest);
    return hex(digest, arena);
}

} // namespace dsnparse::report

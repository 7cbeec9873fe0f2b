#include "page/pack.hpp"

#include <array>

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <zlib.h>

#include <new>

namespace dsnparse::page {

namespace {

/// Of 1 to 9: what comes after costs much time for little.
constexpr int effort = 5;

void append_base64(const unsigned char* bytes, std::size_t size, std::string& out) {
    const std::size_t used = out.size();
    out.resize(used + BASE64_ENCODE_RAW_LENGTH(size));
    base64_encode_raw(out.data() + used, size, bytes);
}

} // namespace

void append_packed(std::string_view bytes, std::string& out) {
    uLongf size = compressBound(bytes.size());
    std::string packed(size, '\0');
    auto* place = reinterpret_cast<Bytef*>(packed.data());
    // Fails for want of memory only: the place is large enough, the level is a good one.
    if (compress2(place, &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), effort) != Z_OK)
        throw std::bad_alloc();
    append_base64(place, size, out);
}

std::string sha256_base64(std::string_view bytes) {
    sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data()));
    std::array<unsigned char, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&state, digest.size(), digest.data());
    std::string out;
    append_base64(digest.data(), digest.size(), out);
    return out;
}

} // namespace dsnparse::page

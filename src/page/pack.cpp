#include "page/pack.hpp"

#include <nettle/base64.h>
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

std::string base64(std::string_view bytes) {
    std::string out;
    append_base64(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out);
    return out;
}

} // namespace dsnparse::page

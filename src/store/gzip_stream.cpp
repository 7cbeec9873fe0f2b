#include "store/gzip_stream.hpp"

#define ZLIB_CONST // it does not write to its input
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace dsnparse::store {

namespace {

constexpr std::string_view magic = "\x1f\x8b\x08";
/// The largest window, and a gzip header and trailer around the data.
constexpr int window_bits = 15 + 16;
/// How zlib says so: there is no code for it.
constexpr std::string_view wrong_checksum = "incorrect data check";
constexpr std::string_view wrong_size = "incorrect length check";

} // namespace

bool begins_gzip(std::string_view head) { return head.starts_with(magic); }

GzipStream::GzipStream(Window& packed) : packed_(packed), inflater_(std::make_unique<z_stream_s>()) {
    if (inflateInit2(inflater_.get(), window_bits) != Z_OK) throw std::bad_alloc();
}

GzipStream::~GzipStream() { inflateEnd(inflater_.get()); }

void GzipStream::pass_trailer() {
    changed_ = true;
    // The checksum was taken when it was found wrong, the size of four bytes that follows it was not.
    constexpr std::size_t size_bytes = 4;
    if (std::string_view(inflater_->msg) == wrong_checksum && packed_.ensure(size_bytes)) packed_.consume(size_bytes);
    ended_ = !next_member();
}

bool GzipStream::next_member() {
    return packed_.ensure(magic.size()) && begins_gzip(packed_.have()) && inflateReset(inflater_.get()) == Z_OK;
}

std::string_view GzipStream::next() {
    std::size_t made = 0;
    while (made == 0 && !ended_ && error_.empty()) {
        if (!packed_.ensure(1)) {
            error_ = packed_.error().empty() ? "the gzip file ends early" : packed_.error();
            break;
        }
        const std::string_view have = packed_.have();
        const std::size_t given = std::min<std::size_t>(have.size(), std::numeric_limits<int>::max());
        z_stream_s& z = *inflater_;
        z.next_in = reinterpret_cast<const Bytef*>(have.data());
        z.avail_in = static_cast<uInt>(given);
        z.next_out = reinterpret_cast<Bytef*>(piece_.data());
        z.avail_out = static_cast<uInt>(piece_.size());
        const int result = inflate(&z, Z_NO_FLUSH);
        packed_.consume(given - z.avail_in);
        made = piece_.size() - z.avail_out;
        if (result == Z_STREAM_END)
            ended_ = !next_member();
        else if (result == Z_MEM_ERROR)
            throw std::bad_alloc();
        else if (z.msg != nullptr && (std::string_view(z.msg) == wrong_checksum || std::string_view(z.msg) == wrong_size))
            pass_trailer();
        else if (result != Z_OK && result != Z_BUF_ERROR)
            error_ = "the gzip file is damaged";
    }
    return {piece_.data(), made};
}

} // namespace dsnparse::store

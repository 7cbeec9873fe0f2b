/// \file
/// gzip, through zlib: libarchive does not look at the checksums.
#pragma once

#include "store/window.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace dsnparse::store {

/// True where a file begins like one that gzip wrote.
[[nodiscard]] bool begins_gzip(std::string_view head);

/// What a gzip file holds: of all its members (RFC 1952), one behind the other. What follows the last one is passed over.
class GzipStream {
public:
    /// `packed` must stay.
    explicit GzipStream(Window& packed);
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream();

    /// The next piece, valid until the next call. Empty: the end, or error() says why there is no more. All that could be
    /// unpacked in front of damage is given before.
    [[nodiscard]] std::string_view next();
    [[nodiscard]] const std::string& error() const { return error_; }
    /// A member that was given does not have the checksum or the size that it says.
    [[nodiscard]] bool changed() const { return changed_; }

private:
    /// Goes to a member behind the one that ended; false: there is none.
    bool next_member();
    /// What is behind the data of a member that does not match.
    void pass_trailer();

    Window& packed_;
    std::unique_ptr<z_stream_s> inflater_;
    std::array<char, std::size_t{64} << 10> piece_;
    std::string error_;
    bool changed_ = false;
    bool ended_ = false;
};

} // namespace dsnparse::store

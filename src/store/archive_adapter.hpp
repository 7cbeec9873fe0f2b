/// \file
/// Compressed files and archives, through libarchive.
#pragma once

#include "store/gzip_stream.hpp"
#include "store/window.hpp"

#include <memory>
#include <string>
#include <string_view>

struct archive;

namespace dsnparse::store {

/// True where a file begins like one that ArchiveStream reads: gzip, bzip2, xz, zstd, zip, tar. Needs `archive_head` bytes.
[[nodiscard]] bool begins_archive(std::string_view head);
constexpr std::size_t archive_head = 512;

/// One pass over an archive, or over a compressed file, which is an archive with one nameless member.
class ArchiveStream {
public:
    explicit ArchiveStream(std::unique_ptr<Window> packed);
    ArchiveStream(const ArchiveStream&) = delete;
    ArchiveStream& operator=(const ArchiveStream&) = delete;
    ~ArchiveStream();

    /// Goes to the next member that is a file. False: there is none, or error() says why it cannot be read.
    bool next_member();
    /// Name of the member within the archive; empty: it is a compressed file.
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Of the member's content; 0: its end, or error().
    std::size_t read(char* to, std::size_t size);

    /// Why the last call gave nothing; empty: there was nothing. After it another member may still be readable.
    [[nodiscard]] const std::string& error() const { return error_; }
    /// Bytes taken of the archive as it is stored.
    [[nodiscard]] std::uint64_t packed_bytes() const { return packed_->offset() + given_; }

private:
    static long feed(archive*, void* self, const void** bytes);
    /// At the end of what the archive needs: the rest of the gzip file around it, which has the checksum.
    void check_rest();
    void fail();

    std::unique_ptr<Window> packed_;
    std::unique_ptr<GzipStream> gzip_; ///< null: libarchive reads the file as it is
    std::size_t given_ = 0; ///< of what the window shows, libarchive has this much
    std::unique_ptr<archive, int (*)(archive*)> archive_;
    std::string name_;
    std::string error_;
    bool ended_ = false;
};

} // namespace dsnparse::store

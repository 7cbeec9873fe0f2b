#include "store/archive_adapter.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cerrno>
#include <new>
#include <type_traits>
#include <utility>

namespace dsnparse::store {

namespace {

static_assert(std::is_same_v<la_ssize_t, long>, "the type of libarchive's read callback");

constexpr std::array<std::string_view, 6> magics{"\x1f\x8b\x08",     "BZh",        std::string_view("\xfd\x37zXZ\0", 6),
                                                 "\x28\xb5\x2f\xfd", "PK\x03\x04", "PK\x05\x06"};

int release(archive* a) { return archive_read_free(a); }

} // namespace

bool begins_archive(std::string_view head) {
    for (const std::string_view magic : magics)
        if (head.starts_with(magic))
            return magic != "BZh" || head.substr(4).starts_with("1AY&SY") || head.substr(4).starts_with("\x17rE8P\x90");
    // The magic of POSIX and GNU tar.
    return head.size() >= archive_head && head.substr(257).starts_with("ustar");
}

ArchiveStream::ArchiveStream(std::unique_ptr<Window> packed) : packed_(std::move(packed)), archive_(archive_read_new(), release) {
    archive* a = archive_.get();
    if (a == nullptr) throw std::bad_alloc();
    // Named one by one: "all" would start programs for some.
    archive_read_support_filter_gzip(a); // within another
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip_streamable(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    packed_->ensure(archive_head);
    if (begins_gzip(packed_->have())) gzip_ = std::make_unique<GzipStream>(*packed_);
    if (archive_read_open(a, this, nullptr, feed, nullptr) != ARCHIVE_OK) {
        fail();
        ended_ = true;
    }
}

ArchiveStream::~ArchiveStream() = default;

long ArchiveStream::feed(archive* a, void* self, const void** bytes) {
    ArchiveStream& stream = *static_cast<ArchiveStream*>(self);
    if (stream.gzip_ != nullptr) {
        // Damage is told when what lies in front of it was read: libarchive would give up at once.
        const std::string_view piece = stream.gzip_->next();
        *bytes = piece.data();
        return static_cast<long>(piece.size());
    }
    Window& packed = *stream.packed_;
    packed.consume(std::exchange(stream.given_, 0));
    if (!packed.ensure(1)) {
        if (packed.error().empty()) return 0;
        archive_set_error(a, EIO, "%s", packed.error().c_str());
        return -1;
    }
    const std::string_view have = packed.have();
    stream.given_ = have.size();
    *bytes = have.data();
    return static_cast<long>(have.size());
}

void ArchiveStream::check_rest() {
    if (gzip_ == nullptr) return;
    // Behind a tar file is the padding of its last record. Much more is nobody's archive.
    constexpr std::size_t most = std::size_t{1} << 20;
    std::size_t passed = 0;
    while (passed < most) {
        const std::size_t size = gzip_->next().size();
        if (size == 0) break;
        passed += size;
    }
    error_ = gzip_->error();
    if (error_.empty() && gzip_->changed()) error_ = "the checksum of the gzip file does not match: what it holds was changed";
}

void ArchiveStream::fail() {
    if (gzip_ != nullptr && !gzip_->error().empty()) {
        error_ = gzip_->error();
        return;
    }
    const char* words = archive_error_string(archive_.get());
    error_ = words != nullptr && *words != '\0' ? words : "the archive is damaged";
}

bool ArchiveStream::next_member() {
    if (ended_) return false; // with the error that it ended by, if any
    error_.clear();
    while (true) {
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(archive_.get(), &entry);
        if (result == ARCHIVE_EOF) {
            ended_ = true;
            check_rest();
        }
        if (result == ARCHIVE_RETRY) continue;
        if (result == ARCHIVE_FAILED || result == ARCHIVE_FATAL) {
            ended_ = true;
            fail();
        }
        if (ended_) return false;
        const bool compressed = archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW;
        if (!compressed && (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr)) continue;
        name_.clear();
        if (compressed) return true;
        const char* name = archive_entry_pathname(entry);
        if (name == nullptr) name = archive_entry_pathname_utf8(entry);
        name_ = name == nullptr || *name == '\0' ? "(no name)" : name;
        return true;
    }
}

std::size_t ArchiveStream::read(char* to, std::size_t size) {
    error_.clear();
    while (true) {
        const la_ssize_t got = archive_read_data(archive_.get(), to, size);
        if (got == ARCHIVE_RETRY) continue;
        if (got < 0) fail();
        if (got == ARCHIVE_FATAL) ended_ = true;
        // Of a compressed file. In an archive, damage may lie behind the member.
        if (got == 0 && gzip_ != nullptr && name_.empty()) error_ = gzip_->error();
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }
}

} // namespace dsnparse::store

#include "store/reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dsnparse::store {

namespace {

class FileReader final : public Reader {
public:
    FileReader(int descriptor, bool owned, bool waits, std::uint64_t size, std::uint64_t* counter, const std::atomic<bool>* stop,
               const std::function<void()>& before_waiting)
        : descriptor_(descriptor), owned_(owned), waits_(waits && (stop != nullptr || before_waiting)), size_(size),
          counter_(counter), stop_(stop), before_waiting_(before_waiting) {}
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;
    ~FileReader() override {
        if (owned_) close(descriptor_);
    }

    std::size_t read(char* to, std::size_t size) override {
        if (waits_ && before_waiting_ && !is_ready(a_moment)) before_waiting_();
        while (stop_ == nullptr || !*stop_) {
            if (waits_ && !is_ready(not_for_ever)) continue;
            const ssize_t got = ::read(descriptor_, to, size);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail(std::strerror(errno));
            if (got == 0 && done_ < size_) fail("the file became shorter while it was read");
            if (got <= 0) return 0;
            done_ += static_cast<std::uint64_t>(got);
            if (counter_ != nullptr) *counter_ += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
        return 0;
    }

    [[nodiscard]] std::uint64_t size_hint() const override { return size_; }

private:
    /// In milliseconds: a signal may have come just before.
    static constexpr int not_for_ever = 200;
    /// A writer that is about as fast as the reader lets it wait so long without having paused.
    static constexpr int a_moment = 20;

    /// Waits for something to read, so long at most.
    [[nodiscard]] bool is_ready(int milliseconds) const {
        pollfd wanted{descriptor_, POLLIN, 0};
        const int ready = poll(&wanted, 1, milliseconds);
        return ready > 0 || (ready < 0 && errno != EINTR);
    }

    int descriptor_;
    bool owned_;
    bool waits_; ///< it is a pipe, a terminal or the like
    std::uint64_t size_; ///< at the opening; 0: it has none
    std::uint64_t done_ = 0;
    std::uint64_t* counter_;
    const std::atomic<bool>* stop_;
    const std::function<void()>& before_waiting_;
};

class MemoryReader final : public Reader {
public:
    MemoryReader(std::string_view bytes, std::uint64_t* counter) : size_(bytes.size()), rest_(bytes), counter_(counter) {}

    std::size_t read(char* to, std::size_t size) override {
        size = std::min(size, rest_.size());
        if (size > 0) std::memcpy(to, rest_.data(), size);
        rest_.remove_prefix(size);
        if (counter_ != nullptr) *counter_ += size;
        return size;
    }

    [[nodiscard]] std::uint64_t size_hint() const override { return size_; }

private:
    std::uint64_t size_;
    std::string_view rest_;
    std::uint64_t* counter_;
};

} // namespace

std::unique_ptr<Reader> open_file(const std::string& path, std::uint64_t* counter, const std::atomic<bool>* stop,
                                  const std::function<void()>& before_waiting, std::string& reason) {
    const bool standard = path == "-";
    const int descriptor = standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat about {};
    if (descriptor < 0 || fstat(descriptor, &about) != 0) {
        reason = std::strerror(errno);
        if (descriptor >= 0 && !standard) close(descriptor);
        return nullptr;
    }
    if (S_ISDIR(about.st_mode)) {
        reason = std::strerror(EISDIR);
        if (!standard) close(descriptor);
        return nullptr;
    }
    // Standard input may stand anywhere in its file.
    const bool sized = !standard && S_ISREG(about.st_mode) && about.st_size > 0;
    const std::uint64_t size = sized ? static_cast<std::uint64_t>(about.st_size) : 0;
    return std::make_unique<FileReader>(descriptor, !standard, !S_ISREG(about.st_mode), size, counter, stop, before_waiting);
}

std::unique_ptr<Reader> read_memory(std::string_view bytes, std::uint64_t* counter) {
    return std::make_unique<MemoryReader>(bytes, counter);
}

} // namespace dsnparse::store

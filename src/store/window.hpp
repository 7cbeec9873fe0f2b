/// \file
/// A window that slides over a stream of bytes.
#pragma once

#include "store/reader.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace dsnparse::store {

/// Memory for a Window, kept for the next one.
struct Buffer {
    std::unique_ptr<char[]> bytes;
    std::size_t capacity = 0;
};

/// What was read of a stream and is not yet passed over, in one piece. Views into it end with the next call of more(),
/// ensure() or discard().
class Window {
public:
    /// Takes the memory of `spare` and gives it back at the end.
    Window(std::unique_ptr<Reader> reader, Buffer& spare);
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;
    ~Window();

    [[nodiscard]] std::string_view have() const { return {buffer_.bytes.get() + begin_, end_ - begin_}; }
    /// Reads on; false: there is nothing more.
    bool more();
    /// Reads until have() holds `size` bytes; false: the stream has fewer.
    bool ensure(std::size_t size);
    /// Passes over the first `size` bytes of have().
    void consume(std::size_t size) {
        begin_ += size;
        offset_ += size;
    }
    /// Passes over all the rest.
    void discard();

    /// Of have() in the stream.
    [[nodiscard]] std::uint64_t offset() const { return offset_; }
    /// Why the stream ended early; empty: it did not, as far as was read.
    [[nodiscard]] const std::string& error() const { return reader_->error(); }

private:
    void make_room();

    std::unique_ptr<Reader> reader_;
    Buffer& spare_;
    Buffer buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t offset_ = 0;
    bool ended_ = false;
};

} // namespace dsnparse::store

#include "store/window.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dsnparse::store {

namespace {

constexpr std::size_t first_block = std::size_t{64} << 10;
/// Of one read: more gains nothing, and is memory.
constexpr std::size_t most_at_once = std::size_t{1} << 20;

} // namespace

Window::Window(std::unique_ptr<Reader> reader, Buffer& spare)
    : reader_(std::move(reader)), spare_(spare), buffer_(std::exchange(spare, {})) {}

Window::~Window() {
    if (buffer_.capacity > spare_.capacity) spare_ = std::move(buffer_);
}

/// Room for one block behind what is held. Bytes move only where at least as many were passed over, so each moves but a
/// constant number of times.
void Window::make_room() {
    const std::size_t held = end_ - begin_;
    // A small file is read by one call, and by one more that finds its end.
    std::size_t block = first_block;
    const std::uint64_t hint = reader_->size_hint();
    const std::uint64_t left = hint > offset_ + held ? hint - offset_ - held : 0;
    if (left + 1 > block) block = static_cast<std::size_t>(std::min<std::uint64_t>(left + 1, most_at_once));
    if (buffer_.capacity - end_ >= block) return;
    if (begin_ >= held && buffer_.capacity >= held + block) {
        if (held > 0) std::memcpy(buffer_.bytes.get(), buffer_.bytes.get() + begin_, held);
    } else {
        Buffer larger;
        larger.capacity = std::max(held + block, held * 2);
        larger.bytes.reset(new char[larger.capacity]);
        if (held > 0) std::memcpy(larger.bytes.get(), buffer_.bytes.get() + begin_, held);
        buffer_ = std::move(larger);
    }
    begin_ = 0;
    end_ = held;
}

bool Window::more() {
    if (ended_) return false;
    make_room();
    const std::size_t got = reader_->read(buffer_.bytes.get() + end_, std::min(buffer_.capacity - end_, most_at_once));
    end_ += got;
    ended_ = got == 0;
    return got > 0;
}

bool Window::ensure(std::size_t size) {
    while (end_ - begin_ < size)
        if (!more()) return false;
    return true;
}

void Window::discard() {
    do {
        consume(end_ - begin_);
    } while (more());
}

} // namespace dsnparse::store

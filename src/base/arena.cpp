#include "base/arena.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <new>

namespace dsnparse::detail {

namespace {
constexpr std::size_t first_chunk = std::size_t{16} << 10;
constexpr std::size_t largest_chunk = std::size_t{1} << 20;
} // namespace

Arena::~Arena() {
    while (last_ != nullptr) {
        Chunk* previous = last_->previous;
        std::free(last_);
        last_ = previous;
    }
}

char* Arena::allocate_chunk(std::size_t size) {
    // Chunks grow with what was needed so far, so that their number stays logarithmic.
    std::size_t wanted = std::clamp(footprint_, first_chunk, largest_chunk);
    wanted = std::max(wanted, size + sizeof(Chunk));
    void* memory = std::malloc(wanted);
    if (memory == nullptr) throw std::bad_alloc();
    footprint_ += wanted;
    auto* chunk = new (memory) Chunk{last_, wanted};
    last_ = chunk;
    char* place = static_cast<char*>(memory) + sizeof(Chunk);
    next_ = place + size;
    end_ = static_cast<char*>(memory) + wanted;
    return place;
}

bool Arena::owns(const void* place) const {
    for (const Chunk* chunk = last_; chunk != nullptr; chunk = chunk->previous) {
        const char* begin = reinterpret_cast<const char*>(chunk);
        const char* at = static_cast<const char*>(place);
        if (!std::less<>()(at, begin) && std::less<>()(at, begin + chunk->size)) return true;
    }
    return false;
}

std::string_view Arena::concat(std::initializer_list<std::string_view> pieces) {
    std::size_t size = 0;
    for (std::string_view piece : pieces) size += piece.size();
    if (size == 0) return {};
    char* place = allocate(size);
    char* next = place;
    for (std::string_view piece : pieces) {
        if (!piece.empty()) std::memcpy(next, piece.data(), piece.size());
        next += piece.size();
    }
    return {place, size};
}

std::string_view Arena::lower(std::string_view text) {
    if (text.empty()) return {};
    char* place = allocate(text.size());
    std::transform(text.begin(), text.end(), place, ascii::to_lower);
    return {place, text.size()};
}

} // namespace dsnparse::detail

/// \file
/// Arena: the storage behind a Report. Bump allocation, freed as a whole.
#pragma once

#include <dsnparse/list.hpp>

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <span>
#include <string_view>
#include <type_traits>

namespace dsnparse::detail {

/// Owns text and Lists. Nothing is freed before the Arena is; growing a List leaves its old place
/// unused, which at most doubles what it needs. Not thread-safe: one per message.
class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena();

    /// `size` bytes, aligned for any of our types. Never null; throws std::bad_alloc.
    char* allocate(std::size_t size) {
        size = (size + 7U) & ~std::size_t{7};
        if (static_cast<std::size_t>(end_ - next_) < size) return allocate_chunk(size);
        char* place = next_;
        next_ += size;
        return place;
    }

    /// Gives the tail of the last allocation back: of `size` bytes at `place` only `used` are needed.
    void shrink_last(char* place, std::size_t size, std::size_t used) {
        if (place + ((size + 7U) & ~std::size_t{7}) == next_) next_ = place + ((used + 7U) & ~std::size_t{7});
    }

    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        char* place = allocate(text.size());
        std::memcpy(place, text.data(), text.size());
        return {place, text.size()};
    }

    /// All pieces, one after the other.
    std::string_view concat(std::initializer_list<std::string_view> pieces);

    /// Lower case of ASCII letters; the rest as it is.
    std::string_view lower(std::string_view text);

    template <class T>
    T& append(List<T>& list, const T& value) {
        static_assert(std::is_trivially_copyable_v<T>, "the Arena runs no destructors");
        if (list.size_ == list.capacity_) grow(list, list.capacity_ == 0 ? 4U : list.capacity_ * 2U);
        T* place = list.data_ + list.size_++;
        *place = value;
        return *place;
    }

    /// Makes room, so that the next appends do not move the elements.
    template <class T>
    void reserve(List<T>& list, std::size_t count) {
        if (count > list.capacity_) grow(list, static_cast<std::uint32_t>(count));
    }

    /// The elements, for changing them in place.
    template <class T>
    static std::span<T> items(List<T>& list) {
        return {list.data_, list.size_};
    }

    template <class T>
    static void clear(List<T>& list) {
        list.size_ = 0;
    }

    /// Keeps the first `count` elements.
    template <class T>
    static void truncate(List<T>& list, std::size_t count) {
        if (count < list.size_) list.size_ = static_cast<std::uint32_t>(count);
    }

    /// True if `place` lies in memory of this Arena.
    [[nodiscard]] bool owns(const void* place) const;

    /// The same elements, in this Arena's memory.
    template <class T>
    List<T> adopt(const List<T>& list) {
        if (list.empty() || owns(list.data_)) return list;
        List<T> copy;
        reserve(copy, list.size());
        std::memcpy(static_cast<void*>(copy.data_), list.data_, list.size_ * sizeof(T));
        copy.size_ = list.size_;
        return copy;
    }

    /// Bytes taken from the heap so far.
    [[nodiscard]] std::size_t footprint() const { return footprint_; }

private:
    struct Chunk {
        Chunk* previous;
        std::size_t size;
    };

    char* allocate_chunk(std::size_t size);

    template <class T>
    void grow(List<T>& list, std::uint32_t capacity) {
        static_assert(alignof(T) <= 8);
        T* place = reinterpret_cast<T*>(allocate(std::size_t{capacity} * sizeof(T)));
        if (list.size_ != 0) std::memcpy(static_cast<void*>(place), list.data_, list.size_ * sizeof(T));
        list.data_ = place;
        list.capacity_ = capacity;
    }

    char* next_ = nullptr;
    char* end_ = nullptr;
    Chunk* last_ = nullptr;
    std::size_t footprint_ = 0;
};

} // namespace dsnparse::detail

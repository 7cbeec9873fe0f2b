/// \file
/// List: the read-only sequence that a Report is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace dsnparse {

namespace detail {
class Arena;
}

/// A read-only view of consecutive elements owned by the Report they came from.
///
/// Works like a `std::span<const T>` (which C++17 lacks): cheap to copy, iterable, indexable.
/// Lifetime: valid as long as the Report it was taken from, or any copy of that Report, lives.
///
///     for (const dsnparse::Recipient& recipient : report.recipients) { ... }
template <class T>
class List {
public:
    using value_type = T;
    using const_iterator = const T*;
    using const_reverse_iterator = std::reverse_iterator<const T*>;

    constexpr List() noexcept = default;

    [[nodiscard]] constexpr const T* begin() const noexcept { return data_; }
    [[nodiscard]] constexpr const T* end() const noexcept { return data_ + size_; }
    [[nodiscard]] const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
    [[nodiscard]] const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }
    [[nodiscard]] constexpr const T* data() const noexcept { return data_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    /// Precondition: `index < size()`.
    [[nodiscard]] constexpr const T& operator[](std::size_t index) const noexcept { return data_[index]; }
    /// Precondition: not empty.
    [[nodiscard]] constexpr const T& front() const noexcept { return data_[0]; }
    /// Precondition: not empty.
    [[nodiscard]] constexpr const T& back() const noexcept { return data_[size_ - 1]; }

private:
    friend class detail::Arena;
    T* data_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = 0;
};

} // namespace dsnparse

/// \file
/// AddressIndex: finds an address among many in constant time.
#pragma once

#include "base/arena.hpp"
#include "base/ascii.hpp"

#include <cstdint>
#include <string_view>

namespace dsnparse::dialects {

/// Numbers under addresses, whatever the case. A hash table in an Arena; the texts must outlive it.
class AddressIndex {
public:
    explicit AddressIndex(detail::Arena& arena) : arena_(arena) {}

    /// Puts `number` under `address`, unless there is one already. Empty addresses are not kept.
    void add(std::string_view address, std::size_t number) {
        if (address.empty() || find(address) != none) return;
        if (entries_.size() * 2 >= slots_.size()) grow();
        place(static_cast<std::uint32_t>(entries_.size()), hash(address));
        arena_.append(entries_, Entry{address, number});
    }

    /// The number under `address`; `none` if there is none.
    [[nodiscard]] std::size_t find(std::string_view address) const {
        if (slots_.empty()) return none;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = hash(address) & mask; slots_[slot] != free; slot = (slot + 1) & mask)
            if (ascii::iequals(entries_[slots_[slot]].address, address)) return entries_[slots_[slot]].number;
        return none;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

private:
    struct Entry {
        std::string_view address;
        std::size_t number;
    };
    static constexpr std::uint32_t free = 0xffffffff;

    /// FNV-1a over the lower-case text.
    [[nodiscard]] static std::size_t hash(std::string_view text) {
        std::uint64_t value = 0xcbf29ce484222325U;
        for (char c : text) value = (value ^ static_cast<unsigned char>(ascii::to_lower(c))) * 0x100000001b3U;
        return static_cast<std::size_t>(value ^ value >> 32);
    }

    void place(std::uint32_t entry, std::size_t hash) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t slot = hash & mask;
        while (slots_[slot] != free) slot = (slot + 1) & mask;
        detail::Arena::items(slots_)[slot] = entry;
    }

    void grow() {
        const std::size_t size = slots_.empty() ? 16 : slots_.size() * 2;
        slots_ = {};
        arena_.reserve(slots_, size);
        for (std::size_t i = 0; i < size; ++i) arena_.append(slots_, free);
        for (std::uint32_t i = 0; i < entries_.size(); ++i) place(i, hash(entries_[i].address));
    }

    detail::Arena& arena_;
    List<Entry> entries_;
    List<std::uint32_t> slots_; ///< a power of two of them
};

} // namespace dsnparse::dialects

/// \file
/// Counts of many different keys in bounded memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dsnparse::summary {

/// Keeps the most frequent keys. After more than twice `capacity` different ones, all but the `capacity` most frequent are let
/// go; of a key that comes (back) later, as many may have been missed as the most frequent of those had. So every count is a
/// lower bound and `missed` says how far it can be off: 0 means exact. `Payload` is kept with a key, as its first occurrence made
/// it.
template <class Payload>
class TopCounter {
public:
    struct Entry {
        std::uint64_t count = 0;
        std::uint64_t missed = 0; ///< there may have been so many more
        Payload payload{};
    };
    using Item = std::pair<const std::string, Entry>;

    explicit TopCounter(std::size_t capacity) : capacity_(capacity) {}

    /// Counts `key`; `make` gives the payload of one that is new.
    template <class Make>
    Entry& add(std::string_view key, Make make) {
        ++total_;
        const auto found = entries_.find(key);
        if (found != entries_.end()) {
            ++found->second.count;
            return found->second;
        }
        if (entries_.size() >= 2 * capacity_) prune();
        return entries_.emplace(std::string(key), Entry{1, floor_, make()}).first->second;
    }

    [[nodiscard]] std::uint64_t total() const { return total_; }
    /// Some keys were let go: `different()` is a lower bound.
    [[nodiscard]] bool pruned() const { return floor_ > 0; }
    [[nodiscard]] std::size_t different() const { return entries_.size(); }

    /// The `most` most frequent (0: all that are kept), equal ones by key. Valid until add() is called.
    [[nodiscard]] std::vector<const Item*> top(std::size_t most) const {
        std::vector<const Item*> all;
        all.reserve(entries_.size());
        for (const Item& item : entries_) all.push_back(&item);
        const std::size_t size = most == 0 ? all.size() : std::min(most, all.size());
        std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size), all.end(), before);
        all.resize(size);
        return all;
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    static bool before(const Item* a, const Item* b) {
        return a->second.count != b->second.count ? a->second.count > b->second.count : a->first < b->first;
    }

    void prune() {
        const std::vector<const Item*> kept = top(capacity_ + 1);
        const Item border(kept.back()->first, kept.back()->second);
        for (auto at = entries_.begin(); at != entries_.end();) {
            if (before(&*at, &border)) {
                ++at;
                continue;
            }
            floor_ = std::max(floor_, at->second.count + at->second.missed);
            at = entries_.erase(at);
        }
    }

    std::size_t capacity_;
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
    std::uint64_t total_ = 0;
    std::uint64_t floor_ = 0; ///< a key that is not kept was counted at most so often
};

} // namespace dsnparse::summary

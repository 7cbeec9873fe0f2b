#include "base/phrases.hpp"

#include <algorithm>

namespace dsnparse::detail {

namespace {

/// The higher, the rarer a byte is in the prose of mails.
std::size_t rarity(char c) {
    constexpr std::string_view common = " etaoinsrdlmhcupfgybv.w";
    return std::min(common.find(ascii::to_lower(c)), common.size() + 4);
}

} // namespace

PhraseMatcher::PhraseMatcher(std::span<const std::string_view> phrases) : phrases_(phrases.size()) {
    for (std::size_t number = 0; number < phrases.size(); ++number) {
        const std::string_view phrase = phrases[number];
        if (phrase.empty()) continue;
        Entry entry{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(phrase.size()), 0,
                    static_cast<std::uint32_t>(number)};
        texts_ += phrase;
        if (phrase.size() < gram_size) {
            short_.push_back(entry);
            continue;
        }
        std::size_t rarest = 0;
        for (std::size_t at = 0; at + gram_size <= phrase.size(); ++at) {
            std::size_t sum = 0;
            for (char c : phrase.substr(at, gram_size)) sum += rarity(c);
            if (sum <= rarest) continue;
            rarest = sum;
            entry.offset = static_cast<std::uint32_t>(at);
        }
        entries_.push_back(entry);
    }

    const auto hash = [this](const Entry& entry) { return hash_of(texts_.data() + entry.text + entry.offset); };
    std::stable_sort(entries_.begin(), entries_.end(),
                     [&](const Entry& a, const Entry& b) { return hash(a) % buckets < hash(b) % buckets; });
    for (const Entry& entry : entries_) {
        bits_[hash(entry) / 64] |= std::uint64_t{1} << (hash(entry) % 64);
        ++first_[hash(entry) % buckets + 1];
    }
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) first_[bucket + 1] += first_[bucket];
}

} // namespace dsnparse::detail

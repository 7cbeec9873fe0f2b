#include "base/phrases.hpp"

#include <algorithm>
#include <unordered_map>

namespace dsnparse::detail {

namespace {

/// The higher, the rarer a byte is in the prose of mails.
std::size_t rarity(char c) {
    constexpr std::string_view common = " etaoinsrdlmhcupfgybv.w";
    return std::min(common.find(ascii::to_lower(c)), common.size() + 4);
}

/// What it counts against a place that another phrase has the same bytes.
constexpr std::size_t cost_of_sharing = 8;

} // namespace

PhraseMatcher::PhraseMatcher(std::span<const std::string_view> phrases) : phrases_(phrases.size()) {
    std::unordered_map<std::uint32_t, std::size_t> shared; // how many places of all phrases have these bytes
    std::size_t shortest = std::string_view::npos;
    for (std::string_view phrase : phrases) {
        for (std::size_t at = 0; at + gram_size <= phrase.size(); ++at) ++shared[gram_at(phrase.data() + at)];
        if (phrase.size() >= gram_size) shortest = std::min(shortest, phrase.size());
    }
    stride_ = shortest > gram_size ? 2 : 1;

    const auto worth = [&](std::string_view phrase, std::size_t at) {
        std::size_t sum = 0;
        for (char c : phrase.substr(at, gram_size)) sum += rarity(c);
        const std::size_t others = std::min<std::size_t>(shared[gram_at(phrase.data() + at)] - 1, 8);
        return sum + (8 - others) * cost_of_sharing;
    };
    for (std::size_t number = 0; number < phrases.size(); ++number) {
        const std::string_view phrase = phrases[number];
        if (phrase.empty()) continue;
        Entry entry{0, static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(phrase.size()), 0,
                    static_cast<std::uint32_t>(number)};
        texts_ += phrase;
        if (phrase.size() < gram_size) {
            short_.push_back(entry);
            continue;
        }
        std::size_t best = 0;
        for (std::size_t at = 0; at + gram_size + stride_ - 1 <= phrase.size(); ++at) {
            std::size_t sum = worth(phrase, at);
            if (stride_ == 2) sum = std::min(sum, worth(phrase, at + 1));
            if (sum <= best) continue;
            best = sum;
            entry.offset = static_cast<std::uint32_t>(at);
        }
        for (std::size_t i = 0; i < stride_; ++i, ++entry.offset) {
            entry.gram = gram_at(phrase.data() + entry.offset);
            entries_.push_back(entry);
        }
    }

    const auto hash = [](const Entry& entry) { return hash_of(entry.gram); };
    std::stable_sort(entries_.begin(), entries_.end(),
                     [&](const Entry& a, const Entry& b) { return hash(a) % buckets < hash(b) % buckets; });
    for (const Entry& entry : entries_) {
        bits_[hash(entry) / 64] |= std::uint64_t{1} << (hash(entry) % 64);
        ++first_[hash(entry) % buckets + 1];
    }
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) first_[bucket + 1] += first_[bucket];
}

} // namespace dsnparse::detail

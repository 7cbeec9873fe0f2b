/// \file
/// PhraseMatcher: many literal phrases looked for in one pass.
#pragma once

#include "base/ascii.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::detail {

/// Finds all occurrences of a fixed set of phrases, whatever the case of ASCII letters, in time linear in the text.
/// Built once; immutable and thread-safe afterwards.
///
/// Each phrase is told by four of its bytes that are rare in prose and in the other phrases. A position of the text costs one
/// look into a small bit map of these, which no earlier position holds up (in an automaton each byte waits for the one before),
/// and only what passes is compared. Where every phrase has five bytes or more, each is told by two places next to each other,
/// and every other position of the text is left out.
class PhraseMatcher {
public:
    PhraseMatcher() : PhraseMatcher(std::span<const std::string_view>{}) {}

    /// Phrase number i is `phrases[i]`; empty ones never match. The texts are copied.
    explicit PhraseMatcher(std::span<const std::string_view> phrases);

    /// Calls `found(phrase, end)` for each occurrence: the phrase's number and the position behind it. Roughly from
    /// front to back, in no order to rely on. Stops early when `found` returns false.
    template <class Found>
    void scan(std::string_view text, Found found) const {
        if (!short_.empty() && !scan_short(text, found)) return;
        if (entries_.empty()) return;
        const char* const data = text.data();
        for (std::size_t at = 0; at + gram_size <= text.size(); at += stride_) {
            const std::uint32_t gram = gram_at(data + at);
            const std::uint32_t hash = hash_of(gram);
            if ((bits_[hash / 64] >> (hash % 64) & 1U) == 0) continue;
            const std::size_t bucket = hash % buckets;
            for (std::uint32_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
                const Entry& entry = entries_[i];
                if (entry.gram != gram || at < entry.offset || entry.length > text.size() - (at - entry.offset)) continue;
                const std::size_t begin = at - entry.offset;
                if (ascii::iequals(text.substr(begin, entry.length), phrase_of(entry))
                    && !found(std::size_t{entry.number}, begin + entry.length))
                    return;
            }
        }
    }

    [[nodiscard]] std::size_t size() const { return phrases_; }

private:
    static constexpr std::size_t gram_size = 4;
    static constexpr unsigned hash_bits = 15;
    static constexpr std::size_t buckets = 2048;

    struct Entry {
        std::uint32_t gram; ///< gram_at() of its place
        std::uint32_t text; ///< where it begins in texts_
        std::uint32_t length;
        std::uint32_t offset; ///< of the gram in the phrase
        std::uint32_t number;
    };

    /// The same for both cases of a letter. Other bytes may fall together too.
    static std::uint32_t gram_at(const char* place) {
        std::uint32_t value = 0;
        std::memcpy(&value, place, gram_size);
        return value | 0x20202020U;
    }
    static std::uint32_t hash_of(std::uint32_t gram) { return (gram * 0x9E3779B1U) >> (32 - hash_bits); }
    [[nodiscard]] std::string_view phrase_of(const Entry& entry) const {
        return std::string_view(texts_).substr(entry.text, entry.length);
    }

    /// The phrases that are shorter than a gram.
    template <class Found>
    bool scan_short(std::string_view text, Found& found) const {
        for (std::size_t at = 0; at < text.size(); ++at)
            for (const Entry& entry : short_)
                if (ascii::iequals(text.substr(at, entry.length), phrase_of(entry))
                    && !found(std::size_t{entry.number}, at + entry.length))
                    return false;
        return true;
    }

    std::size_t phrases_ = 0;
    std::size_t stride_ = 1; ///< 2: every phrase is told by two neighbouring places
    std::string texts_;
    std::array<std::uint64_t, (std::size_t{1} << hash_bits) / 64> bits_{};
    std::array<std::uint32_t, buckets + 1> first_{}; ///< of a bucket in entries_
    std::vector<Entry> entries_; ///< by bucket
    std::vector<Entry> short_;
};

} // namespace dsnparse::detail

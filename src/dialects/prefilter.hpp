/// \file
/// Prefilter: which dialects a report can speak at all, in one pass over its words.
#pragma once

#include "base/phrases.hpp"
#include "dialects/dialect.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace dsnparse::dialects {

/// Looks for the markers of all dialects at once. Immutable and thread-safe once built.
class Prefilter {
public:
    explicit Prefilter(std::span<const Dialect* const> dialects);

    /// True for each dialect, in the order given to the constructor, of which a marker is in a block of `view` or in
    /// a header field that systems sign with. Lives in scratch memory.
    [[nodiscard]] std::span<const bool> candidates(const ReportView& view) const;

private:
    class Search;

    detail::PhraseMatcher matcher_;
    std::vector<std::uint32_t> owner_; ///< dialect of each phrase
    std::size_t dialects_;
};

} // namespace dsnparse::dialects

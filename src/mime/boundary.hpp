/// \file
/// The multiparts that are open at a place, and the lines that end them.
#pragma once

#include "base/ascii.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace dsnparse::mime {

/// A multipart whose end has not been seen.
struct OpenMultipart {
    std::string_view boundary; ///< empty: none was declared
    std::uint32_t part = 0; ///< index in PartList::parts
    std::uint32_t children = 0; ///< so far
};

/// What a line that starts with `--` means.
struct Delimiter {
    static constexpr std::size_t none = std::size_t(-1);
    std::size_t level = none; ///< index in the open multiparts
    bool closes = false; ///< `--boundary--`
    [[nodiscard]] bool found() const { return level != none; }
};

/// Which of the open multiparts the line `--` + `tail` belongs to: the innermost one first. `tail` ends where the
/// line does; white space at its end does not count (RFC 2046 section 5.1.1).
[[nodiscard]] inline Delimiter match_delimiter(std::span<const OpenMultipart> open, std::string_view tail) {
    tail = ascii::trim_right(tail);
    for (std::size_t level = open.size(); level-- > 0;) {
        const std::string_view boundary = open[level].boundary;
        if (boundary.empty() || tail.size() < boundary.size() || tail.size() > boundary.size() + 2) continue;
        const bool closes = tail.size() == boundary.size() + 2;
        if (tail.size() == boundary.size() + 1 || (closes && !tail.ends_with("--"))) continue;
        if (tail.starts_with(boundary)) return {level, closes};
    }
    return {};
}

} // namespace dsnparse::mime

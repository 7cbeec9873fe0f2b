/// \file
/// The raw text of a message for the eye: cut to a size, with the evidence set off.
#pragma once

#include <dsnparse/report.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace dsnparse::page {

/// How much of the raw text a page keeps.
enum class RawText {
    none,
    head, ///< the first lines, and those around the evidence
    full, ///< all of it, up to a limit
};

/// A stretch of the message.
struct Piece {
    enum class Kind {
        plain,
        evidence, ///< something was concluded from it
        deciding, ///< the cause was
        skipped, ///< not kept
    };
    Kind kind = Kind::plain;
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// Bytes kept of one message, with RawText::head and RawText::full.
constexpr std::size_t head_bytes = std::size_t{4} << 10; ///< at the front
constexpr std::size_t most_head_bytes = std::size_t{16} << 10; ///< together with the surroundings of the evidence
constexpr std::size_t most_full_bytes = std::size_t{1} << 20;

/// The pieces of `message`, in order and without gaps between them, from its first byte to its last. Empty with RawText::none.
[[nodiscard]] std::vector<Piece> excerpt(const Report& report, std::string_view message, RawText raw);

} // namespace dsnparse::page

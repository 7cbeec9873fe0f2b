/// \file
/// MappedText: text made from the message, and the way back to the message's bytes.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report.hpp>

#include <optional>
#include <string_view>

namespace dsnparse::text {

/// A run of text and the bytes of the message that it was made of.
struct Segment {
    std::size_t text_offset = 0; ///< where the run starts in the text; it ends where the next one starts
    Span source; ///< the bytes of the message
    bool exact = false; ///< the run *is* those bytes, so that positions inside it map one to one
};

/// Decoded text (transfer encoding, charset, HTML, unquoting) with a map to the message as given.
/// The text is UTF-8 and lives in an Arena, or is the message itself where nothing had to be done.
struct MappedText {
    std::string_view text;
    List<Segment> segments; ///< ascending by text_offset, the first at 0; empty: no map
    std::size_t skipped = 0; ///< bytes of the mapped text that were cut off in front of `text`

    /// The bytes of the message that `part` (a view into `text`) was made of. Exact where the text is a
    /// copy; else the smallest run of whole segments (in practice: lines) that covers it.
    [[nodiscard]] std::optional<Span> span_of(std::string_view part) const;

    /// A part of the text with its map, as std::string_view::substr.
    [[nodiscard]] MappedText substr(std::size_t begin, std::size_t count = std::string_view::npos) const {
        return {text.substr(begin, count), segments, skipped + begin};
    }
};

/// `text` as it stands at `offset` of the message.
[[nodiscard]] MappedText identity(std::string_view text, std::size_t offset, detail::Arena& arena);

/// The map of `inner` (whose segments' sources are positions in `outer.text`) carried over to the message.
/// For text made in two steps: decoded, then unquoted.
[[nodiscard]] MappedText compose(const MappedText& outer, const MappedText& inner, detail::Arena& arena);

} // namespace dsnparse::text

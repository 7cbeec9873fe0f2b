#include "text/mapped_text.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace dsnparse::text {

namespace {

/// Index of the segment that holds `position`.
std::size_t segment_at(const List<Segment>& segments, std::size_t position) {
    const Segment* after = std::upper_bound(segments.begin(), segments.end(), position,
                                            [](std::size_t at, const Segment& segment) { return at < segment.text_offset; });
    return after == segments.begin() ? 0 : static_cast<std::size_t>(after - segments.begin()) - 1;
}

/// The bytes behind [begin, end) of the text.
Span cover(const List<Segment>& segments, std::size_t text_size, std::size_t begin, std::size_t end) {
    const std::size_t first = segment_at(segments, begin);
    const std::size_t last = segment_at(segments, end > begin ? end - 1 : begin);
    const auto run_end = [&](std::size_t index) {
        return index + 1 < segments.size() ? segments[index + 1].text_offset : text_size;
    };
    const Segment& head = segments[first];
    const Segment& tail = segments[last];
    std::size_t from = head.source.offset;
    if (head.exact) from += std::min(begin - head.text_offset, head.source.length);
    std::size_t to = tail.source.offset + tail.source.length;
    if (tail.exact) to = tail.source.offset + std::min(std::min(end, run_end(last)) - tail.text_offset, tail.source.length);
    return {from, to > from ? to - from : 0};
}

} // namespace

std::optional<Span> MappedText::span_of(std::string_view part) const {
    if (segments.empty() || part.data() == nullptr || !ascii::within(part, text)) return std::nullopt;
    const std::size_t begin = skipped + static_cast<std::size_t>(part.data() - text.data());
    return cover(segments, skipped + text.size(), begin, begin + part.size());
}

MappedText identity(std::string_view text, std::size_t offset, detail::Arena& arena) {
    MappedText mapped{text, {}};
    arena.reserve(mapped.segments, 1);
    arena.append(mapped.segments, Segment{0, {offset, text.size()}, true});
    return mapped;
}

MappedText compose(const MappedText& outer, const MappedText& inner, detail::Arena& arena) {
    MappedText mapped{inner.text, {}, inner.skipped};
    if (outer.segments.empty()) return mapped;
    arena.reserve(mapped.segments, inner.segments.size());
    for (const Segment& segment : inner.segments) {
        const std::size_t begin = outer.skipped + segment.source.offset;
        const std::size_t end = begin + segment.source.length;
        const std::size_t first = segment_at(outer.segments, begin);
        const bool one_exact =
            outer.segments[first].exact && (first + 1 == outer.segments.size() || end <= outer.segments[first + 1].text_offset);
        arena.append(mapped.segments,
                     Segment{segment.text_offset, cover(outer.segments, outer.skipped + outer.text.size(), begin, end),
                             segment.exact && one_exact});
    }
    return mapped;
}

} // namespace dsnparse::text

#include "text/unfold.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstring>

namespace dsnparse::text {

std::string_view unfold(std::string_view raw, detail::Arena& arena, std::size_t limit) {
    raw = ascii::trim(raw);
    if (raw.size() > limit) raw = ascii::trim_right(raw.substr(0, limit));
    if (raw.empty()) return raw;
    const auto find = [raw](char c, std::size_t from) {
        const void* hit = std::memchr(raw.data() + from, c, raw.size() - from);
        return hit == nullptr ? raw.size() : static_cast<std::size_t>(static_cast<const char*>(hit) - raw.data());
    };
    char line_end = '\n';
    std::size_t end = find(line_end, 0);
    if (end == raw.size()) end = find(line_end = '\r', 0);
    if (end == raw.size()) return raw;
    char* place = arena.allocate(raw.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < raw.size(); end = find(line_end, i)) {
        std::memcpy(place + used, raw.data() + i, end - i);
        used += end - i;
        while (used > 0 && ascii::is_space(place[used - 1])) --used;
        i = end;
        while (i < raw.size() && ascii::is_space(raw[i])) ++i;
        if (used > 0 && i < raw.size()) place[used++] = ' ';
        if (i == raw.size()) break;
    }
    arena.shrink_last(place, raw.size(), used);
    return ascii::trim_right({place, used});
}

} // namespace dsnparse::text

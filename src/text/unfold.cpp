#include "text/unfold.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace dsnparse::text {

std::string_view unfold(std::string_view raw, detail::Arena& arena, std::size_t limit) {
    raw = ascii::trim(raw);
    if (raw.size() > limit) raw = raw.substr(0, limit);
    const auto is_line_end = [](char c) { return c == '\n' || c == '\r'; };
    if (std::none_of(raw.begin(), raw.end(), is_line_end)) return raw;
    char* place = arena.allocate(raw.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < raw.size();) {
        if (!is_line_end(raw[i])) {
            place[used++] = raw[i++];
            continue;
        }
        while (used > 0 && ascii::is_wsp(place[used - 1])) --used;
        while (i < raw.size() && ascii::is_space(raw[i])) ++i;
        if (used > 0) place[used++] = ' ';
    }
    arena.shrink_last(place, raw.size(), used);
    return ascii::trim_right({place, used});
}

} // namespace dsnparse::text

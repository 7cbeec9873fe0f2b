#include "fields/url.hpp"

#include "base/ascii.hpp"

namespace dsnparse::fields {

std::string_view find_url(std::string_view text, std::size_t from, std::size_t* end) {
    if (end != nullptr) *end = text.size();
    for (std::size_t at = text.find("://", from); at != std::string_view::npos; at = text.find("://", at + 3)) {
        std::size_t begin = std::string_view::npos;
        for (std::string_view scheme : {"https", "http"})
            if (at >= from + scheme.size() && ascii::iequals(text.substr(at - scheme.size(), scheme.size()), scheme)) {
                begin = at - scheme.size();
                break;
            }
        if (begin == std::string_view::npos) continue;
        std::size_t stop = at + 3;
        while (stop < text.size() && !ascii::is_space(text[stop]) && !ascii::is_any_of(text[stop], "<>\"'();,[]")) ++stop;
        while (stop > at + 3 && ascii::is_any_of(text[stop - 1], ".:!")) --stop;
        if (stop == at + 3) continue;
        if (end != nullptr) *end = stop;
        return text.substr(begin, stop - begin);
    }
    return {};
}

} // namespace dsnparse::fields

#include "store/json_extent.hpp"

namespace dsnparse::store {

std::size_t JsonExtent::feed(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const char c = piece[i];
        if (quoted_) {
            if (escaped_)
                escaped_ = false;
            else if (c == '\\')
                escaped_ = true;
            else if (c == '"')
                quoted_ = false;
        } else if (c == '"') {
            quoted_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if (c == '}' || c == ']') {
            if (--depth_ == 0) return i + 1;
        }
    }
    return std::string_view::npos;
}

} // namespace dsnparse::store

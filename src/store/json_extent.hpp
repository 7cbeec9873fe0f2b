/// \file
/// Where a JSON object ends, without reading it.
#pragma once

#include <cstddef>
#include <string_view>

namespace dsnparse::store {

/// Counts the braces of one object, fed piece by piece from its `{` on.
class JsonExtent {
public:
    /// Behind the object's last `}` within `piece`; npos: it goes on.
    std::size_t feed(std::string_view piece);

private:
    std::size_t depth_ = 0;
    bool quoted_ = false;
    bool escaped_ = false;
};

} // namespace dsnparse::store

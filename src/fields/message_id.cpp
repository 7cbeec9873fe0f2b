#include "fields/message_id.hpp"

#include "base/ascii.hpp"

namespace dsnparse::fields {

namespace {

/// The next id in `rest`; advances. Empty: no more.
std::string_view next_id(std::string_view& rest) {
    while (true) {
        const std::size_t open = rest.find('<');
        if (open == std::string_view::npos) {
            rest = {};
            return {};
        }
        rest.remove_prefix(open + 1);
        const std::size_t close = rest.find('>');
        if (close == std::string_view::npos) {
            // An id that was cut off is still the best clue, if it is one word.
            const std::string_view id = ascii::trim(rest);
            rest = {};
            return id.find(' ') == std::string_view::npos ? id : std::string_view{};
        }
        const std::string_view id = ascii::trim(rest.substr(0, close));
        rest.remove_prefix(close + 1);
        if (!id.empty()) return id;
    }
}

std::string_view bare_id(std::string_view value) {
    std::string_view first;
    std::string_view rest = value;
    while (!rest.empty()) {
        const std::string_view word = ascii::consume_word(rest);
        if (word.empty()) break;
        if (first.empty()) first = word;
        if (word.find('@') != std::string_view::npos) return word;
    }
    return first;
}

} // namespace

List<std::string_view> read_message_ids(std::string_view value, detail::Arena& arena, std::size_t most) {
    List<std::string_view> ids;
    std::string_view rest = value;
    for (std::string_view id = next_id(rest); !id.empty() && ids.size() < most; id = next_id(rest)) arena.append(ids, id);
    if (ids.empty() && most > 0) {
        const std::string_view id = bare_id(value);
        if (!id.empty() && id[0] != '<') arena.append(ids, id);
    }
    return ids;
}

std::string_view read_message_id(std::string_view value) {
    std::string_view rest = value;
    const std::string_view id = next_id(rest);
    if (!id.empty()) return id;
    const std::string_view bare = bare_id(value);
    return bare.empty() || bare[0] == '<' ? std::string_view{} : bare;
}

} // namespace dsnparse::fields

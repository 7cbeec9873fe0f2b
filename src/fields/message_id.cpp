#include "fields/message_id.hpp"

#include "base/ascii.hpp"

namespace dsnparse::fields {

namespace {

/// Walks the ids in angle brackets from front to back.
class IdReader {
public:
    explicit IdReader(std::string_view value) : rest_(value) {}

    /// The next id; empty: no more.
    std::string_view next() {
        while (true) {
            const std::size_t at = ascii::find_any_of(rest_, "<(");
            if (at == std::string_view::npos) return {};
            const bool comment = rest_[at] == '(';
            rest_.remove_prefix(at + 1);
            if (comment) {
                skip_comment();
                continue;
            }
            const std::size_t stop = ascii::find_any_of(rest_, "<>");
            std::string_view id = ascii::trim(rest_.substr(0, stop));
            const bool closed = stop != std::string_view::npos && rest_[stop] == '>';
            // An id that was cut off is still the best clue: its first word.
            if (!closed) id = ascii::consume_word(id);
            rest_.remove_prefix(stop == std::string_view::npos ? rest_.size() : stop + (closed ? 1 : 0));
            if (!id.empty()) return id;
        }
    }

private:
    /// Moves behind the comment that was opened. One that is never closed is none.
    void skip_comment() {
        if (no_more_comments_) return;
        std::size_t depth = 1;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_[i] == '\\')
                ++i;
            else if (rest_[i] == '(')
                ++depth;
            else if (rest_[i] == ')' && --depth == 0)
                return rest_.remove_prefix(i + 1);
        }
        no_more_comments_ = true;
    }

    std::string_view rest_;
    bool no_more_comments_ = false;
};

constexpr std::string_view marks = "\"'<>(),;";

/// Of a value without brackets: the first word with an `@`, else the first word; marks around it off.
std::string_view bare_id(std::string_view value) {
    std::string_view first;
    for (std::string_view rest = value; !rest.empty();) {
        std::string_view word = ascii::consume_word(rest);
        while (!word.empty() && marks.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
        while (!word.empty() && marks.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
        if (word.find('@') != std::string_view::npos) return word;
        if (first.empty()) first = word;
    }
    return first;
}

} // namespace

List<std::string_view> read_message_ids(std::string_view value, detail::Arena& arena, std::size_t most) {
    List<std::string_view> ids;
    IdReader reader(value);
    for (std::string_view id = reader.next(); !id.empty() && ids.size() < most; id = reader.next()) arena.append(ids, id);
    if (ids.empty() && most > 0) {
        const std::string_view id = bare_id(value);
        if (!id.empty()) arena.append(ids, id);
    }
    return ids;
}

std::string_view read_message_id(std::string_view value) {
    const std::string_view id = IdReader(value).next();
    return id.empty() ? bare_id(value) : id;
}

} // namespace dsnparse::fields

#include "text/unquote.hpp"

#include "base/ascii.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace dsnparse::text {

namespace {

/// Length of the quoting marks at the front of a line (`> `, `>> `, `> > `, `| `); 0: it is not quoted.
std::size_t quote_length(std::string_view line) {
    constexpr std::size_t deepest_indentation = 8;
    constexpr std::size_t widest_gap = 2; // between marks
    std::size_t end = 0;
    for (std::size_t at = 0;; end = ++at) {
        const std::size_t limit = end + (end == 0 ? deepest_indentation : widest_gap);
        while (at < line.size() && at < limit && ascii::is_wsp(line[at])) ++at;
        if (at >= line.size() || (line[at] != '>' && line[at] != '|')) break;
        if (line.substr(at, 3) == "|--") break; // a rule
        // A transcript's own `>>> RCPT TO` is three marks with a command behind; quoting repeats one mark per level.
        if (line.substr(at, 4) == ">>> " && at + 4 < line.size() && ascii::is_upper(line[at + 4])) break;
    }
    if (end == 0) return 0;
    return end < line.size() && line[end] == ' ' ? end + 1 : end;
}

std::string_view indentation(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && ascii::is_wsp(line[n])) ++n;
    return line.substr(0, n);
}

std::string_view common_front(std::string_view a, std::string_view b) {
    const auto [end, other] =
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
    return a.substr(0, static_cast<std::size_t>(end - a.begin()));
}

/// Lines of one kind in a row, counted from 0; blank ones between them belong to it.
struct Passage {
    std::size_t first = 0;
    std::size_t end = 0; ///< the line behind the last that is not blank
    std::size_t lines = 0; ///< those that are not blank
    bool quoted = false;
    std::string_view indent; ///< what all share; of one that is not quoted
};

/// A passage this long that is quoted or set in as a whole was so by whoever pasted it; a shorter one may be the report's own.
constexpr std::size_t shortest_passage = 6;

/// What there is to take off.
struct Shape {
    std::size_t lines = 0;
    bool quoted = false; ///< most lines are
    bool doubled = false; ///< a blank line was put behind every line
    List<Passage> passages;
};

class ShapeReader {
public:
    explicit ShapeReader(detail::Arena& arena) : arena_(arena) {}

    Shape run(std::string_view text) {
        std::size_t number = 0;
        for (LineReader reader(text); reader.next(); ++number) {
            if (ascii::trim(reader.line().substr(quote_length(reader.line()))).empty()) {
                ++blanks_;
            } else {
                end_of_blanks();
            }
            if (!ascii::trim(reader.line()).empty()) add(reader.line(), number);
        }
        // A whole text that is set in is so however short it is.
        close(current_.lines == lines_);
        shape_.lines = number;
        shape_.quoted = quoted_ * 2 > lines_;
        // One blank line became three: both numbers must be there, and no even one.
        shape_.doubled =
            !single_spaced_ && single_blanks_ > 1 && more_blanks_ > 0 && single_blanks_ + more_blanks_ >= shortest_passage;
        return shape_;
    }

private:
    void add(std::string_view line, std::size_t number) {
        ++lines_;
        const bool quoted = quote_length(line) != 0;
        if (quoted) ++quoted_;
        const std::string_view indent = quoted ? std::string_view() : indentation(line);
        std::string_view shared = common_front(current_.indent, indent);
        const bool goes_on = quoted ? current_.quoted : !shared.empty();
        if (!goes_on) {
            close(false);
            current_.first = number;
            current_.quoted = quoted;
            shared = indent;
        }
        current_.indent = shared;
        current_.end = number + 1;
        ++current_.lines;
    }

    /// At a line that is not blank.
    void end_of_blanks() {
        if (lines_ > 0) {
            single_spaced_ = single_spaced_ || blanks_ % 2 == 0;
            ++(blanks_ == 1 ? single_blanks_ : more_blanks_);
        }
        blanks_ = 0;
    }

    void close(bool whole) {
        const bool has_prefix = current_.quoted || !current_.indent.empty();
        if (has_prefix && (whole || current_.lines >= shortest_passage)) arena_.append(shape_.passages, current_);
        current_ = {};
    }

    detail::Arena& arena_;
    Shape shape_;
    Passage current_;
    std::size_t lines_ = 0; ///< those that are not blank
    std::size_t quoted_ = 0;
    std::size_t blanks_ = 0; ///< blank lines since the last that is not
    std::size_t single_blanks_ = 0; ///< how often one blank line stands between two others
    std::size_t more_blanks_ = 0; ///< how often more do
    bool single_spaced_ = false; ///< an even number of blank lines (none, mostly) stands somewhere
};

/// A character of the text that shows nothing or a space: its length in bytes, and whether it shows a space. Length 0: none.
struct OddSpace {
    std::size_t length = 0;
    bool shows = false;
};

OddSpace odd_space(std::string_view text) {
    if (text.substr(0, 2) == "\xC2\xA0") return {2, true}; // no-break space
    const std::string_view three = text.substr(0, 3);
    if (three == "\xE2\x80\xAF" || three == "\xE2\x80\x87") return {3, true}; // narrow no-break space, figure space
    // Zero-width space and non-joiner, direction marks, word joiner, byte order mark.
    for (std::string_view hidden :
         {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x81\xA0", "\xEF\xBB\xBF"})
        if (three == hidden) return {3, false};
    return {};
}

bool has_odd_space(std::string_view text) {
    for (std::size_t at = ascii_length(text); at < text.size(); at += ascii_length(text.substr(at))) {
        if (odd_space(text.substr(at)).length != 0) return true;
        ++at;
    }
    return false;
}

/// Copies a line with odd spaces made plain; returns the bytes written.
std::size_t copy_line(std::string_view line, char* place) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < line.size();) {
        const std::string_view rest = line.substr(at);
        const std::size_t plain = std::max<std::size_t>(ascii_length(rest), 1);
        const OddSpace odd = odd_space(rest);
        if (odd.length == 0) {
            std::memcpy(place + used, rest.data(), plain);
            used += plain;
            at += plain;
        } else {
            if (odd.shows) place[used++] = ' ';
            at += odd.length;
        }
    }
    return used;
}

/// Bytes to take off the front of line `number`. `passage`: the first one that does not end before it.
std::size_t prefix_length(std::string_view line, std::size_t number, const Shape& shape, const Passage* passage) {
    const bool inside = passage != shape.passages.end() && number >= passage->first;
    if (shape.quoted || (inside && passage->quoted)) {
        const std::size_t marks = quote_length(line);
        if (marks != 0) return marks;
    }
    return inside ? std::min(passage->indent.size(), indentation(line).size()) : 0;
}

} // namespace

MappedText unquote(std::string_view text, detail::Arena& arena) {
    const Shape shape = ShapeReader(arena).run(text);
    const bool bare_cr = line_end_of(text) == LineEnd::cr;
    if (!shape.quoted && !shape.doubled && shape.passages.empty() && !bare_cr && !has_odd_space(text))
        return identity(text, 0, arena);
    MappedText result;
    arena.reserve(result.segments, shape.lines);
    char* place = arena.allocate(text.size());
    std::size_t used = 0;
    const Passage* passage = shape.passages.begin();
    std::size_t number = 0;
    std::size_t blanks = 0;
    for (LineReader reader(text); reader.next(); ++number) {
        while (passage != shape.passages.end() && passage->end <= number) ++passage;
        std::string_view line = reader.line();
        line.remove_prefix(prefix_length(line, number, shape, passage));
        blanks = ascii::trim(line).empty() ? blanks + 1 : 0;
        if (shape.doubled && blanks % 2 == 1) continue;
        const std::size_t written = copy_line(line, place + used);
        const auto begin = static_cast<std::size_t>(line.data() - text.data());
        arena.append(result.segments, Segment{used, {begin, line.size()}, written == line.size()});
        used += written;
        if (reader.next_offset() > reader.offset() + reader.line().size()) place[used++] = '\n';
    }
    arena.shrink_last(place, text.size(), used);
    result.text = {place, used};
    return result;
}

} // namespace dsnparse::text

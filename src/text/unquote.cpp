#include "text/unquote.hpp"

#include "base/ascii.hpp"
#include "text/lines.hpp"

#include <algorithm>
#include <cstring>

namespace dsnparse::text {

namespace {

/// Length of the quoting marks at the front of a line (`> `, `>> `, `> > `, `| `); 0: it is not quoted.
std::size_t quote_length(std::string_view line) {
    std::size_t at = 0;
    std::size_t end = 0;
    while (at < line.size()) {
        while (at < line.size() && ascii::is_wsp(line[at]) && at - end < 2) ++at;
        if (at >= line.size() || (line[at] != '>' && line[at] != '|')) break;
        // A transcript's own `>>> RCPT TO` is three marks with a command behind; quoting repeats one mark per level.
        if (line.substr(at, 4) == ">>> " && at + 4 < line.size() && ascii::is_upper(line[at + 4])) break;
        end = ++at;
    }
    if (end == 0) return 0;
    return end < line.size() && line[end] == ' ' ? end + 1 : end;
}

std::size_t indentation(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && ascii::is_wsp(line[n])) ++n;
    return n;
}

/// What the lines of the text share.
struct Shape {
    bool quoted = false;
    List<std::size_t> indents; ///< per line: white space that its whole passage shares
    bool indented = false; ///< any of them is not 0
    bool odd_spaces = false;
};

/// A passage this long that is indented as a whole was set in by whoever pasted it; a shorter one may be the report's own.
constexpr std::size_t shortest_passage = 6;

/// Zero-width space, word joiner, byte order mark: two or three bytes that show nothing.
std::size_t invisible_length(std::string_view text, std::size_t at) {
    const std::string_view three = text.substr(at, 3);
    return three == "\xE2\x80\x8B" || three == "\xE2\x81\xA0" || three == "\xEF\xBB\xBF" || three == "\xE2\x80\x8C" ? 3 : 0;
}

bool has_odd_spaces(std::string_view text) {
    return text.find("\xC2\xA0") != std::string_view::npos || text.find("\xE2\x80\x8B") != std::string_view::npos
           || text.find("\xE2\x81\xA0") != std::string_view::npos || text.find("\xEF\xBB\xBF") != std::string_view::npos
           || text.find("\xE2\x80\x8C") != std::string_view::npos;
}

Shape shape_of(std::string_view text, detail::Arena& arena) {
    Shape shape;
    shape.odd_spaces = has_odd_spaces(text);
    std::size_t lines = 0;
    std::size_t quoted = 0;
    std::size_t number = 0;
    std::size_t passage = 0; ///< number of its first line
    std::size_t passage_lines = 0;
    std::size_t shared = std::string_view::npos;
    const auto close = [&] {
        // Or the whole text is one passage.
        if (passage_lines >= shortest_passage || (passage_lines > 0 && passage_lines == lines)) {
            for (std::size_t i = passage; i < number; ++i) detail::Arena::items(shape.indents)[i] = shared;
            shape.indented = true;
        }
        passage = number;
        passage_lines = 0;
        shared = std::string_view::npos;
    };
    for (LineReader reader(text); reader.next(); ++number) {
        arena.append(shape.indents, std::size_t{0});
        const std::string_view line = reader.line();
        if (ascii::trim(line).empty()) continue;
        const std::size_t indent = indentation(line);
        if (indent == 0) close();
        ++lines;
        if (quote_length(line) != 0) ++quoted;
        if (indent == 0) {
            passage = number + 1;
            continue;
        }
        ++passage_lines;
        shared = std::min(shared, indent);
    }
    close();
    shape.quoted = quoted * 2 > lines;
    return shape;
}

/// Copies a line with odd spaces made plain; returns the bytes written.
std::size_t copy_line(std::string_view line, char* place) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < line.size();) {
        const std::size_t hidden = invisible_length(line, i);
        if (hidden != 0) {
            i += hidden;
        } else if (line.substr(i, 2) == "\xC2\xA0") {
            place[used++] = ' ';
            i += 2;
        } else {
            place[used++] = line[i++];
        }
    }
    return used;
}

} // namespace

MappedText unquote(std::string_view text, detail::Arena& arena) {
    const Shape shape = shape_of(text, arena);
    const bool bare_cr = line_end_of(text) == LineEnd::cr;
    if (!shape.quoted && !shape.indented && !shape.odd_spaces && !bare_cr) return identity(text, 0, arena);
    char* place = arena.allocate(text.size() + 1);
    std::size_t used = 0;
    MappedText result{{}, {}};
    std::size_t number = 0;
    for (LineReader reader(text); reader.next(); ++number) {
        std::string_view line = reader.line();
        if (shape.quoted)
            line.remove_prefix(quote_length(line));
        else
            line.remove_prefix(std::min(shape.indents[number], indentation(line)));
        const std::size_t written = copy_line(line, place + used);
        const auto begin = static_cast<std::size_t>(line.data() - text.data());
        arena.append(result.segments, Segment{used, {begin, line.size()}, written == line.size()});
        used += written;
        if (reader.next_offset() > reader.offset() + reader.line().size()) place[used++] = '\n';
    }
    result.text = {place, used};
    return result;
}

} // namespace dsnparse::text

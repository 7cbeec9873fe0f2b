#include "text/lines.hpp"
#include "text/mapped_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("mapped text: identity, parts of it, and strangers") {
    detail::Arena arena;
    const std::string bytes = "0123456789";
    const MappedText text = identity(bytes, 100, arena);
    CHECK(text.span_of(text.text.substr(3, 4))->offset == 103);
    CHECK(text.span_of(text.text.substr(3, 4))->length == 4);
    const MappedText tail = text.substr(5);
    CHECK(tail.text == "56789");
    CHECK(tail.span_of(tail.text.substr(1, 2))->offset == 106);
    CHECK(tail.substr(2, 2).span_of(tail.text.substr(2, 1))->offset == 107);
    CHECK(!text.span_of("elsewhere"));
    CHECK(!MappedText().span_of("x"));
}

TEST_CASE("mapped text: segments that changed cover their bytes; composition goes through both maps") {
    detail::Arena arena;
    MappedText decoded{"aaBBcc", {}};
    arena.append(decoded.segments, Segment{0, {10, 2}, true});
    arena.append(decoded.segments, Segment{2, {12, 6}, false});
    arena.append(decoded.segments, Segment{4, {18, 2}, true});
    CHECK(decoded.span_of(decoded.text.substr(1, 1))->offset == 11);
    CHECK(decoded.span_of(decoded.text.substr(2, 1))->offset == 12);
    CHECK(decoded.span_of(decoded.text.substr(2, 1))->length == 6);
    CHECK(decoded.span_of(decoded.text.substr(1, 4))->offset == 11);
    CHECK(decoded.span_of(decoded.text.substr(1, 4))->length == 8);

    MappedText unquoted{"ac", {}};
    arena.append(unquoted.segments, Segment{0, {1, 1}, true});
    arena.append(unquoted.segments, Segment{1, {4, 1}, true});
    const MappedText both = compose(decoded, unquoted, arena);
    CHECK(both.span_of(both.text.substr(0, 1))->offset == 11);
    CHECK(both.span_of(both.text.substr(1, 1))->offset == 18);
}

TEST_CASE("lines: LF, CRLF, CR; every byte in one line") {
    const auto lines_of = [](std::string_view text) {
        std::vector<std::string> lines;
        for (LineReader reader(text); reader.next();) lines.emplace_back(reader.line());
        return lines;
    };
    using Lines = std::vector<std::string>;
    CHECK(lines_of("a\nb\n") == Lines{"a", "b"});
    CHECK(lines_of("a\r\nb") == Lines{"a", "b"});
    CHECK(lines_of("a\rb\r") == Lines{"a", "b"});
    CHECK(lines_of("a\r\r\nb\n") == Lines{"a", "b"});
    CHECK(lines_of("a\rb\nc") == Lines{"a\rb", "c"}); // a CR in an LF text is a byte
    CHECK(lines_of("\n\n") == Lines{"", ""});
    CHECK(lines_of("").empty());
    CHECK(line_end_of("a\rb") == LineEnd::cr);
    CHECK(line_end_of("ab") == LineEnd::lf);
}

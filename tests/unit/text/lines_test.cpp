#include "text/lines.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dsnparse::text;

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (LineReader reader(text); reader.next();) lines.emplace_back(reader.line());
    return lines;
}

} // namespace

TEST_CASE("lines: LF, CRLF, CR") {
    using Lines = std::vector<std::string>;
    CHECK(lines_of("a\nb\n") == Lines{"a", "b"});
    CHECK(lines_of("a\r\nb") == Lines{"a", "b"});
    CHECK(lines_of("a\rb\r") == Lines{"a", "b"});
    CHECK(lines_of("a\r\r\nb\n") == Lines{"a", "b"}); // some servers write CR CR LF
    CHECK(lines_of("a\rb\nc") == Lines{"a\rb", "c"}); // a CR in an LF text is a byte
    CHECK(lines_of("\n\n") == Lines{"", ""});
    CHECK(lines_of("\r\n\r\n") == Lines{"", ""});
    CHECK(lines_of("\n") == Lines{""});
    CHECK(lines_of("").empty());
    CHECK(lines_of(std::string_view("a\0b\nc", 5)) == Lines{std::string("a\0b", 3), "c"});
}

TEST_CASE("lines: what ends them is seen near the front of the text") {
    CHECK(line_end_of("a\rb") == LineEnd::cr);
    CHECK(line_end_of("ab") == LineEnd::lf);
    CHECK(line_end_of("") == LineEnd::lf);
    CHECK(line_end_of("a\rb\nc") == LineEnd::lf);
    const std::string far(std::size_t{70} << 10, 'x');
    CHECK(line_end_of("a\r" + far + "\n") == LineEnd::cr); // the LF is too far away
    CHECK(line_end_of(far + "\r") == LineEnd::lf);
    // A stray LF far behind many CR is none of the text's own line ends; a long line with some CR in it is one line.
    std::string old_mac;
    for (int i = 0; i < 60; ++i) old_mac += "Header-Field: some value\r";
    CHECK(line_end_of(old_mac + "\nrest") == LineEnd::cr);
    CHECK(line_end_of(old_mac.substr(0, 900) + "\nrest") == LineEnd::lf);
    CHECK(line_end_of("a\rb\r" + far.substr(0, 2000) + "\nrest") == LineEnd::lf);
    CHECK(line_end_of(far.substr(0, 2000) + "\r\nrest") == LineEnd::lf);
    CHECK(LineReader("a\rb", LineEnd::lf).line_end() == LineEnd::lf);
}

TEST_CASE("lines: every byte is in exactly one line") {
    for (const std::string text : {"a\r\n\r\nb\rc\n\n\r\nd", "\r\r\n", "a", "\r", "\r\r", "a\n\r"}) {
        CAPTURE(text);
        std::size_t at = 0;
        LineReader reader(text);
        while (reader.next()) {
            CHECK(reader.offset() == at);
            CHECK(reader.line().data() == text.data() + at);
            CHECK(reader.next_offset() > at);
            CHECK(reader.next_offset() >= at + reader.line().size());
            at = reader.next_offset();
            CHECK(reader.rest() == std::string_view(text).substr(at));
        }
        CHECK(at == text.size());
        CHECK(!reader.next());
    }
}

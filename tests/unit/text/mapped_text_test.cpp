#include "text/mapped_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

/// `offset+length` of the bytes behind `part`; `-`: none.
std::string place(const MappedText& text, std::string_view part) {
    const auto span = text.span_of(part);
    return span ? std::to_string(span->offset) + "+" + std::to_string(span->length) : "-";
}

/// Text of two exact runs with one between that was made of six bytes: `aaBBcc` from the bytes 10 to 20.
MappedText decoded(detail::Arena& arena) {
    MappedText text{"aaBBcc", {}};
    arena.append(text.segments, Segment{0, {10, 2}, true});
    arena.append(text.segments, Segment{2, {12, 6}, false});
    arena.append(text.segments, Segment{4, {18, 2}, true});
    return text;
}

} // namespace

TEST_CASE("mapped text: identity, parts of it, and strangers") {
    detail::Arena arena;
    const std::string bytes = "0123456789";
    const MappedText text = identity(bytes, 100, arena);
    CHECK(place(text, text.text) == "100+10");
    CHECK(place(text, text.text.substr(3, 4)) == "103+4");
    CHECK(place(text, text.text.substr(10)) == "110+0");
    CHECK(place(text, "elsewhere") == "-");
    CHECK(place(text, {}) == "-");
    CHECK(place(MappedText(), "x") == "-");
    CHECK(place(MappedText{bytes, {}}, std::string_view(bytes).substr(2)) == "-"); // no map
}

TEST_CASE("mapped text: a part keeps the map") {
    detail::Arena arena;
    const std::string bytes = "0123456789";
    const MappedText tail = identity(bytes, 100, arena).substr(5);
    CHECK(tail.text == "56789");
    CHECK(place(tail, tail.text.substr(1, 2)) == "106+2");
    const MappedText inner = tail.substr(2, 2);
    CHECK(inner.text == "78");
    CHECK(place(inner, inner.text.substr(1)) == "108+1");
}

TEST_CASE("mapped text: runs that changed are covered as a whole") {
    detail::Arena arena;
    const MappedText text = decoded(arena);
    const auto part = [&](std::size_t begin, std::size_t count) { return place(text, text.text.substr(begin, count)); };
    CHECK(part(1, 1) == "11+1");
    CHECK(part(2, 1) == "12+6");
    CHECK(part(3, 1) == "12+6");
    CHECK(part(1, 2) == "11+7");
    CHECK(part(1, 4) == "11+8");
    CHECK(part(4, 2) == "18+2");
    CHECK(part(5, 1) == "19+1");
    CHECK(part(0, 6) == "10+10");
}

TEST_CASE("mapped text: bytes that are not in an exact run's source (line ends that were put in) add nothing to it") {
    detail::Arena arena;
    MappedText text{"one\ntwo\n", {}};
    arena.append(text.segments, Segment{0, {2, 3}, true});
    arena.append(text.segments, Segment{4, {8, 3}, true});
    CHECK(place(text, text.text.substr(0, 4)) == "2+3");
    CHECK(place(text, text.text.substr(4, 4)) == "8+3");
    CHECK(place(text, text.text.substr(2, 4)) == "4+6");
}

TEST_CASE("mapped text: composition goes through both maps") {
    detail::Arena arena;
    const MappedText outer = decoded(arena);
    MappedText unquoted{"acB", {}};
    arena.append(unquoted.segments, Segment{0, {1, 1}, true});
    arena.append(unquoted.segments, Segment{1, {4, 1}, true});
    arena.append(unquoted.segments, Segment{2, {3, 1}, true});
    const MappedText both = compose(outer, unquoted, arena);
    CHECK(both.text == "acB");
    CHECK(place(both, both.text.substr(0, 1)) == "11+1");
    CHECK(place(both, both.text.substr(1, 1)) == "18+1");
    CHECK(place(both, both.text.substr(2, 1)) == "12+6"); // exact in the outer text, but that is not in the message

    // Both sides may be parts.
    const MappedText cut = compose(outer.substr(1), identity(outer.text.substr(1), 0, arena).substr(3), arena);
    CHECK(cut.text == "cc");
    CHECK(place(cut, cut.text.substr(1)) == "11+9"); // one run of the inner map over several of the outer one
    const MappedText shifted =
        compose(identity("0123456789", 50, arena).substr(4), identity("456789", 0, arena).substr(2), arena);
    CHECK(shifted.text == "6789");
    CHECK(place(shifted, shifted.text.substr(1, 2)) == "57+2");

    CHECK(compose(MappedText{"x", {}}, unquoted, arena).segments.empty()); // no map to carry over
}

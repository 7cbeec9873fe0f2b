#include "mime/scan.hpp"

#include <doctest/doctest.h>

#include <string>

using dsnparse::mime::field_name_length;
using dsnparse::mime::find_dash_line;
using dsnparse::mime::is_plausible_field;

namespace {

/// What find_dash_line means, byte by byte.
std::size_t find_slowly(std::string_view text, std::size_t from, char line_end) {
    for (std::size_t i = from; i + 1 < text.size(); ++i)
        if (text[i] == '-' && text[i + 1] == '-' && (i == from || text[i - 1] == line_end)) return i;
    return std::string_view::npos;
}

} // namespace

TEST_CASE("find_dash_line: at every place of a text, as a slow search finds it") {
    for (std::size_t size : {0U, 1U, 2U, 3U, 17U, 64U, 65U, 66U, 67U, 68U, 130U, 200U}) {
        for (std::size_t place = 0; place <= size; ++place) {
            for (std::string_view dashes : {"\n--", "\n-", "--", "\n\n--", "\r--", "\n-\n--"}) {
                std::string text(size, 'x');
                text.insert(place, dashes);
                for (char line_end : {'\n', '\r'}) {
                    CAPTURE(text);
                    CHECK(find_dash_line(text, 0, line_end) == find_slowly(text, 0, line_end));
                }
            }
        }
    }
}

TEST_CASE("find_dash_line: goes on from where it was told") {
    const std::string text = "--a\n--b\n--c";
    CHECK(find_dash_line(text, 0, '\n') == 0);
    CHECK(find_dash_line(text, 4, '\n') == 4);
    CHECK(find_dash_line(text, 8, '\n') == 8);
    CHECK(find_dash_line(text, 11, '\n') == std::string_view::npos);
    CHECK(find_dash_line(text, 100, '\n') == std::string_view::npos);
}

TEST_CASE("field_name_length and is_plausible_field: what a header field starts with") {
    struct Row {
        std::string_view line;
        std::size_t length;
        bool plausible;
    };
    const Row rows[] = {
        {"Subject: x", 7, true},
        {"Subject:", 7, true},
        {"Subject : x", 7, true},
        {"Subject\t :x", 7, true},
        {"X-Very-Long-Name-Of-More-Than-Sixteen-Bytes: x", 43, true},
        {"exactly16bytes-n: x", 16, true},
        {"", 0, false},
        {":", 0, false},
        {" Subject: x", 0, false},
        {"Subject", 0, false},
        {"Subject x: y", 0, false},
        {"two words: y", 0, false},
        {"554 5.7.1: no", 0, false},
        {"5.7.1: no", 5, false},
        {"a/b: no", 3, false},
        {"Gr\xFC\xDF: no", 4, false},
        {"a\x01: no", 0, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.line);
        CHECK(field_name_length(row.line) == row.length);
        CHECK(is_plausible_field(row.line) == row.plausible);
    }
}

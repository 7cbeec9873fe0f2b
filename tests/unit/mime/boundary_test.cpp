#include "mime/boundary.hpp"

#include <doctest/doctest.h>

#include <array>

using dsnparse::mime::Delimiter;
using dsnparse::mime::match_delimiter;
using dsnparse::mime::OpenMultipart;

TEST_CASE("match_delimiter: the innermost multipart first, and nothing but white space behind") {
    const std::array<OpenMultipart, 4> open = {OpenMultipart{"out", 0, 0}, OpenMultipart{"in", 1, 0}, OpenMultipart{"", 2, 0},
                                               OpenMultipart{"in--", 3, 0}};
    struct Row {
        std::string_view tail; ///< behind the first two dashes
        std::size_t level;
        bool closes;
    };
    const Row rows[] = {
        {"out", 0, false},
        {"out--", 0, true},
        {"in", 1, false},
        {"in--", 3, false},
        {"in----", 3, true},
        {"out \t", 0, false},
        {"out-- \r", 0, true},
        {"ou", Delimiter::none, false},
        {"outx", Delimiter::none, false},
        {"out-", Delimiter::none, false},
        {"out--x", Delimiter::none, false},
        {"out --", Delimiter::none, false},
        {" out", Delimiter::none, false},
        {"", Delimiter::none, false},
        {"--", Delimiter::none, false},
        {"OUT", Delimiter::none, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.tail);
        const Delimiter found = match_delimiter(open, row.tail);
        CHECK(found.level == row.level);
        CHECK(found.closes == row.closes);
        CHECK(found.found() == (row.level != Delimiter::none));
    }
    CHECK_FALSE(match_delimiter({}, "out").found());
}

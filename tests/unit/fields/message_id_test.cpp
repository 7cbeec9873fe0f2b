#include "fields/message_id.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("message ids: lists, lone ids, broken ones") {
    struct Row {
        const char* given;
        const char* first;
        std::size_t count;
    };
    for (const Row& row : {Row{"<a@example.org>", "a@example.org", 1}, Row{"<a@x> <b@x>\t<c@x>", "a@x", 3},
                           Row{"a@example.org", "a@example.org", 1}, Row{"(comment) <a@x>", "a@x", 1}, Row{"< a@x >", "a@x", 1},
                           Row{"<a b@x>", "a b@x", 1}, Row{"<a@x", "a@x", 1}, Row{"Your message <a@x> of Monday", "a@x", 1},
                           Row{"nonsense", "nonsense", 1}, Row{"<>", "", 0}, Row{"", "", 0}, Row{"<", "", 0}}) {
        detail::Arena arena;
        CAPTURE(row.given);
        CHECK(read_message_id(row.given) == row.first);
        CHECK(read_message_ids(row.given, arena).size() == row.count);
    }
    detail::Arena arena;
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "<a@x>";
    CHECK(read_message_ids(many, arena).size() == 100);
    static_cast<void>(read_message_ids(std::string(1 << 20, '<'), arena));
}

#include "fields/message_id.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("message ids: lists, lone ids, broken ones") {
    struct Row {
        std::string_view trap;
        std::string_view given;
        std::string_view ids; ///< `a|b|`
    };
    for (const Row& row : {
             Row{"one", "<a@example.org>", "a@example.org|"},
             Row{"list", "<a@x> <b@x>\t<c@x>", "a@x|b@x|c@x|"},
             Row{"no blanks", "<a@x><b@x>", "a@x|b@x|"},
             Row{"commas", "<a@x>, <b@x>", "a@x|b@x|"},
             Row{"folded", "<a@x>\r\n <b@x>", "a@x|b@x|"},
             Row{"comment", "(comment) <a@x>", "a@x|"},
             Row{"comment with an id", "(not <b@x>) <a@x> (nor <c@x>)", "a@x|"},
             Row{"comments nest", "(a (<b@x>) <c@x>) <a@x>", "a@x|"},
             Row{"escaped in a comment", "(\\) <b@x>) <a@x>", "a@x|"},
             Row{"comment never closed", "(smile <a@x> <b@x>", "a@x|b@x|"},
             Row{"parentheses in an id", "<a(b)c@x>", "a(b)c@x|"},
             Row{"blanks around the id", "< a@x >", "a@x|"},
             Row{"blank in the id", "<a b@x>", "a b@x|"},
             Row{"phrase", "Your message <a@x> of Monday", "a@x|"},
             Row{"no brackets", "a@example.org", "a@example.org|"},
             Row{"no brackets, the word with an at sign", "Message a@example.org of Monday", "a@example.org|"},
             Row{"no brackets, punctuation", "\"a@example.org\",", "a@example.org|"},
             Row{"no brackets, comment", "(x) a@example.org", "a@example.org|"},
             Row{"no at sign", "nonsense", "nonsense|"},
             Row{"no at sign, brackets", "<20120202.123>", "20120202.123|"},
             Row{"cut off", "<a@x", "a@x|"},
             Row{"cut off, words behind", "<a@x and so on", "a@x|"},
             Row{"cut off, another behind", "<a@x <b@x>", "a@x|b@x|"},
             Row{"double brackets", "<<a@x>>", "a@x|"},
             Row{"empty id in front", "<> <a@x>", "a@x|"},
             Row{"dollars", "<01c8$1$@x>", "01c8$1$@x|"},
             Row{"quoted", "<\"a b\"@x>", "\"a b\"@x|"},
             Row{"empty brackets", "<>", ""},
             Row{"bracket only", "<", ""},
             Row{"other bracket only", ">", ""},
             Row{"blanks", "  \t ", ""},
             Row{"empty", "", ""},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        const std::string given(row.given);
        std::string got;
        for (std::string_view id : read_message_ids(given, arena)) {
            got += std::string(id) + "|";
            CHECK((id.data() >= given.data() && id.data() < given.data() + given.size()));
        }
        CHECK(got == row.ids);
        CHECK(read_message_id(given) == got.substr(0, got.find('|')));
    }
}

TEST_CASE("message ids: at most so many") {
    detail::Arena arena;
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "<a@x>";
    CHECK(read_message_ids(many, arena).size() == 100);
    CHECK(read_message_ids(many, arena, 2).size() == 2);
    CHECK(read_message_ids(many, arena, 0).empty());
    CHECK(read_message_ids("a@x", arena, 0).empty());
}

TEST_CASE("message ids: any bytes, any length, in linear time") {
    detail::Arena arena;
    for (const char* unit : {"<", ">", "(", "<(", "()", "><", "< ", "(<", "\\", " "}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20) text += unit;
        CHECK(read_message_ids(text, arena).size() <= 100);
        CHECK(read_message_id(text + ">").size() <= text.size());
        CHECK(read_message_id(text + " <a@x>").size() <= text.size());
    }
}

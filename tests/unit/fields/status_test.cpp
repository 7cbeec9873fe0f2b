#include "fields/status.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::fields;

TEST_CASE("status: at the start") {
    struct Row {
        const char* text;
        const char* status;
    };
    for (const Row& row : {Row{"5.1.1", "5.1.1"}, Row{"5.1.1 (bad)", "5.1.1"}, Row{"#5.7.1", "5.7.1"}, Row{"(#5.1.1)", "5.1.1"},
                           Row{"[4.7.650] x", "4.7.650"}, Row{"2.0.0", "2.0.0"}, Row{"5.1.1:", "5.1.1"}, Row{"5.1.1.", "5.1.1"},
                           Row{"5.999.999", "5.999.999"},
                           // not one
                           Row{"5.1.1.2", ""}, Row{"3.1.1", ""}, Row{"5.1", ""}, Row{"5..1", ""}, Row{"5.1.1a", ""},
                           Row{"5.1234.1", ""}, Row{"", ""}, Row{"5", ""}, Row{"text 5.1.1", ""}}) {
        CAPTURE(row.text);
        CHECK(status_at(row.text) == row.status);
    }
}

TEST_CASE("status: in running text, as a word of its own") {
    struct Row {
        const char* text;
        const char* status;
    };
    for (const Row& row :
         {Row{"550 5.1.1 <x@example.org>", "5.1.1"}, Row{"error (#5.7.1)", "5.7.1"}, Row{"see 192.0.2.1 then 4.2.2", "4.2.2"},
          Row{"sendmail 8.15.2 5.1.2", "5.1.2"}, Row{"v5.2.1", ""}, Row{"mta-5.1.1", ""}, Row{"x5.1.1", ""}, Row{"1.5.1.1", ""},
          Row{"15.1.1", ""}, Row{"http://a/5.1.1x", ""}, Row{"", ""}}) {
        CAPTURE(row.text);
        CHECK(find_status(row.text) == row.status);
    }
}

TEST_CASE("status: class and generic codes") {
    CHECK(is_generic("5.0.0"));
    CHECK(!is_generic("5.1.0"));
    CHECK(!is_generic(""));
    CHECK(status_class("4.2.2") == 4);
    CHECK(status_class("") == 0);
}

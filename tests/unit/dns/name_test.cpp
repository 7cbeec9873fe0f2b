#include "dns/name.hpp"

#include <doctest/doctest.h>

using namespace dsnparse::dns;

TEST_CASE("name: what may be asked for") {
    const std::string label63(63, 'a');
    const std::string name253 = label63 + "." + label63 + "." + label63 + "." + std::string(61, 'b');
    struct Row {
        std::string_view trap;
        std::string text;
        std::string name; ///< empty: none
    };
    for (const Row& row : {
             Row{"case and final dot", "MX.Example.Test.", "mx.example.test"},
             Row{"underscore", "_dmarc.example.test", "_dmarc.example.test"},
             Row{"one label", "localhost", "localhost"},
             Row{"longest label", label63 + ".test", label63 + ".test"},
             Row{"label too long", label63 + "a.test", ""},
             Row{"longest name", name253, name253},
             Row{"longest name with its dot", name253 + ".", name253},
             Row{"name too long", name253 + "b", ""},
             Row{"empty label", "a..test", ""},
             Row{"dot in front", ".test", ""},
             Row{"two dots behind", "a.test..", ""},
             Row{"the root", ".", ""},
             Row{"nothing", "", ""},
             Row{"blank", "a b.test", ""},
             Row{"escape of zone files", "a\\.b.test", ""},
             Row{"NUL", std::string("a\0.test", 7), ""},
             Row{"letters beyond ASCII",
                 "b\xC3\xBC"
                 "cher.test",
                 ""},
             Row{"brackets", "[192.0.2.7]", ""},
         }) {
        CAPTURE(row.trap);
        CHECK(normalise_name(row.text) == row.name);
    }
}

TEST_CASE("name: at or below a domain") {
    CHECK(is_at_or_below("example.test", "example.test"));
    CHECK(is_at_or_below("mx.example.test", "example.test"));
    CHECK_FALSE(is_at_or_below("badexample.test", "example.test"));
    CHECK_FALSE(is_at_or_below("test", "example.test"));
    CHECK_FALSE(is_at_or_below("example.test", ""));
}

TEST_CASE("name: labels") {
    CHECK(label_count("") == 0);
    CHECK(label_count("test") == 1);
    CHECK(label_count("a.b.test") == 3);
}

TEST_CASE("name: shown without harm") {
    CHECK(shown("v=spf1 -all") == "v=spf1 -all");
    CHECK(shown("b\xC3\xBC") == "b\xC3\xBC");
    CHECK(shown("\x1b[31m\x07") == "\\027[31m\\007");
    CHECK(shown("latin \xFC") == "latin \\252");
    const std::string cut = shown(std::string(299, 'a') + "\xE2\x82\xAC" + std::string(50, 'b'));
    CHECK(cut == std::string(299, 'a') + "...");
}

TEST_CASE("name: long lists") {
    CHECK(joined({}).empty());
    CHECK(joined({"a", "b"}) == "a, b");
    CHECK(joined({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}) == "1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
}

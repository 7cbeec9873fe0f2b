#include "fields/url.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;

TEST_CASE("web addresses end where the sentence goes on") {
    struct Row {
        const char* text;
        const char* url;
    };
    for (const Row& row :
         {Row{"see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&c=2"},
          Row{"(http://example.org/x)", "http://example.org/x"}, Row{"<HTTPS://EXAMPLE.ORG>", "HTTPS://EXAMPLE.ORG"},
          Row{"ftp://example.org then http://example.net/", "http://example.net/"}, Row{"http://", ""},
          Row{"http://. https://example.org", "https://example.org"}, Row{"://x", ""}, Row{"", ""}}) {
        CAPTURE(row.text);
        CHECK(fields::find_url(row.text) == row.url);
    }
    std::size_t end = 0;
    const std::string_view two = "http://a.example http://b.example";
    CHECK(fields::find_url(two, 0, &end) == "http://a.example");
    CHECK(fields::find_url(two, end, &end) == "http://b.example");
    CHECK(fields::find_url(two, end, &end).empty());
    CHECK(end == two.size());
}

#include "text/html.hpp"

#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("html: the words that a reader sees") {
    struct Row {
        const char* html;
        const char* text;
    };
    for (const Row& row :
         {Row{"<p>one</p><p>two</p>", "one\ntwo\n"}, Row{"one<br>two", "one\ntwo\n"}, Row{"a  b\n c", "a b c\n"},
          Row{"<b>bold</b> text", "bold text\n"}, Row{"a&amp;b&lt;c&gt;&#65;&#x42;", "a&b<c>AB\n"}, Row{"a&nbsp;b", "a b\n"},
          Row{"<style>x</style><script>y</script>z", "z\n"}, Row{"<!-- no -->yes", "yes\n"},
          Row{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc\n"}, Row{"<pre>a\nb</pre>", "a\nb\n"},
          Row{"<html><head><title>t</title></head><body>x</body></html>", "x\n"}, Row{"caf\xC3\xA9", "caf\xC3\xA9\n"},
          Row{"<p>unclosed", "unclosed\n"}, Row{"", ""}, Row{"1 &lt; 2", "1 < 2\n"}}) {
        detail::Arena arena;
        CAPTURE(std::string(row.html));
        CHECK(html_to_text(row.html, arena, 100000).text == row.text);
    }
}

TEST_CASE("html: lines know where they came from") {
    detail::Arena arena;
    const std::string html = "<html><body><p>The first line.</p>\n<p>550 5.1.1 User unknown</p></body></html>";
    const MappedText text = html_to_text(html, arena, 100000);
    std::size_t before = 0;
    for (const Segment& segment : text.segments) {
        CHECK(segment.source.offset >= before);
        CHECK(segment.source.offset + segment.source.length <= html.size());
        before = segment.source.offset;
    }
    const auto span = text.span_of(text.text.substr(text.text.find("550"), 3));
    REQUIRE(span);
    CHECK(html.substr(span->offset, span->length) == "550");
}

TEST_CASE("html: hostile documents end, in UTF-8") {
    for (const char* piece :
         {"<div>", "<a><b>", "<table><tr><td>", "<", "&", "&#x", "<!--", "<p ", "<a href=\"", "</p>", "\xFF<"}) {
        std::string html;
        while (html.size() < 300000) html += piece;
        detail::Arena arena;
        CAPTURE(piece);
        const MappedText text = html_to_text(html, arena, std::size_t{1} << 20);
        CHECK(text.text.size() <= html.size() * 3 + 100);
    }
    const std::string html = "<table><tr><td>a&amp;b</td></tr><!-- x --></table><p class='y'>z";
    for (std::size_t size = 0; size <= html.size(); ++size) {
        detail::Arena arena;
        static_cast<void>(html_to_text(std::string(html, 0, size), arena, 1000));
    }
}

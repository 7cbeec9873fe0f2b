#include "text/html.hpp"

#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

constexpr std::size_t no_limit = std::size_t{1} << 24;

std::string words(std::string_view html) {
    detail::Arena arena;
    return std::string(html_to_text(html, arena, no_limit).text);
}

/// Ascending segments inside the input; exact ones are what they say.
void check_map(const MappedText& text, std::string_view html) {
    std::size_t text_before = 0;
    std::size_t before = 0;
    for (const Segment& segment : text.segments) {
        REQUIRE(segment.text_offset >= text_before);
        REQUIRE(segment.text_offset <= text.text.size());
        REQUIRE(segment.source.offset >= before);
        REQUIRE(segment.source.offset + segment.source.length <= html.size());
        if (segment.exact)
            REQUIRE(text.text.substr(segment.text_offset, segment.source.length)
                    == html.substr(segment.source.offset, segment.source.length));
        text_before = segment.text_offset;
        before = segment.source.offset;
    }
    REQUIRE((text.text.empty() || text.segments.front().text_offset == 0));
}

} // namespace

TEST_CASE("html: the words that a reader sees") {
    struct Row {
        std::string trap;
        std::string html;
        std::string text;
    };
    for (const Row& row : {
             Row{"nothing", "", ""},
             Row{"plain text", "1 2", "1 2\n"},
             Row{"UTF-8", "caf\xC3\xA9", "caf\xC3\xA9\n"},
             Row{"another charset is declared: the text is UTF-8 already",
                 "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>caf\xC3\xA9", "caf\xC3\xA9\n"},
             Row{"byte order mark", "\xEF\xBB\xBF<p>a</p>", "a\n"},
             // lines
             Row{"paragraphs", "<p>one</p><p>two</p>", "one\ntwo\n"},
             Row{"unclosed paragraphs", "<p>one<p>two", "one\ntwo\n"},
             Row{"br", "one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour\n"},
             Row{"empty blocks make no lines", "<div><div></div><br><br>a</div>", "a\n"},
             Row{"text around blocks", "a<div>b</div>c", "a\nb\nc\n"},
             Row{"list", "<ul><li>a<li>b</ul>", "a\nb\n"},
             Row{"inline elements", "<b>bold</b> <i>text</i>s<span>x</span>", "bold textsx\n"},
             Row{"unknown elements", "<o:p>a</o:p><foo>b</foo>", "ab\n"},
             // white space
             Row{"white space is folded", "  a  b\n\t c  ", "a b c\n"},
             Row{"across elements", "a <b> b </b> c", "a b c\n"},
             Row{"no-break spaces too",
                 "a&nbsp;&nbsp;b\xC2\xA0"
                 "c",
                 "a b c\n"},
             Row{"pre", "<pre>a  b\n c\td\r\n\ne</pre>f", "a  b\n c\td\n\ne\nf\n"},
             Row{"the first line end of pre", "x<pre>\n a\n</pre>", "x\n a\n"},
             Row{"elements in pre", "<pre>a <b>b</b>\n&lt;c&gt; </pre>", "a b\n<c>\n"},
             // tables
             Row{"cells", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc\n"},
             Row{"header cells, unclosed", "<table><tr><th>a<th> b <tr><td>c<td>d</table>e", "a\tb\nc\td\ne\n"},
             Row{"empty cells", "<table><tr><td></td><td>a</td><td></td></tr></table>", "a\n"},
             // entities
             Row{"entities", "a&amp;b&lt;c&gt;&quot;&#65;&#x42;&euro;&#8364;", "a&b<c>\"AB\xE2\x82\xAC\xE2\x82\xAC\n"},
             Row{"entities that are none", "a & b &bogus; &lt 3 &", "a & b &bogus; &lt 3 &\n"},
             Row{"numbers that mean windows-1252", "&#147;x&#148;&#150;", "\xE2\x80\x9Cx\xE2\x80\x9D\xE2\x80\x93\n"},
             Row{"numbers that mean nothing", "a&#0;&#xD800;&#x110000;&#99999999999;b", "ab\n"},
             // what nobody sees
             Row{"style and script", "<style>x</style><script>y<b>'</b></script>z", "z\n"},
             Row{"a style sheet in the text", "a<style>p { x }</style>b", "ab\n"},
             Row{"head", "<html><head><title>t</title></head><body>x</body></html>", "x\n"},
             Row{"comments", "a<!-- no -- > > -->b<!---->c", "abc\n"},
             Row{"conditional comments", "<!--[if mso]>no<![endif]-->yes<!--[if !mso]><!-->too<!--<![endif]-->", "yestoo\n"},
             Row{"conditions without comment", "<![if !mso]>yes<![endif]>", "yes\n"},
             Row{"declarations", "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"a\" 'b'>a<!ELEMENT x>b", "ab\n"},
             Row{"attributes", "<a href=\"http://example.org/?a=b&c>d\" title='<p>'>a</a>", "a\n"},
             // broken
             Row{"text behind the end", "<html><body>a</body></html>b<p>c</p></html>d", "a\nb\nc\nd\n"},
             Row{"ends of nothing", "</div></p></b>a</table>b", "ab\n"},
             Row{"two documents", "<html><body>a</body></html><html><head><title>t</title></head><body>b</body></html>",
                 "a\nb\n"},
             Row{"an end tag with a space", "<div>a</ div>b", "ab\n"},
             Row{"crossed", "<b>a<i>b</b>c</i>d", "abcd\n"},
             Row{"angle brackets that are text", "a < b, c<d> 1 <2", "a < b, c 1 <2\n"},
             Row{"an address that nobody escaped", "<p><user@example.org>: host <b>said</b> <x@a.example>",
                 "<user@example.org>: host said <x@a.example>\n"},
             Row{"not an address", "<a href=mailto:user@example.org>a</a>", "a\n"},
             Row{"a tag that is cut", "a<p class=", "a\n"},
             Row{"a comment that is cut", "a<!-- b", "a\n"},
             Row{"an entity that is cut", "a&am", "a&am\n"},
             Row{"NUL", std::string("a\0b<p\0>c", 8), "a b\nc\n"},
         }) {
        CAPTURE(row.trap);
        CHECK(words(row.html) == row.text);
        detail::Arena arena;
        check_map(html_to_text(row.html, arena, no_limit), row.html);
    }
}

TEST_CASE("html: lines know where they came from") {
    struct Row {
        std::string trap;
        std::string html;
        std::string words; ///< looked for in the text
        std::string source; ///< what it came from
    };
    for (const Row& row : {
             Row{"the words themselves", "<html><body><p>The first.</p>\n<p>550 5.1.1 User unknown</p></body></html>", "5.1.1",
                 "5.1.1"},
             Row{"behind a style sheet", "<style>5.1.1</style><div>550 5.1.1 no</div>", "550 5.1.1", "550 5.1.1"},
             Row{"a line with tags in it", "<p>a</p><p>550 <b>5.1.1</b> no</p>", "5.1.1", "550 <b>5.1.1</b> no"},
             Row{"a line with entities in it", "<p>a</p><p>550 &lt;x@example.org&gt;</p>b", "550", "550 &lt;x@example.org&gt"},
             Row{"a line with folded space in it", "<p>550  no</p>", "no", "550  no"},
             Row{"in pre", "<pre>\none\n  two  \nthree</pre>", "two", "two"},
             Row{"indentation of pre", "<pre>\none\n  two  \nthree</pre>", "  two", "  two"},
             Row{"a bare address", "<p>x</p><user@example.org>: no</p>", "user@example.org", "user@example.org"},
             Row{"behind what the parser did not see", "<![if x]><p>a</p></body></html>b<user@example.org>c<p>550 no</p>", "550",
                 "550"},
         }) {
        CAPTURE(row.trap);
        detail::Arena arena;
        const MappedText text = html_to_text(row.html, arena, no_limit);
        const std::size_t at = text.text.find(row.words);
        REQUIRE(at != std::string_view::npos);
        const auto span = text.span_of(text.text.substr(at, row.words.size()));
        REQUIRE(span);
        const std::string source = row.html.substr(span->offset, span->length);
        if (row.trap == "a line with entities in it")
            CHECK(source.substr(0, row.source.size()) == row.source);
        else
            CHECK(source == row.source);
    }
}

TEST_CASE("html: the map holds in long documents, whatever pieces the parser gets") {
    std::string html = "<html><head><style>" + std::string(9000, 's') + "</style></head><body>";
    std::vector<std::string> wanted;
    for (int i = 0; i < 3000; ++i) {
        const std::string line =
            "line " + std::to_string(i) + " " + std::string(static_cast<std::size_t>(i % 97 + 1), 'x') + " caf\xC3\xA9";
        wanted.push_back(line);
        html += (i % 3 == 0 ? "<p class='a'>" : i % 3 == 1 ? "<div><![if x]>" : "<br><!-- c -->") + line;
        if (i % 500 == 0) html += "<div>" + std::string(5000, 'y') + "</div>";
    }
    detail::Arena arena;
    const MappedText text = html_to_text(html, arena, no_limit);
    check_map(text, html);
    std::size_t at = 0;
    for (const std::string& line : wanted) {
        at = text.text.find(line, at);
        REQUIRE(at != std::string_view::npos);
        const auto span = text.span_of(text.text.substr(at, line.size()));
        REQUIRE(span);
        REQUIRE(html.substr(span->offset, span->length) == line);
    }
}

TEST_CASE("html: the limit holds, and cuts no character") {
    detail::Arena arena;
    const std::string html = "<p>caf\xC3\xA9</p>";
    CHECK(html_to_text(html, arena, 7).text == "caf\n");
    CHECK(html_to_text(html, arena, 8).text == "caf\xC3\xA9\n");
    CHECK(html_to_text(html, arena, 0).text.empty());
    CHECK(html_to_text(html, arena, 1000).text == "caf\xC3\xA9\n");
}

TEST_CASE("html: text that stands deep in open elements is not lost") {
    std::string html;
    std::string text;
    for (int i = 0; i < 3000; ++i) {
        html += "<div><b>w" + std::to_string(i) + "</i>";
        text += "w" + std::to_string(i) + "\n";
    }
    CHECK(words(html) == text);
}

TEST_CASE("html: hostile documents end, in UTF-8, and take bounded memory") {
    for (const std::string piece : {"<div>",
                                    "<a><b>",
                                    "<table><tr><td>",
                                    "<",
                                    "&",
                                    "&#x",
                                    "<!--",
                                    "<p ",
                                    "<a href=\"",
                                    "</p>",
                                    "<div></span>",
                                    "<![",
                                    "<![x]>",
                                    "<a@b>",
                                    "<a@",
                                    "</a@",
                                    "<p a='",
                                    "&amp",
                                    "&nbsp;",
                                    "<td>x",
                                    "<script>",
                                    "<style><",
                                    "<!DOCTYPE ",
                                    "<?",
                                    "<br>",
                                    "</html>",
                                    "</body>x",
                                    "<pre>\n",
                                    "\n",
                                    " ",
                                    "\xC2\xA0",
                                    "\xC2\x81",
                                    "<select><option>",
                                    "<frameset>",
                                    "<svg><math>",
                                    "]]>",
                                    "<\xC3\xA9>",
                                    "<p>&#128;",
                                    "\xFF<",
                                    "\xC3",
                                    "\x01<"}) {
        std::string html;
        while (html.size() < 200000) html += piece;
        detail::Arena arena;
        CAPTURE(piece);
        const MappedText text = html_to_text(html, arena, no_limit);
        CHECK(is_utf8(text.text));
        CHECK(text.text.size() <= html.size() * 2);
        CHECK(arena.footprint() <= html.size() * 64);
        check_map(text, html);
    }
    const std::string nuls(100000, '\0');
    CHECK(words(nuls).empty());
}

TEST_CASE("html: cut anywhere") {
    const std::string html =
        "<!DOCTYPE html><table><tr><td>a&amp;b&#8364;</td></tr><!-- x --></table><p class='y'>z\xC3\xA9<![if x]>"
        "<pre>\n q</pre><script>s</script></body></html><u@x.example> t";
    for (std::size_t size = 0; size <= html.size(); ++size) {
        detail::Arena arena;
        for (const std::string& part : {html.substr(0, size), html.substr(size)}) {
            const MappedText text = html_to_text(part, arena, no_limit);
            CHECK(is_utf8(text.text));
            check_map(text, part);
        }
    }
}

TEST_CASE("html: threads do not disturb each other") {
    std::vector<std::thread> threads;
    std::vector<int> good(4, 0);
    for (int& count : good)
        threads.emplace_back([&count] {
            for (int i = 0; i < 200; ++i) count += words("<p>a &lt; b<td><b></p>") == "a < b\n" ? 1 : 0;
        });
    for (std::thread& thread : threads) thread.join();
    for (int count : good) CHECK(count == 200);
}

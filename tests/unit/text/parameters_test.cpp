#include "text/parameters.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

namespace {

/// `name=value|` of each.
std::string read(std::string_view value) {
    detail::Arena arena;
    std::string all;
    for (const Parameter& parameter : read_parameters(value, arena))
        all += std::string(parameter.name) + "=" + std::string(parameter.value) + "|";
    return all;
}

} // namespace

TEST_CASE("parameters: RFC 2045, RFC 2231, and what the wild makes of them") {
    struct Row {
        std::string trap;
        std::string given;
        std::string want;
    };
    for (const Row& row : {
             Row{"one", "; boundary=abc", "boundary=abc|"},
             Row{"without the first semicolon", "boundary=abc", "boundary=abc|"},
             Row{"a semicolon in quotes", "boundary=\"a;b\"; charset=utf-8", "boundary=a;b|charset=utf-8|"},
             Row{"spaces around the equals sign", ";boundary = \"x y\"", "boundary=x y|"},
             Row{"folded", ";\r\n\tboundary=\r\n \"x\"", "boundary=x|"},
             Row{"upper case", "; BOUNDARY=X", "boundary=X|"},
             Row{"escapes", R"(; name="a\"b\\c\d")", R"(name=a"b\cd|)"},
             Row{"an equals sign in a value", "; boundary=a=b==", "boundary=a=b==|"},
             Row{"a quoted equals sign", "; boundary=\"=_=\"", "boundary==_=|"},
             Row{"an empty value", "; a=; b=c", "a=|b=c|"},
             Row{"an empty quoted value", "; a=\"\"; b=c", "a=|b=c|"},
             Row{"the first of two", "; a=1; a=2", "a=1|a=2|"},
             Row{"semicolons only", ";;; a=b ;", "a=b|"},
             Row{"no value", "novalue; a=b", "a=b|"},
             Row{"no semicolon between", "; format=flowed charset=utf-8", "format=flowed|charset=utf-8|"},
             Row{"no semicolon after quotes", "; name=\"x\" charset=utf-8", "name=x|charset=utf-8|"},
             Row{"a word without semicolon", "; flowed charset=utf-8", "charset=utf-8|"},
             Row{"single quotes are value", "; charset='utf-8'", "charset='utf-8'|"},
             Row{"8-bit bytes stay", "; boundary=a\xE9z", "boundary=a\xE9z|"},
             Row{"no name", "; =x; a=b", "a=b|"},
             Row{"nothing", "", ""},
             // comments
             Row{"behind the value", "; charset=us-ascii (Plain text)", "charset=us-ascii|"}, // RFC 2045 section 5.1
             Row{"directly behind it", "; charset=us-ascii(x); a=b", "charset=us-ascii|a=b|"},
             Row{"before the name", "; (c) a=b", "a=b|"},
             Row{"behind the name", "; a (c) =b", "a=b|"},
             Row{"before the value", "; a= (c) b", "a=b|"},
             Row{"nested", "; (a (b) c) a=b", "a=b|"},
             Row{"a semicolon in one", "; (x; y=z) a=b", "a=b|"},
             Row{"a value that lacks its quotes", "; boundary=(x); a=b", "boundary=(x)|a=b|"},
             Row{"never closed", "((((", ""},
             // quotes that are not closed
             Row{"at the end", "; a=\"unterminated", "a=unterminated|"},
             Row{"before another parameter", "; boundary=\"abc; charset=utf-8", "boundary=abc|charset=utf-8|"},
             Row{"an escape at the end", "; a=\"b\\", "a=b\\|"},
             Row{"a lone quote", "; a=\"", "a=|"},
             // RFC 2231
             Row{"section 4", "; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", "title=This is ***fun***|"},
             Row{"section 4.1",
                 "; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
                 "title=This is even more ***fun*** isn't it!|"},
             Row{"a charset", "; filename*=iso-8859-1''caf%E9", "filename=caf\xC3\xA9|"},
             Row{"a character split between sections", "; filename*0*=utf-8''caf%C3; filename*1*=%A9", "filename=caf\xC3\xA9|"},
             Row{"plain sections", "; boundary*0=one; boundary*1=two", "boundary=onetwo|"},
             Row{"out of order", "; filename*1=two; filename*0=one", "filename=onetwo|"},
             Row{"others between", "; f*0=one; a=b; f*1=two", "f=onetwo|a=b|"},
             Row{"more than nine", "; f*10=k; f*9=j; f*2=c; f*0=a", "f=acjk|"},
             Row{"no charset", "; filename*=caf%C3%A9", "filename=caf\xC3\xA9|"},
             Row{"in quotes", "; filename*=\"utf-8''caf%C3%A9\"", "filename=caf\xC3\xA9|"},
             Row{"a bad escape", "; filename*=utf-8''100%&%4", "filename=100%&%4|"},
             Row{"a boundary", "; boundary*=us-ascii''b%20c", "boundary=b c|"},
         }) {
        CAPTURE(row.trap);
        CHECK(read(row.given) == row.want);
    }
}

TEST_CASE("parameters: found by name, and no more than 128 of them") {
    detail::Arena arena;
    std::string many;
    for (int i = 0; i < 3000; ++i) many += "; a" + std::to_string(i) + "=b" + std::to_string(i);
    const auto parameters = read_parameters(many, arena);
    CHECK(parameters.size() == 128);
    CHECK(find_parameter(parameters, "a7") == "b7");
    CHECK(find_parameter(parameters, "a127") == "b127");
    CHECK(find_parameter(parameters, "a128").empty());
    CHECK(find_parameter(read_parameters("; a=1; a=2", arena), "a") == "1");
    CHECK(find_parameter({}, "a").empty());
}

TEST_CASE("parameters: hostile values end") {
    for (const std::string piece :
         {";", "a=\"", "a*0=", "\\\"", "(", ")", "a=b;", "a*=%", "'", "a=\"b\\\";", "=", "a ", "a*999999999999=x;"}) {
        CAPTURE(piece);
        std::string value;
        while (value.size() < 300000) value += piece;
        detail::Arena arena;
        CHECK(read_parameters(value, arena).size() <= 128);
        CHECK(arena.footprint() < (std::size_t{1} << 23));
    }
    const std::string value = R"(; a (c) ="b\"c;d" ; f*0*=utf-8'en'%C3%A9; f*1="x;y"; boundary=(q) x)";
    for (std::size_t size = 0; size <= value.size(); ++size) {
        detail::Arena arena;
        CHECK(read_parameters(std::string(value, 0, size), arena).size() <= 5);
        CHECK(read_parameters(std::string(value, size), arena).size() <= 5);
    }
}

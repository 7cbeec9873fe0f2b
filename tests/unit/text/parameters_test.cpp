#include "text/parameters.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::text;

TEST_CASE("parameters: RFC 2045, RFC 2231, and what the wild makes of them") {
    struct Row {
        const char* given;
        const char* want; ///< `name=value|` each
    };
    for (const Row& row :
         {Row{"; boundary=abc", "boundary=abc|"}, Row{"boundary=\"a;b\"; charset=utf-8", "boundary=a;b|charset=utf-8|"},
          Row{";boundary = \"x y\"", "boundary=x y|"}, Row{"; BOUNDARY=x", "boundary=x|"}, Row{"; name=\"a\\\"b\"", "name=a\"b|"},
          Row{"; boundary=abc (comment)", "boundary=abc|"}, Row{"; (c) a=b", "a=b|"},
          Row{"; a=\"unterminated", "a=unterminated|"}, Row{"; a=; b=c", "a=|b=c|"},
          Row{"; filename*=utf-8''caf%C3%A9", "filename=caf\xC3\xA9|"},
          Row{"; filename*0=one; filename*1=two", "filename=onetwo|"},
          Row{"; filename*1=two; filename*0=one", "filename=onetwo|"},
          Row{"; filename*0*=iso-8859-1'en'caf%E9; filename*1=\" x\"", "filename=caf\xC3\xA9 x|"},
          Row{"; boundary*=us-ascii''b%20c", "boundary=b c|"}, Row{";;; a=b ;", "a=b|"}, Row{"novalue; a=b", "a=b|"}, Row{"", ""},
          Row{"; =x", ""}, Row{"((((", ""}}) {
        detail::Arena arena;
        CAPTURE(row.given);
        std::string got;
        for (const Parameter& parameter : read_parameters(row.given, arena))
            got += std::string(parameter.name) + "=" + std::string(parameter.value) + "|";
        CHECK(got == row.want);
    }
    detail::Arena arena;
    std::string many;
    for (int i = 0; i < 3000; ++i) many += "; a" + std::to_string(i) + "=b";
    const auto parameters = read_parameters(many, arena);
    CHECK(parameters.size() == 128);
    CHECK(find_parameter(parameters, "a7") == "b");
    CHECK(find_parameter(parameters, "zz") == "");
}

#include "page/assets.hpp"
#include "page/json_text.hpp"
#include "page/pack.hpp"

#include <doctest/doctest.h>

using namespace dsnparse;

TEST_CASE("the SHA-256 of `abc`, FIPS 180-4, in base64") {
    CHECK(page::sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST_CASE("packed data is small and has no letter that HTML gives a meaning to") {
    std::string packed;
    page::append_packed(std::string(100000, '<'), packed);
    CHECK(packed.size() < 1000);
    CHECK(packed.find_first_of("<>&\"'") == std::string::npos);
    CHECK(packed.substr(0, 2) == "eF"); // zlib's header (RFC 1950), 78 5E
}

TEST_CASE("JSON texts cannot end a script element and are UTF-8") {
    std::string out;
    page::append_json_text("</script><!--\"\\\n\xff", out);
    CHECK(out == "\"\\u003c/script>\\u003c!--\\\"\\\\\\n\xef\xbf\xbd\"");
    CHECK(page::cut("abc", 5) == "abc");
    CHECK(page::cut("a\xc3\xa4", 2) == "a");
    CHECK(page::cut("a\xc3\xa4", 3) == "a\xc3\xa4");
}

TEST_CASE("the policy names the hashes of what is there, and nothing else is allowed") {
    // echo -n 'a' | openssl dgst -sha256 -binary | base64
    CHECK(page::content_security_policy("a", "a").find("script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';")
          != std::string::npos);
    CHECK(page::content_security_policy("a", "b").find("unsafe") == std::string::npos);
    CHECK(page::skeleton().find("{{policy}}") != std::string_view::npos);
    CHECK(page::script().find("</script") == std::string::npos);
    CHECK(page::script().find("innerHTML") == std::string::npos);
    CHECK(page::style().find("</style") == std::string_view::npos);
    CHECK(page::style().size() > 1000);
}

#include "mime/mimetic_adapter.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse::mime;

namespace {

std::string join(const MimeValue& value) {
    std::string line = std::string(value.type) + "/" + std::string(value.subtype);
    for (const auto& parameter : value.parameters) line += " " + std::string(parameter.name) + "=" + std::string(parameter.value);
    return line;
}

} // namespace

TEST_CASE("is_safe_for_mimetic: keeps from it what it reads wrongly") {
    for (std::string_view value :
         {"text/plain", "text/plain; charset = utf-8", "multipart/mixed; boundary=\"a b\"", "x; name=a b"})
        CHECK(is_safe_for_mimetic(value));
    const std::string with_nul("text/plain\0", 11);
    for (std::string_view value :
         {std::string_view(""), std::string_view(with_nul), std::string_view("text/plain (c)"),
          std::string_view("a/b; boundary=\"a;b\""), std::string_view("a/b; name*=x"), std::string_view("a/b; x=\"a\\b\""),
          std::string_view("a/b; x=\"a"), std::string_view("a/b;\n x=y")})
        CHECK_FALSE(is_safe_for_mimetic(value));
    CHECK(is_safe_for_mimetic(std::string(4096, 'x')));
    CHECK_FALSE(is_safe_for_mimetic(std::string(4097, 'x')));
}

TEST_CASE("mimetic_content_type and mimetic_disposition: values in parts") {
    dsnparse::detail::Arena arena;
    MimeValue value;
    CHECK(mimetic_content_type("text / plain; charset = \"utf-8\"; name=a b.txt", arena, value));
    CHECK(join(value) == "text/plain charset=utf-8 name=a b.txt");
    MimeValue disposition;
    CHECK(mimetic_disposition("attachment; filename=a b.txt; flag; size=3", arena, disposition));
    CHECK(join(disposition) == "attachment/ filename=a b.txt size=3");
    MimeValue colons; // ends in a colon: mimetic's address fields die of it
    CHECK(mimetic_content_type("a:", arena, colons));
}

TEST_CASE("mimetic's codecs: blanks survive, and the count is that of the bytes") {
    char out[64];
    const auto quoted_printable = [&](std::string_view chunk) {
        return std::string(out, mimetic_decode_quoted_printable(chunk, out));
    };
    CHECK(quoted_printable("=41 b  c\td=3D") == "A b  c\td=");
    CHECK(quoted_printable("=e2=82=AC") == "\xE2\x82\xAC");
    CHECK(quoted_printable("\xE9=00x") == std::string("\xE9\0x", 3));
    CHECK(quoted_printable("") == "");
    const auto base64 = [&](std::string_view groups) { return std::string(out, mimetic_decode_base64(groups, out)); };
    CHECK(base64("QUJD") == "ABC");
    CHECK(base64("QUJDRA==") == "ABCD");
    CHECK(base64("QUJDREU=") == "ABCDE");
    CHECK(base64("+/+/") == "\xFB\xFF\xBF");
    CHECK(base64("") == "");
}

#include "emit/escape.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <string>

using namespace dsnparse::emit;

namespace {

std::string escaped(const std::string& text) {
    std::string out(text.size() * longest_escape + 1, '#');
    const char* end = put_escaped(text, out.data());
    CHECK(out.back() == '#'); // nothing behind the room that is needed
    out.resize(static_cast<std::size_t>(end - out.data()));
    return out;
}

std::string by_library(const std::string& text) {
    const std::string quoted = nlohmann::json(text).dump();
    return quoted.substr(1, quoted.size() - 2);
}

} // namespace

TEST_CASE("escape: every byte of ASCII, at every place of texts of every length up to some steps") {
    for (std::size_t length = 0; length < 50; ++length)
        for (std::size_t at = 0; at < length; ++at)
            for (int byte = 0; byte < 0x80; ++byte) {
                std::string text(length, 'x');
                text[at] = static_cast<char>(byte);
                REQUIRE(escaped(text) == by_library(text));
            }
}

TEST_CASE("escape: runs of them, and UTF-8 as it is") {
    CHECK(escaped("") == "");
    for (std::size_t length = 1; length < 40; ++length) {
        CHECK(escaped(std::string(length, '\n')) == by_library(std::string(length, '\n')));
        CHECK(escaped(std::string(length, '\0')) == by_library(std::string(length, '\0')));
    }
    const std::string words = "Empf\xC3\xA4nger \"unbekannt\"\r\n\t\xE3\x83\xA1\xE3\x83\xBC\xE3\x83\xAB \\ \x7f \x1f ende";
    CHECK(escaped(words) == by_library(words));
}

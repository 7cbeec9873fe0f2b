#include "text/base64.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse::text;

namespace {

std::string decode(std::string_view encoded) {
    std::string place(encoded.size(), '?');
    place.resize(decode_base64(encoded, place.data()));
    return place;
}

std::string encode(std::string_view bytes) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        const std::size_t letters = bytes.size() - i >= 3 ? 4 : bytes.size() - i + 1;
        for (std::size_t k = 0; k < 4; ++k) out += k < letters ? alphabet[group >> (18 - 6 * k) & 63U] : '=';
    }
    return out;
}

} // namespace

TEST_CASE("base64: RFC 4648 section 10, and what header words make of it") {
    struct Row {
        std::string trap;
        std::string encoded;
        std::string bytes;
    };
    for (const Row& row : {
             Row{"empty", "", ""},
             Row{"one", "Zg==", "f"},
             Row{"two", "Zm8=", "fo"},
             Row{"three", "Zm9v", "foo"},
             Row{"six", "Zm9vYmFy", "foobar"},
             Row{"no padding", "Zm8", "fo"},
             Row{"padding ends it", "Zg==Zm9v", "f"},
             Row{"spaces and line ends", "Zm\r\n 9v", "foo"},
             Row{"bytes outside the alphabet", "Z!m?9\x80v\xFF", "foo"},
             Row{"a lone letter holds no byte", "Zm9vY", "foo"},
             Row{"only padding", "====", ""},
             Row{"binary", "AP+A", std::string("\0\xFF\x80", 3)},
             Row{"both last letters", "+/+/", "\xFB\xFF\xBF"},
             Row{"NUL is outside", std::string("Zm\0009v", 5), "foo"},
         }) {
        CAPTURE(row.trap);
        CHECK(decode(row.encoded) == row.bytes);
    }
}

TEST_CASE("base64: any bytes come back") {
    std::string bytes;
    for (unsigned i = 0; i < 300; ++i) {
        CHECK(decode(encode(bytes)) == bytes);
        bytes += static_cast<char>(i * 2654435761U >> 23);
    }
}

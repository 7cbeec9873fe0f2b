// Inputs made to hurt: each must be framed in linear time and within the limits. The time allowed is far above what
// linear work needs on a slow machine with sanitizers, and far below what quadratic work would take.
#include "mime/framing.hpp"

#include "unit/mime/framed.hpp"

#include <chrono>
#include <functional>

using test::Framed;

namespace {

constexpr std::string_view top = "From: a@example.com\nTo: b@example.org\nMIME-Version: 1.0\n";
/// What is quadratic takes many minutes; with sanitizers on a busy machine, what is not takes some seconds.
constexpr double most_seconds = 60;

std::string repeat(std::string_view piece, std::size_t count) {
    std::string text;
    text.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
}

struct Case {
    std::string_view name;
    std::function<std::string()> make;
    std::size_t parts; ///< how many are framed
    std::string_view warning; ///< one that must be there; empty: none at all
};

const Case cases[] = {
    {"100,000 nested multiparts",
     [] {
         std::string text(top);
         for (int i = 0; i < 100000; ++i) {
             const std::string boundary = "b" + std::to_string(i);
             text += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
         }
         return text;
     },
     65, "W_LIMIT_DEPTH"},
    {"100,000 nested messages", [] { return std::string(top) + repeat("Content-Type: message/rfc822\n\n", 100000); }, 65,
     "W_LIMIT_DEPTH"},
    {"100,000 parts",
     [] { return std::string(top) + "Content-Type: multipart/mixed; boundary=b\n\n" + repeat("--b\n\nx\n", 100000); }, 1000,
     "W_LIMIT_PARTS"},
    {"a header line of 4 MB", [] { return std::string(top) + "X: " + std::string(std::size_t{4} << 20, 'x') + "\n\nBody\n"; }, 1,
     ""},
    {"a header name of 4 MB", [] { return std::string(top) + std::string(std::size_t{4} << 20, 'x') + ": x\n\nBody\n"; }, 1, ""},
    {"4 MB of folded lines", [] { return std::string(top) + "X:" + repeat(" x\n", std::size_t{4} << 18) + "\nBody\n"; }, 1, ""},
    {"4 MB of folded lines of blanks", [] { return std::string(top) + "X:" + repeat(" \n", std::size_t{4} << 19) + "\nBody\n"; },
     1, ""},
    {"100,000 header fields", [] { return std::string(top) + repeat("X: y\n", 100000) + "\nBody\n"; }, 1, "W_LIMIT_HEADERS"},
    {"a header block of 8 MB", [] { return std::string(top) + repeat("Xxxxxxxxxxxxxxxxxxxxxxx: y\n", 300000) + "\nBody\n"; }, 1,
     "W_LIMIT_HEADER_BLOCK"},
    {"garbage between all fields", [] { return std::string(top) + repeat("garbage\nX: y\n", 50000) + "\nBody\n"; }, 1,
     "W_HEADER_GARBAGE"},
    {"dash lines in a header with a long Content-Type",
     [] {
         return std::string(top) + "Content-Type: multipart/mixed; boundary=b" + repeat("; x=y", 10000) + "\n"
                + repeat("--c\nX: y\n", 50000) + "\n";
     },
     1, "W_HEADER_GARBAGE"},
    {"64 open boundaries and a million lines that are nearly one of them",
     [] {
         const std::string stem(900, 'b');
         std::string text(top);
         for (int i = 0; i < 64; ++i) {
             const std::string boundary = stem + std::to_string(100 + i);
             text += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
         }
         return text + "\n" + repeat("--" + stem + "099\n", 10000) + repeat("--\n", 1000000);
     },
     65, "W_MIME_UNCLOSED"},
    {"64 multiparts that all use another boundary than they declare",
     [] {
         std::string text(top);
         for (int i = 0; i < 64; ++i) text += "Content-Type: multipart/mixed; boundary=no\n\n--yes" + std::to_string(i) + "\n";
         return text + "A: b\n\n" + repeat("--no-\nX: y\n", 200000);
     },
     65, "W_MIME_WRONG_BOUNDARY"},
    {"a million lines that might be a boundary",
     [] { return std::string(top) + "Content-Type: multipart/mixed; boundary=b\n\n" + repeat("--x\n", 1000000); }, 1,
     "W_MIME_UNCLOSED"},
    {"boundary lines with a megabyte of blanks",
     [] {
         return std::string(top) + "Content-Type: multipart/mixed; boundary=b\n\n"
                + repeat("--b" + std::string(1000, ' ') + "\n\nx\n", 900);
     },
     901, "W_MIME_UNCLOSED"},
    {"4 MB of carriage returns between boundaries",
     [] {
         return std::string(top) + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n"
                + std::string(std::size_t{4} << 20, '\r') + "\n--b--\n";
     },
     2, ""},
    {"4 MB of NULs", [] { return std::string(top) + "\n" + std::string(std::size_t{4} << 20, '\0'); }, 1, ""},
    {"quoted-printable messages in each other",
     [] {
         return std::string(top) + repeat("Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n", 100)
                + "\n" + repeat("x=3D\n", 20000);
     },
     65, "W_LIMIT_DEPTH"},
    {"blank lines without end in front of a boundary at the end",
     [] {
         return std::string(top) + "Content-Type: multipart/mixed; boundary=b\n\n" + repeat("--b\n", 900) + repeat("\n", 2000000)
                + "x";
     },
     901, "W_MIME_UNCLOSED"},
};

} // namespace

TEST_CASE("framing: hostile input is framed in linear time and within the limits") {
    for (const Case& each : cases) {
        CAPTURE(each.name);
        std::string text = each.make();
        const auto start = std::chrono::steady_clock::now();
        const Framed framed(std::move(text));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        CHECK(took.count() < most_seconds);
        CHECK(framed.list.parts.size() == each.parts);
        if (each.warning.empty())
            CHECK(framed.codes() == "");
        else
            CHECK(framed.warnings.has(each.warning));
        CHECK(test::broken_invariant(framed, framed.list) == "");
    }
}

TEST_CASE("framing: behind the last part that is read, everything is its body") {
    dsnparse::Limits limits;
    limits.parts = 3;
    const Framed framed(std::string(top)
                            + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b\n\nthree\n--b--\nend\n",
                        limits);
    CHECK(framed.tree() == "multipart/mixed[text/plain text/plain]");
    CHECK(framed.list.parts[1].body == "one");
    CHECK(framed.list.parts[2].body == "two\n--b\n\nthree\n--b--\nend\n");
    CHECK(framed.codes() == "W_LIMIT_PARTS");
    limits.parts = 2;
    const Framed message(std::string(top) + "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n",
                         limits);
    CHECK(message.tree() == "message/rfc822[message/rfc822]");
    CHECK(message.codes() == "W_LIMIT_PARTS");
}

TEST_CASE("framing: what is nested too deeply stays opaque") {
    dsnparse::Limits limits;
    limits.depth = 1;
    const std::string inner = "Content-Type: multipart/alternative; boundary=i\n\n--i\n\nx\n--i--";
    const Framed framed(std::string(top) + "Content-Type: multipart/mixed; boundary=o\n\n--o\n" + inner + "\n--o\n\ny\n--o--\n",
                        limits);
    CHECK(framed.tree() == "multipart/mixed[multipart/alternative text/plain]");
    CHECK(framed.list.parts[1].body == "--i\n\nx\n--i--");
    CHECK(framed.codes() == "W_LIMIT_DEPTH");
}

TEST_CASE("framing: header limits keep the first fields and find the body") {
    dsnparse::Limits limits;
    limits.headers_per_part = 3;
    const Framed many(std::string(top) + "X: 1\nY: 2\n\nBody\n", limits);
    CHECK(many.list.root().headers.size() == 3);
    CHECK(many.list.root().body == "Body\n");
    CHECK(many.codes() == "W_LIMIT_HEADERS");
    limits.headers_per_part = 100;
    limits.header_block_bytes = top.size();
    const Framed longer(std::string(top) + "X: 1\nY: 2\nZ: 3\n\nBody\n", limits);
    CHECK(longer.list.root().headers.size() == 4);
    CHECK(longer.list.root().body == "Body\n");
    CHECK(longer.codes() == "W_LIMIT_HEADER_BLOCK");
}

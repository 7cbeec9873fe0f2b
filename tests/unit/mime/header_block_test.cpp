#include "mime/header_block.hpp"

#include "unit/mime/framed.hpp"

using dsnparse::mime::HeaderBlock;
using dsnparse::mime::HeaderReader;
using dsnparse::mime::OpenMultipart;

namespace {

struct Block : test::Reading {
    explicit Block(std::string text, bool message = false, std::string_view boundary = {}, const dsnparse::Limits& limits = {})
        : Reading(std::move(text), limits), open{boundary, 0, 0},
          block(
              HeaderReader(context, context.message, dsnparse::text::line_end_of(context.message), {&open, 1}).read(0, message)) {
    }
    OpenMultipart open;
    HeaderBlock block;

    /// `Name=value|Name=value`
    [[nodiscard]] std::string fields() const {
        std::string line;
        for (const auto& field : block.fields)
            line += (line.empty() ? "" : "|") + std::string(field.name) + "=" + std::string(field.raw);
        return line;
    }
    [[nodiscard]] std::string body() const { return bytes.substr(block.body); }
};

} // namespace

TEST_CASE("HeaderReader: fields and where the body starts") {
    struct Row {
        std::string_view name;
        std::string_view text;
        std::string_view fields;
        std::string_view body;
        std::uint32_t garbage = 0;
    };
    const Row rows[] = {
        {"plain", "A: 1\nB: 2\n\nbody\n", "A=1|B=2", "body\n"},
        {"CRLF", "A: 1\r\nB: 2\r\n\r\nbody\r\n", "A=1|B=2", "body\r\n"},
        {"CR", "A: 1\rB: 2\r\rbody\r", "A=1|B=2", "body\r"},
        {"CR CR LF", "A: 1\r\r\nB: 2\r\r\n\r\r\nbody", "A=1|B=2", "body"},
        {"a CR inside a line is a byte", "A: 1\r2\nB: 2\n\nbody", "A=1\r2|B=2", "body"},
        {"folded", "A: 1\n 2\n\t3\nB: 2\n\nbody", "A=1\n 2\n\t3|B=2", "body"},
        {"folded at once", "A:\n 2\n\nbody", "A=\n 2", "body"},
        {"a folded line of blanks", "A: 1\n  \n 2\nB: 3\n\nbody", "A=1\n  \n 2|B=3", "body"},
        {"a folded line of blanks before a field", "A: 1\n  \nB: 3\n\nbody", "A=1\n  |B=3", "body"},
        {"blanks for a blank line", "A: 1\n \nbody\n\nmore", "A=1", "body\n\nmore"},
        {"no value", "A:\nB: \n\n", "A=|B=", ""},
        {"a blank before the colon", "A : 1\n\n", "A=1", ""},
        {"colons in the value", "A: 1: 2\n\n", "A=1: 2", ""},
        {"ends with the text", "A: 1\nB: 2", "A=1|B=2", ""},
        {"ends in the name", "A: 1\nB", "A=1", "B"},
        {"no header", "\nbody", "", "body"},
        {"no header and no blank line", "Hello world\n\nA: 1\n", "", "Hello world\n\nA: 1\n"},
        {"starts with a blank", " A: 1\nB: 2\n\nx", "", " A: 1\nB: 2\n\nx"},
        {"garbage between fields", "A: 1\ngarbage here\n more\nB: 2\n\nbody", "A=1|B=2", "body", 2},
        {"no blank line before the body", "A: 1\nDear reader,\nhello\n\nbye", "A=1", "Dear reader,\nhello\n\nbye"},
        {"a trace field that lost its indentation", "Received: from a\nby b (x)\n\nby c\n\n", "Received=from a",
         "by b (x)\n\nby c\n\n"},
        {"a trace field that lost its indentation, and a field behind it", "Received: from a\nby b; Thu\nA: 1\n\nx",
         "Received=from a\nby b; Thu|A=1", "x", 1},
        {"prose does not continue a subject", "Subject: a\nby b; Thu\nA: 1\n\nx", "Subject=a|A=1", "x", 1},
        {"a parameter that is not indented", "Content-Type: a/b; c=d;\nboundary=\"x:y\"\nA: 1\n\nx",
         "Content-Type=a/b; c=d;\nboundary=\"x:y\"|A=1", "x"},
        {"a parameter behind another field", "A: 1\nboundary=\"x\"\nB: 2\n\nx", "A=1|B=2", "x", 1},
        {"ends at a boundary that is open", "A: 1\n--open\nB: 2\n\nx", "A=1", "--open\nB: 2\n\nx"},
        {"ends at the end of what is open", "A: 1\n--open--\nB: 2\n\nx", "A=1", "--open--\nB: 2\n\nx"},
        {"ends at its own boundary", "Content-Type: multipart/mixed; boundary=own\n--own\nB: 2\n\nx",
         "Content-Type=multipart/mixed; boundary=own", "--own\nB: 2\n\nx"},
        {"another line of dashes is garbage", "A: 1\n--other\nB: 2\n\nx", "A=1|B=2", "x", 1},
        {"a field whose name starts with dashes", "A: 1\n--B: 2\n\nx", "A=1|--B=2", "x"},
        {"an mbox line is garbage here", "From x y\nA: 1\n\nx", "", "From x y\nA: 1\n\nx"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const Block read(std::string(row.text), false, "open");
        CHECK(read.fields() == row.fields);
        CHECK(read.body() == row.body);
        CHECK(read.block.garbage_lines == row.garbage);
    }
}

TEST_CASE("HeaderReader: sixteen lines of prose are a body, whatever comes behind") {
    std::string prose;
    for (int i = 0; i < 17; ++i) prose += "one more line\n";
    CHECK(Block("A: 1\n" + prose + "B: 2\n\nx").fields() == "A=1");
    CHECK(Block("A: 1\n" + prose + "B: 2\n\nx").body() == prose + "B: 2\n\nx");
    CHECK(Block("A: 1\n" + prose.substr(0, prose.size() / 17 * 16) + "B: 2\n\nx").fields() == "A=1|B=2");
}

TEST_CASE("HeaderReader: the top of a message") {
    CHECK(Block("From x y\nA: 1\n\nx", true).fields() == "A=1");
    CHECK(Block("From x y\nA: 1\n\nx", true).block.mbox_from == "From x y");
    CHECK(Block(">From x y\r\nA: 1\r\n\r\nx", true).block.mbox_from == ">From x y");
    CHECK(Block("\n\n\nA: 1\n\nx", true).fields() == "A=1");
    CHECK(Block("\n\n\n\nA: 1\n\nx", true).fields() == "");
    CHECK(Block("\nnot a field\n", true).body() == "not a field\n");
    CHECK(Block("From here on\n\nA: 1\n", true).block.mbox_from == "");
    CHECK(Block("From here on", true).block.mbox_from == "");
}

TEST_CASE("HeaderReader: notes the MIME fields, the first of each") {
    const Block read(
        "content-type: a/b\nX: 1\nContent-Transfer-Encoding: base64\nCONTENT-DISPOSITION: inline\nContent-Type: c/d\n\n");
    CHECK(read.block.content_type == 0);
    CHECK(read.block.transfer_encoding == 2);
    CHECK(read.block.disposition == 3);
    CHECK(Block("A: 1\n\n").block.content_type == HeaderBlock::absent);
}

TEST_CASE("read_header_block: fields and body of a header that stands alone") {
    test::Reading reading("From x\nA: 1\n 2\nB: 3\n\nrest");
    dsnparse::List<dsnparse::mime::HeaderField> fields;
    const std::size_t body =
        dsnparse::mime::read_header_block(reading.context, reading.bytes, dsnparse::text::LineEnd::lf, fields);
    CHECK(reading.bytes.substr(body) == "rest");
    REQUIRE(fields.size() == 2);
    CHECK(fields[0].raw == "1\n 2");
    CHECK(dsnparse::mime::read_header_block(reading.context, "", dsnparse::text::LineEnd::lf, fields) == 0);
    CHECK(fields.empty());
}

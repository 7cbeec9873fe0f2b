#include "page/excerpt.hpp"

#include <dsnparse/parse.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using page::Piece;

namespace {

std::string bounce(const std::string& filling) {
    return "From: MAILER-DAEMON@example.net\nSubject: Undelivered\nContent-Type: multipart/report; "
           "report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
           + filling
           + "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mta.example.net\n\n"
             "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\n"
             "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--b--\n";
}

/// The pieces leave no byte out and none twice.
void check_covers(const std::vector<Piece>& pieces, std::size_t size) {
    std::size_t at = 0;
    for (const Piece& piece : pieces) {
        CHECK(piece.offset == at);
        CHECK(piece.length > 0);
        at += piece.length;
    }
    CHECK(at == size);
}

std::string deciding_words(const std::vector<Piece>& pieces, const std::string& message) {
    std::string words;
    for (const Piece& piece : pieces)
        if (piece.kind == Piece::Kind::deciding) words += message.substr(piece.offset, piece.length) + "|";
    return words;
}

std::size_t kept(const std::vector<Piece>& pieces) {
    std::size_t bytes = 0;
    for (const Piece& piece : pieces)
        if (piece.kind != Piece::Kind::skipped) bytes += piece.length;
    return bytes;
}

} // namespace

TEST_CASE("a short message is kept whole, with the deciding words set off") {
    const std::string message = bounce("Sorry.");
    const auto pieces = page::excerpt(parse(message), message, page::RawText::head);
    check_covers(pieces, message.size());
    CHECK(kept(pieces) == message.size());
    CHECK(deciding_words(pieces, message).find("550 5.1.1 User unknown") != std::string::npos);
}

TEST_CASE("of a long one the front and the surroundings of the evidence are kept, in whole lines") {
    std::string filling;
    for (int i = 0; i < 2000; ++i) filling += "word word word word word word word word\n";
    const std::string message = bounce(filling);
    const auto pieces = page::excerpt(parse(message), message, page::RawText::head);
    check_covers(pieces, message.size());
    CHECK(kept(pieces) <= page::most_head_bytes);
    CHECK(deciding_words(pieces, message).find("550 5.1.1 User unknown") != std::string::npos);
    REQUIRE(pieces.size() > 2);
    for (std::size_t i = 1; i < pieces.size(); ++i)
        if (pieces[i].kind == Piece::Kind::skipped || pieces[i - 1].kind == Piece::Kind::skipped)
            CHECK(message[pieces[i].offset - 1] == '\n');
}

TEST_CASE("all of it up to its limit, or nothing") {
    const std::string message = bounce(std::string(page::most_full_bytes, 'x'));
    const Report report = parse(message);
    const auto pieces = page::excerpt(report, message, page::RawText::full);
    check_covers(pieces, message.size());
    CHECK(kept(pieces) == page::most_full_bytes);
    CHECK(pieces.back().kind == Piece::Kind::skipped);
    CHECK(page::excerpt(report, message, page::RawText::none).empty());
    CHECK(page::excerpt(report, {}, page::RawText::full).empty());
}

TEST_CASE("places that a cut message no longer has are left out") {
    const std::string message = bounce("Sorry.");
    const Report report = parse(message);
    for (std::size_t size = 1; size < message.size(); size += 7)
        check_covers(page::excerpt(report, std::string_view(message).substr(0, size), page::RawText::head), size);
}

#include "dialects/split.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dsnparse;
using namespace dsnparse::dialects;

namespace {

std::vector<std::string> pieces(std::string_view text) {
    detail::Arena arena;
    std::vector<std::string> found;
    std::size_t begin = 0;
    for (std::size_t next : find_more_reports(text, arena)) {
        found.emplace_back(text.substr(begin, next - begin));
        begin = next;
    }
    found.emplace_back(text.substr(begin));
    return found;
}

const std::string postfix = "This is the mail system at host mta.example.com.\n\n<u@example.org>: User unknown\n\n";
const std::string qmail = "Hi. This is the qmail-send program at mta.example.net.\n\n<v@example.org>:\nno such user\n\n";

} // namespace

TEST_CASE("split: every report of a text") {
    CHECK(pieces(postfix) == std::vector{postfix});
    CHECK(pieces(postfix + qmail + postfix) == std::vector{postfix, qmail, postfix});
    CHECK(pieces("Hello,\n\n" + postfix + qmail) == std::vector{"Hello,\n\n" + postfix, qmail});
    // Below the header of what came back, too.
    const std::string returned = "Subject: Minutes\nFrom: ann@example.com\n\n";
    CHECK(pieces(postfix + returned + qmail) == std::vector{postfix + returned, qmail});
}

TEST_CASE("split: what was returned is no further report") {
    const std::string bounce = "Return-Path: <>\nFrom: MAILER-DAEMON@mta.example.net\nSubject: failure notice\n\n";
    CHECK(pieces(qmail + bounce + qmail).size() == 1);
    // Nothing failed so far: two sentences of one introduction.
    CHECK(pieces("This message was created automatically by mail delivery software.\n\n" + postfix).size() == 1);
}

TEST_CASE("split: hostile texts take bounded time and memory") {
    std::string many;
    for (int i = 0; i < 2000; ++i) many += postfix;
    CHECK(pieces(many).size() == 101);
    std::string openers;
    for (int i = 0; i < 20000; ++i) openers += "This is the MAILER-DAEMON\n";
    CHECK(pieces(openers).size() == 1);
}

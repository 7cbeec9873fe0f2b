#include "fields/reply.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace dsnparse;
using namespace dsnparse::fields;

namespace {

struct Row {
    std::string_view trap;
    std::string_view given;
    int code; ///< 0: none
    std::string_view enhanced;
    std::string_view text;
};

void check(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        detail::Arena arena;
        const std::string given(row.given);
        CAPTURE(row.trap);
        const ReplyText reply = read_reply(given, arena);
        CHECK(reply.code.value_or(0) == row.code);
        CHECK(reply.enhanced == row.enhanced);
        CHECK(reply.text == row.text);
    }
}

} // namespace

TEST_CASE("reply: code, enhanced code and words at the start") {
    check({
        {"all three", "550 5.1.1 User unknown", 550, "5.1.1", "User unknown"},
        {"no enhanced code", "550 User unknown", 550, "", "User unknown"},
        {"hash", "550 #5.1.0 Address rejected", 550, "5.1.0", "Address rejected"},
        {"hash in parentheses", "550 (#5.1.1) no", 550, "5.1.1", "no"},
        {"brackets", "550 [5.1.1] no", 550, "5.1.1", "no"},
        {"colon behind", "550 5.1.1: no", 550, "5.1.1", "no"},
        {"colon for a word", "550 : User unknown", 550, "", "User unknown"},
        {"dash behind", "550 5.1.1-text", 550, "5.1.1", "text"},
        {"continued, cut off", "421-4.7.0 later", 421, "4.7.0", "later"},
        {"contradiction", "550 4.4.7 QUEUE.Expired; message expired", 550, "4.4.7", "QUEUE.Expired; message expired"},
        {"code only", "550", 550, "", ""},
        {"codes only", "550 5.1.1", 550, "5.1.1", ""},
        {"success", "250 2.0.0 Ok: queued as 6B046A86", 250, "2.0.0", "Ok: queued as 6B046A86"},
        {"a number at the very start is a code", "250 messages are waiting", 250, "", "messages are waiting"},
        {"an address right behind", "550 user@example.org... No such user", 550, "", "user@example.org... No such user"},
        {"an IP right behind", "521-192.0.2.1 blocked", 521, "", "192.0.2.1 blocked"},
        {"quotes belong to the words", "550 'user@example.org' is not a registered gateway user", 550, "",
         "'user@example.org' is not a registered gateway user"},
        {"the reporter's copy of the code", "550 550 Address unknown", 550, "", "Address unknown"},
        {"the reporter's copy of the code and an enhanced one", "554 554 5.7.1 Service unavailable", 554, "5.7.1",
         "Service unavailable"},
    });
}

TEST_CASE("reply: lines are joined and their prefixes go") {
    check({
        {"three lines", "550-5.7.1 one\n550-5.7.1 two\n550 5.7.1 three", 550, "5.7.1", "one two three"},
        {"our address and three lines in one", "550-5.7.1 [192.0.2.1] text 550-5.7.1 more 550 5.7.1 end", 550, "5.7.1",
         "[192.0.2.1] text more end"},
        {"CRLF", "550-5.7.1 one\r\n550 5.7.1 two", 550, "5.7.1", "one two"},
        {"CR", "550-one\r550 two", 550, "", "one two"},
        {"no enhanced code", "550-one\n550 two", 550, "", "one two"},
        {"enhanced code on the first line only", "550-5.7.1 one\n550-two\n550 three", 550, "5.7.1", "one two three"},
        {"indented", "550-5.1.1 one\n    550 5.1.1 two", 550, "5.1.1", "one two"},
        {"wrapped by the reporter", "550 5.1.1 <user@example.org>:\n    Recipient rejected", 550, "5.1.1",
         "<user@example.org>: Recipient rejected"},
        {"transcript marks", "<<< 421-4.7.0 one\n <<< 421 4.7.0 two", 421, "4.7.0", "one two"},
        {"folded into one line", "550-5.7.1 one 550-5.7.1 two 550 5.7.1 three", 550, "5.7.1", "one two three"},
        {"folded, no enhanced code", "550-one 550-two 550 three", 550, "", "one two three"},
        {"folded, only the line behind the last dash is the last", "550-one 550-two 550 three 550 four", 550, "",
         "one two three 550 four"},
        {"folded, the prefix itself broken", "451-4.7.1 one 451\n    4.7.1 two", 451, "4.7.1", "one two"},
        {"folded, last line", "521-192.0.2.1 blocked by\n    list.example. 521 DNSRBL: Blocked", 521, "",
         "192.0.2.1 blocked by list.example. DNSRBL: Blocked"},
        {"folded, quotes in front of the enhanced code", "550-\"5.7.1 one 550-\"5.7.1 two", 550, "5.7.1", "one two"},
        {"another enhanced code says something else", "550-5.7.1 one\n550 5.2.2 two", 550, "5.7.1", "one 5.2.2 two"},
        {"the code in the words", "550 5.1.1 no; 550 is our code", 550, "5.1.1", "no; 550 is our code"},
        {"the code in a URL", "554 see http://example.org/codes#554", 554, "", "see http://example.org/codes#554"},
        {"the code in an address", "550-no <550-x@example.org> here\n550 bye", 550, "", "no <550-x@example.org> here bye"},
    });
}

TEST_CASE("reply: the enhanced code behind or among the words") {
    check({
        {"qmail", "550 Sorry, no mailbox here by that name. (#5.1.1)", 550, "5.1.1",
         "Sorry, no mailbox here by that name. (#5.1.1)"},
        {"parentheses", "550 Blocked (5.7.1)", 550, "5.7.1", "Blocked (5.7.1)"},
        {"brackets", "450 Later [4.2.0]", 450, "4.2.0", "Later [4.2.0]"},
        {"key", "550 User unknown, dsn=5.1.1", 550, "5.1.1", "User unknown, dsn=5.1.1"},
        {"of another class, no hash", "550 Blocked (4.7.1)", 550, "", "Blocked (4.7.1)"},
        {"of another reply that is quoted", "550 failure for one recipient (user@example.org:550 5.1.1 unknown)", 550, "5.1.1",
         "failure for one recipient (user@example.org:550 5.1.1 unknown)"},
        {"a version is none", "554 mx.example.org ESMTP 5.2.1 no", 554, "", "mx.example.org ESMTP 5.2.1 no"},
    });
}

TEST_CASE("reply: what the reporter puts around it") {
    check({
        {"type of the field", "smtp; 550 5.1.1 no", 550, "5.1.1", "no"},
        {"type without a blank", "smtp;550 #5.1.0 no", 550, "5.1.0", "no"},
        {"upper-case type", "SMTP; 550 5.1.1 no", 550, "5.1.1", "no"},
        {"private type", "X-Postfix; host mx.example.org[192.0.2.1] said: 550 no", 550, "", "no"},
        {"a semicolon of the words", "550 5.7.54 SMTP; Unable to relay", 550, "5.7.54", "SMTP; Unable to relay"},
        {"sendmail's reason", "(reason: 554 5.7.1 Delivery not authorized)", 554, "5.7.1", "Delivery not authorized"},
        {"parentheses in it", "(reason: 552 5.2.2 mailbox is full (quota exceeded))", 552, "5.2.2",
         "mailbox is full (quota exceeded)"},
        {"more behind it", "(reason: 550 no)\n    (expanded from: <list@example.org>)", 550, "", "no"},
        {"never closed", "(reason: 550-5.7.1 no", 550, "5.7.1", "no"},
        {"Postfix",
         "<user@example.org>: host mx.example.org[192.0.2.1] said: 550-5.1.1 a 550 5.1.1 b (in reply to RCPT TO command)", 550,
         "5.1.1", "a b"},
        {"Postfix, folded", "host mx.example.org[192.0.2.1] said: 550 no (in\n    reply to end of DATA\n    command)", 550, "",
         "no"},
        {"Postfix, cut off", "host mx.example.org[192.0.2.1] said: 550 no (in reply to RCPT TO comm", 550, "", "no"},
        {"Postfix, of a probe behind it only the last is the reporter's",
         "host mx.example.org[192.0.2.1] said: 550 no: host b said: 550 x (in reply to RCPT TO command) (in reply to RCPT TO "
         "command)",
         550, "", "no: host b said: 550 x (in reply to RCPT TO command)"},
        {"such words that are the server's", "550 no (in reply to your mail) at all", 550, "",
         "no (in reply to your mail) at all"},
        {"greeting refused", "host mx.example.org[192.0.2.1] refused to talk\n    to me: 554 5.7.1 no", 554, "5.7.1", "no"},
        {"quotes", "Server at example.org (192.0.2.1) returned '450 4.4.312 DNS query failed'", 450, "4.4.312",
         "DNS query failed"},
        {"apostrophe in quotes", "returned '550 the user's mailbox is full'", 550, "", "the user's mailbox is full"},
        {"quotes behind the code", "5.1.0 - Unknown address error 550-'5.2.2 <user@example.org>... Full' (delivery attempts: 0)",
         550, "5.2.2", "<user@example.org>... Full"},
        {"quotes without an enhanced code", "5.3.0 - Other mail system problem 550-'Unknown user' (delivery attempts: 0)", 550,
         "5.3.0", "Unknown user"},
        {"command in front", "MAIL+RCPT 550 \"5.7.23 SPF check failed: matched all\"", 550, "5.7.23",
         "SPF check failed: matched all"},
        {"angle brackets", "host mx.example.org: <421 4.4.2 Connection timed out>", 421, "4.4.2", "Connection timed out"},
        {"hash", "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", 550, "5.1.1", "RESOLVER.ADR.RecipNotFound; not found ##"},
        {"enhanced code only", "5.1.1 (bad destination)", 0, "5.1.1", "(bad destination)"},
        {"enhanced code in parentheses", "(#5.1.1) bad destination", 0, "5.1.1", "bad destination"},
        {"enhanced code first", "5.1.1 550 no", 550, "5.1.1", "no"},
        {"Status with the reply as a comment", "5.1.2 (550 Tried all MXs)", 550, "5.1.2", "Tried all MXs"},
        {"greeting in front of the refusal", "220-mx.example.org 421 4.2.1 Service refused", 421, "4.2.1", "Service refused"},
    });
}

TEST_CASE("reply: a code in running text") {
    check({
        {"Remote host said", "Remote host said: 554 no", 554, "", "no"},
        {"Exim, same line", "SMTP error from remote mail server: 450 4.2.0 later", 450, "4.2.0", "later"},
        {"Exim, next line", "SMTP error from remote mail server after RCPT TO:<user@example.org>:\n    550 no", 550, "", "no"},
        {"Exim, host in front", "host mx.example.org [192.0.2.1]: 500 Line limit exceeded", 500, "", "Line limit exceeded"},
        {"LMTP", "LMTP error after DATA: 450 TEMPERROR", 450, "", "TEMPERROR"},
        {"an address in front", "<user@example.org>: 550 unknown user", 550, "", "unknown user"},
        {"a bare address in front", "user@example.org: 550 unknown user", 550, "", "unknown user"},
        {"a host in front", "mx.example.org: 550 unknown user", 550, "", "unknown user"},
        {"sendmail's dots", "<user@example.org>... 550 Host unknown", 550, "", "Host unknown"},
        {"in parentheses alone", "the server answered (550) and left", 550, "", "and left"},
        {"words for a code", "failed with SMTP error 550", 550, "", ""},
        {"key, blanks", "user@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1", 550, "5.1.1",
         "ERROR_CODE :5.1.1"},
        {"key", "status=bounced, code=550 no", 550, "", "no"},
        {"an enhanced code behind it", "It was refused. 550 5.7.1 Go away", 550, "5.7.1", "Go away"},
        {"success where nothing else is told", "host mx.example.org said: 250 2.0.0 Ok", 250, "2.0.0", "Ok"},
        {"refusal behind a success", "host a said: 250 Ok; host b said: 550 no", 550, "", "no"},
    });
}

TEST_CASE("reply: numbers that are no codes") {
    for (const Row& row : std::vector<Row>{
             {"a count", "in 2012 we sent 550 letters", 0, "", ""},
             {"a count behind a hint", "transfer error: 552 kB were lost", 0, "", ""},
             {"a port", "port 587 is open", 0, "", ""},
             {"a line", "see line 550", 0, "", ""},
             {"an octet", "from 192.0.2.550 x", 0, "", ""},
             {"a local part", "<550@example.org> no", 0, "", ""},
             {"part of a local part", "rcpt-550-no@example.org is gone", 0, "", ""},
             {"four digits", "5500 no", 0, "", ""},
             {"out of range", "650 no", 0, "", ""},
             {"a year", "since 2012", 0, "", ""},
             {"a date", "on 2012-02-02 at 550", 0, "", ""},
             {"a ticket", "ticket #550 is closed", 0, "", ""},
             {"a part of a URL", "see http://example.org/codes.php#554", 0, "", ""},
             {"a telephone number", "call +1 555 0100 now", 0, "", ""},
             {"an id", "id 550e8400-e29b-41d4", 0, "", ""},
             {"a web server's error", "HTTP error 404", 0, "", ""},
             {"a marker of the sender's own", "Mail rejected. OFR_506 [506]", 0, "", ""},
         }) {
        detail::Arena arena;
        const std::string given(row.given);
        CAPTURE(row.trap);
        const ReplyText reply = read_reply(given, arena);
        CHECK(!reply.known());
        CHECK(reply.text == given);
    }
}

TEST_CASE("reply: without any code, enhanced codes of failures count") {
    check({
        {"enhanced code among the words", "MTA mx.example.org gives error message 5.7.1 Unable to relay", 0, "5.7.1",
         "MTA mx.example.org gives error message 5.7.1 Unable to relay"},
        {"a name and its version", "program 2.3.0 failed", 0, "", "program 2.3.0 failed"},
        {"nothing", "", 0, "", ""},
        {"blanks", " \n ", 0, "", ""},
    });
}

TEST_CASE("reply: the lines as they stood") {
    detail::Arena arena;
    const std::string given = "host x said: 550-5.7.1 one\r\n550 5.7.1 two (in reply to RCPT TO command)";
    const ReplyText reply = read_reply(given, arena);
    REQUIRE(reply.lines.size() == 2);
    CHECK(reply.lines[0] == "550-5.7.1 one");
    CHECK(reply.lines[1] == "550 5.7.1 two");
    CHECK(reply.lines[1].data() == given.data() + given.find("550 5.7.1 two"));
}

TEST_CASE("reply: words on one line stay a view, also where they repeat the code") {
    detail::Arena arena;
    for (const std::string_view words : {"User unknown", "see error 550", "<r550@example.org> no"}) {
        const std::string given = "550 5.1.1 " + std::string(words);
        const ReplyText reply = read_reply(given, arena);
        CHECK(reply.text == words);
        CHECK(reply.text.data() == given.data() + 10);
    }
}

TEST_CASE("reply: a code at the very start") {
    for (const std::string_view text : {"550 no", "550", "550-no", "550-", "550\tno", "550\r\n", "550: no", "550, no", "550. No",
                                        "550.", "550(no)", "550\"no\""}) {
        CAPTURE(text);
        CHECK(reply_code_at(text) == 550);
    }
    CHECK(reply_code_at("200") == 200);
    CHECK(reply_code_at("599 x") == 599);
    for (const std::string_view text : {"", "5", "55", "55 no", "5501", "150 x", "600 x", "550x", "550.1", "550/1",
                                        "550@example.org", "550_", "550%", " 550", "-550"}) {
        CAPTURE(text);
        CHECK(!reply_code_at(text));
    }
    CHECK(reply_continues("550-a"));
    CHECK(reply_continues("550-"));
    CHECK(!reply_continues("550 a"));
    CHECK(!reply_continues("550"));
    CHECK(!reply_continues("55-a"));
    CHECK(!reply_continues(""));
}

TEST_CASE("reply: any bytes, any length, in linear time") {
    detail::Arena arena;
    for (const char* unit : {"550-5.1.1 ", "550 ", "550-", "5", "(", "<", "'", "said: ", "(in reply to ", "\n", " ", "421 4.2.1 ",
                             "550-5.1.1 a\n"}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20) text += unit;
        CHECK(read_reply(text, arena).text.size() <= text.size());
        CHECK(read_reply("550 " + text, arena).code == 550);
    }
    const std::string nul("550 5.1.1 a\0b", 13);
    CHECK(read_reply(nul, arena).text == std::string_view("a\0b", 3));
    // Every cut of a reply still gives the code, or honestly nothing.
    const std::string text = "host mx.example.org[192.0.2.1] said: 550-5.1.1 no\n550 5.1.1 way (in reply to RCPT TO command)";
    const std::size_t code = text.find("550");
    for (std::size_t size = 0; size <= text.size(); ++size) {
        CAPTURE(size);
        const std::string cut(text, 0, size);
        const ReplyText reply = read_reply(cut, arena);
        CHECK(reply.code.value_or(0) == (size < code + 3 ? 0 : 550));
        if (size >= code + 9) CHECK(reply.enhanced == "5.1.1");
    }
}

#include "fields/reply.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("reply: codes, enhanced codes and words of the shapes that reports quote") {
    struct Row {
        const char* given;
        int code; ///< 0: none
        const char* enhanced;
        const char* text;
    };
    for (const Row& row : {
             Row{"550 5.1.1 User unknown", 550, "5.1.1", "User unknown"},
             Row{"550 User unknown", 550, "", "User unknown"},
             Row{"550-5.7.1 one\n550-5.7.1 two\n550 5.7.1 three", 550, "5.7.1", "one two three"},
             Row{"550-5.7.1 one\r\n550 5.7.1 two", 550, "5.7.1", "one two"},
             Row{"550-one\n550 two", 550, "", "one two"},
             // the lines were joined before we saw them
             Row{"550-5.7.1 one 550-5.7.1 two 550 5.7.1 three", 550, "5.7.1", "one two three"},
             Row{"550-one 550-two 550 three", 550, "", "one two three"},
             Row{"550 5.1.1 no; 550 is our code", 550, "5.1.1", "no; 550 is our code"},
             Row{"(reason: 554 5.7.1 Delivery not authorized)", 554, "5.7.1", "Delivery not authorized"},
             Row{"550 #5.1.0 Address rejected", 550, "5.1.0", "Address rejected"},
             Row{"550 (#5.1.1) no", 550, "5.1.1", "no"},
             Row{"550 [5.1.1] no", 550, "5.1.1", "no"},
             Row{"550 5.1.1: no", 550, "5.1.1", "no"},
             Row{"421-4.7.0 later", 421, "4.7.0", "later"},
             Row{"5.1.1 (bad destination)", 0, "5.1.1", "(bad destination)"},
             Row{"5.1.1 550 no", 550, "5.1.1", "no"},
             Row{"550", 550, "", ""},
             Row{"550 Sorry, no mailbox here by that name. (#5.1.1)", 550, "5.1.1",
                 "Sorry, no mailbox here by that name. (#5.1.1)"},
             // in running text
             Row{"host mx.example.org[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command)", 550, "5.1.1", "no"},
             Row{"Remote host said: 554 no", 554, "", "no"},
             Row{"SMTP error from remote mail server: 450 4.2.0 later", 450, "4.2.0", "later"},
             Row{"the server answered (550) and left", 550, "", "and left"},
             // no codes
             Row{"250 messages are waiting", 250, "", "messages are waiting"},
             Row{"in 2012 we sent 550 letters", 0, "", "in 2012 we sent 550 letters"},
             Row{"port 587 is open", 0, "", "port 587 is open"},
             Row{"from 192.0.2.550 x", 0, "", "from 192.0.2.550 x"},
             Row{"<550@example.org> no", 0, "", "<550@example.org> no"},
             Row{"5500 no", 0, "", "5500 no"},
             Row{"650 no", 0, "", "650 no"},
             Row{"", 0, "", ""},
         }) {
        detail::Arena arena;
        const std::string given = row.given;
        CAPTURE(given);
        const ReplyText reply = read_reply(given, arena);
        CHECK(reply.code.value_or(0) == row.code);
        CHECK(reply.enhanced == row.enhanced);
        CHECK(reply.text == row.text);
    }
}

TEST_CASE("reply: the lines as they stood") {
    detail::Arena arena;
    const ReplyText reply = read_reply("550-5.7.1 one\r\n550 5.7.1 two", arena);
    REQUIRE(reply.lines.size() == 2);
    CHECK(reply.lines[0] == "550-5.7.1 one");
    CHECK(reply.lines[1] == "550 5.7.1 two");
}

TEST_CASE("reply: a code at the very start") {
    CHECK(reply_code_at("550 no") == 550);
    CHECK(reply_code_at("550") == 550);
    CHECK(reply_code_at("550-no") == 550);
    CHECK(!reply_code_at("55 no"));
    CHECK(!reply_code_at("5501"));
    CHECK(!reply_code_at("150 x"));
    CHECK(!reply_code_at("550x"));
    CHECK(!reply_code_at(""));
    CHECK(reply_continues("550-a"));
    CHECK(!reply_continues("550 a"));
    CHECK(!reply_continues("550"));
}

TEST_CASE("reply: our address as the server quotes it, and only ours") {
    struct Row {
        const char* text;
        const char* ip;
        const char* host;
    };
    for (const Row& row :
         {Row{"Service unavailable; Client host [192.0.2.7] blocked using zen.example.org", "192.0.2.7", ""},
          Row{"Client host rejected: cannot find your hostname, [192.0.2.7]", "192.0.2.7", ""},
          Row{"client mail.example.net[192.0.2.7] is blocked", "192.0.2.7", "mail.example.net"},
          Row{"Connection refused from IP 192.0.2.7", "192.0.2.7", ""}, Row{"[192.0.2.7] is listed in our list", "192.0.2.7", ""},
          Row{"Your IP: 2001:db8::7 has a poor reputation", "2001:db8::7", ""}, Row{"try 192.0.2.9 instead", "", ""},
          Row{"no address here", "", ""}}) {
        CAPTURE(row.text);
        const std::string text = row.text;
        const QuotedClient client = find_quoted_client(text);
        CHECK(client.ip == row.ip);
        CHECK(client.host == row.host);
    }
}

TEST_CASE("reply: hostile texts end") {
    detail::Arena arena;
    std::string many;
    for (int i = 0; i < 20000; ++i) many += "550-5.1.1 ";
    static_cast<void>(read_reply(many, arena));
    static_cast<void>(read_reply(std::string(1 << 20, '5'), arena));
    static_cast<void>(read_reply(std::string(1 << 20, '('), arena));
    const std::string text = "host mx.example.org[192.0.2.1] said: 550-5.1.1 no\n550 5.1.1 way (in reply to RCPT TO command)";
    for (std::size_t size = 0; size <= text.size(); ++size) static_cast<void>(read_reply(std::string(text, 0, size), arena));
}

#include "fields/address.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("address: typed values of a delivery-status") {
    struct Row {
        std::string_view trap;
        std::string_view given;
        std::string_view type;
        std::string_view value;
    };
    for (const Row& row : {
             Row{"type", "rfc822; user@example.org", "rfc822", "user@example.org"},
             Row{"no blank, upper case", "RFC822;user@example.org", "rfc822", "user@example.org"},
             Row{"blanks around the semicolon", "dns ; mx.example.org ", "dns", "mx.example.org"},
             Row{"private type", "X-Local_1; a", "x-local_1", "a"},
             Row{"a slash in the type", "rfc/822;user@example.org", "rfc/822", "user@example.org"},
             Row{"comment behind", "rfc822; user@example.org (expanded from x)", "rfc822", "user@example.org"},
             Row{"comment in front", "rfc822; (the user) user@example.org", "rfc822", "user@example.org"},
             Row{"comments nest", "dns; a.example (b (c) d) (e)", "dns", "a.example"},
             Row{"escaped in a comment", "dns; a.example (b \\) c)", "dns", "a.example"},
             Row{"comment around the at sign", "rfc822; user(a)@(b)example.org", "rfc822", "user@example.org"},
             Row{"comment between words", "dns; one (a) two", "dns", "one two"},
             Row{"comment never closed", "rfc822; user@example.org (cut off", "rfc822", "user@example.org"},
             Row{"parentheses in quotes", "rfc822; \"a(b)\"@example.org", "rfc822", "\"a(b)\"@example.org"},
             Row{"X.400 has no comments", "x400; /RFC-822=user(a)example.org/C=WW/", "x400", "/RFC-822=user(a)example.org/C=WW/"},
             Row{"no type", "user@example.org", "", "user@example.org"},
             Row{"no atom before the semicolon", "550 no; bye", "", "550 no; bye"},
             Row{"nothing before the semicolon", "; a", "", "; a"},
             Row{"nothing behind", "rfc822;", "rfc822", ""},
             Row{"empty", "", "", ""},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        const TypedValue typed = read_typed(row.given, arena);
        CHECK(typed.type == row.type);
        CHECK(typed.value == row.value);
    }
}

TEST_CASE("address: a typed value is a view, unless a comment stood in its middle") {
    detail::Arena arena;
    for (const std::string_view given :
         {"rfc822; user@example.org", "rfc822; user@example.org (a) (b)", "rfc822; (a) user@example.org (b)"}) {
        const std::string text(given);
        CHECK(read_typed(text, arena).value.data() == text.data() + text.find("user"));
    }
}

TEST_CASE("address: recipients of a delivery-status") {
    struct Row {
        std::string_view trap;
        std::string_view given;
        std::string_view address;
    };
    for (const Row& row : {
             Row{"plain", "rfc822; user@example.org", "user@example.org"},
             Row{"angle brackets", "rfc822; <user@example.org>", "user@example.org"},
             Row{"no type", "<user@example.org>", "user@example.org"},
             Row{"type written twice", "rfc822;RFC822; user@example.org", "user@example.org"},
             Row{"quotes around all", "rfc822; \"user@example.org\"", "user@example.org"},
             Row{"source route", "rfc822; @relay.example,@b.example:user@example.org", "user@example.org"},
             Row{"source route in brackets", "rfc822; <@relay.example:user@example.org>", "user@example.org"},
             Row{"quoted local part", "rfc822; \"a b\"@example.org", "\"a b\"@example.org"},
             Row{"no domain", "rfc822; MAILER-DAEMON", "MAILER-DAEMON"},
             Row{"local", "LOCAL; user", "user"},
             Row{"raw UTF-8", "rfc822; \xe7\x94\xa8@example.org", "\xe7\x94\xa8@example.org"},
             Row{"xtext", "rfc822; user+2Btag@example.org", "user+tag@example.org"},
             Row{"xtext, equals sign", "rfc822; bounce+3Dexample.net@example.org", "bounce=example.net@example.org"},
             Row{"xtext, blank in quotes", "rfc822; \"a+20b\"@example.org", "\"a b\"@example.org"},
             Row{"xtext, at sign", "rfc822; user+40example.org", "user@example.org"},
             Row{"xtext of UTF-8", "rfc822; +E7+94+A8@example.org", "\xe7\x94\xa8@example.org"},
             Row{"xtext of what is no UTF-8", "rfc822; user+FF@example.org", "user+FF@example.org"},
             Row{"subaddress", "rfc822; user+tag@example.org", "user+tag@example.org"},
             Row{"subaddress of two digits", "rfc822; user+12@example.org", "user+12@example.org"},
             Row{"subaddress that would be a blank", "rfc822; user+20@example.org", "user+20@example.org"},
             Row{"subaddress that would be a letter", "rfc822; user+41@example.org", "user+41@example.org"},
             Row{"subaddress in lower case", "rfc822; user+2b@example.org", "user+2b@example.org"},
             Row{"not all escapes are well-formed", "rfc822; a+2Bb+c@example.org", "a+2Bb+c@example.org"},
             Row{"escape cut off", "rfc822; user@example.org+2", "user@example.org+2"},
             Row{"RFC 6533 utf-8-addr-xtext", "utf-8; \\x{7528}\\x{6237}@example.org", "\xe7\x94\xa8\xe6\x88\xb7@example.org"},
             Row{"RFC 6533 utf-8-addr-xtext, plus sign", "utf-8; user\\x{2B}tag@example.org", "user+tag@example.org"},
             Row{"RFC 6533 utf-8-addr-unitext", "utf-8; \xe7\x94\xa8\\x{5C}@example.org", "\xe7\x94\xa8\\@example.org"},
             Row{"RFC 6533 utf-8-address", "utf-8; \xe7\x94\xa8@example.org", "\xe7\x94\xa8@example.org"},
             Row{"of six digits", "utf-8; \\x{10FFFF}@b", "\xf4\x8f\xbf\xbf@b"},
             Row{"of two bytes, lower case", "utf-8; \\x{e9}@b", "\xc3\xa9@b"},
             Row{"of four bytes", "utf-8; \\x{1F600}@b", "\xf0\x9f\x98\x80@b"},
             Row{"escapes under another type", "rfc822; \\x{7528}@example.org", "\xe7\x94\xa8@example.org"},
             Row{"no xtext in utf-8", "utf-8; user+2Btag@example.org", "user+2Btag@example.org"},
             Row{"surrogate", "utf-8; a\\x{D800}@example.org", "a\\x{D800}@example.org"},
             Row{"out of range", "utf-8; a\\x{110000}@b", "a\\x{110000}@b"},
             Row{"control", "utf-8; a\\x{0A}b@example.org", "a\\x{0A}b@example.org"},
             Row{"empty escape", "utf-8; a\\x{}@b", "a\\x{}@b"},
             Row{"escape never closed", "utf-8; a\\x{41", "a\\x{41"},
             Row{"octal escapes are no escapes", "rfc822; \\347\\224\\250@example.org", "\\347\\224\\250@example.org"},
             Row{"X.400", "x400; /C=de/A=x/", "/C=de/A=x/"},
             Row{"encapsulated address", "rfc822; IMCEAEX-_O+3DEXAMPLE+20ORG@example.org",
                 "IMCEAEX-_O+3DEXAMPLE+20ORG@example.org"},
             Row{"proxy address", "rfc822; =SMTP:user@example.org", "=SMTP:user@example.org"},
             Row{"null path", "rfc822; <>", ""},
             Row{"one quote", "rfc822; \"", "\""},
             Row{"empty", "", ""},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        CHECK(read_recipient_address(read_typed(row.given, arena), arena) == row.address);
    }
}

TEST_CASE("address: xtext of any value") {
    detail::Arena arena;
    CHECK(decode_xtext("a+2Bb+3Dc+41", arena) == "a+b=cA");
    CHECK(decode_xtext("CAB+x-1@mail.example.org", arena) == "CAB+x-1@mail.example.org");
    CHECK(decode_xtext("id+0D+0A+2B", arena) == "id+0D+0A+2B");
    CHECK(decode_xtext("id+00+2B", arena) == "id+00+2B");
    CHECK(decode_xtext("+", arena) == "+");
    CHECK(decode_xtext("+2", arena) == "+2");
    CHECK(decode_xtext("+2B", arena) == "+");
    CHECK(decode_xtext("", arena) == "");
    const std::string plain = "QUEUE+41";
    CHECK(decode_xtext(plain, arena).data() == plain.data());
}

TEST_CASE("address: mailboxes of a header") {
    struct Row {
        std::string_view trap;
        std::string_view given;
        std::string_view want; ///< `address|name;` each
    };
    for (const Row& row : {
             Row{"address", "a@example.org", "a@example.org|;"},
             Row{"list", "a@example.org, b@example.org", "a@example.org|;b@example.org|;"},
             Row{"name", "Jane Doe <jane@example.org>", "jane@example.org|Jane Doe;"},
             Row{"quoted name with a comma", "\"A, B\" <a@example.org>, b@example.org", "a@example.org|A, B;b@example.org|;"},
             Row{"quotes in quotes", "\"x \\\"y\\\"\" <a@example.org>", "a@example.org|x \"y\";"},
             Row{"two quoted words", "\"A\" \"B\" <a@example.org>", "a@example.org|\"A\" \"B\";"},
             Row{"comment for a name", "jane@example.org (Jane Doe)", "jane@example.org|Jane Doe;"},
             Row{"comment in front", "(Jane Doe) jane@example.org", "jane@example.org|Jane Doe;"},
             Row{"comment for a name of brackets", "<jane@example.org> (Jane Doe)", "jane@example.org|Jane Doe;"},
             Row{"address for a name", "a@example.org <a@example.org>", "a@example.org|a@example.org;"},
             Row{"address in single quotes", "'a@example.org'", "a@example.org|;"},
             Row{"group", "Team: a@example.org, b@example.org;", "a@example.org|;b@example.org|;"},
             Row{"group and more", "Team: a@example.org;, b@example.org", "a@example.org|;b@example.org|;"},
             Row{"empty group", "undisclosed-recipients:;", ""},
             Row{"no domain", "MAILER-DAEMON", "|MAILER-DAEMON;"},
             Row{"no domain, brackets", "Mailer <MAILER-DAEMON>", "MAILER-DAEMON|Mailer;"},
             Row{"null path with a name", "MAILER-DAEMON <>", "|MAILER-DAEMON;"},
             Row{"null path", "<>", ""},
             Row{"source route", "<@r.example,@s.example:a@example.org>", "a@example.org|;"},
             Row{"quoted local part", "\"a b\"@example.org", "\"a b\"@example.org|;"},
             Row{"bracket in a quoted local part", "<\"a>b\"@example.org>", "\"a>b\"@example.org|;"},
             Row{"IPv6 literal", "user@[IPv6:2001:db8::1], b@example.org", "user@[IPv6:2001:db8::1]|;b@example.org|;"},
             Row{"URI", "<mailto:a@example.org>", "a@example.org|;"},
             Row{"double brackets", "A <<a@example.org>>", "a@example.org|A;"},
             Row{"comma missing", "<a@example.org> <b@example.org>", "a@example.org|;b@example.org|;"},
             Row{"encoded word", "=?utf-8?q?J=C3=A4ne?= <a@example.org>", "a@example.org|=?utf-8?q?J=C3=A4ne?=;"},
             Row{"UTF-8", "J\xc3\xa4ne <j\xc3\xa4ne@example.org>", "j\xc3\xa4ne@example.org|J\xc3\xa4ne;"},
             Row{"RFC 5322 A.1.2, first", "Joe Q. Public <john.q.public@example.com>",
                 "john.q.public@example.com|Joe Q. Public;"},
             Row{"RFC 5322 A.1.2", "<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>",
                 "boss@nil.test|;sysservices@example.net|Giant; \"Big\" Box;"},
             Row{"RFC 5322 A.1.3", "A Group:Ed Jones <joe@where.test>,joe@example.org,John <jdoe@one.test>;",
                 "joe@where.test|Ed Jones;joe@example.org|;jdoe@one.test|John;"},
             Row{"RFC 5322 A.5, From", "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "pete@silly.test|Pete;"},
             Row{"RFC 5322 A.5, To",
                 "A Group(Some people) :Chris Jones <c@(Chris's host.)public.example>, joe@example.org, John <jdoe@one.test> (my "
                 "dear friend); (the end "
                 "of the group)",
                 "c@public.example|Chris Jones;joe@example.org|;jdoe@one.test|John;"},
             Row{"RFC 5322 A.5, Cc", "(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", ""},
             Row{"RFC 5322 A.6.1", "Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
                 "mary@example.net|Mary Smith;jdoe@test.example|;"},
             Row{"RFC 5322 A.6.3", "John Doe <jdoe@machine(comment).  example>", "jdoe@machine.example|John Doe;"},
             Row{"empty", "", ""},
             Row{"commas", ",,,", ""},
             Row{"bracket", "<", ""},
             Row{"comment never closed", "a@example.org (Jane", "a@example.org|Jane;"},
             Row{"quote never closed", "\"Jane <a@example.org>", "a@example.org|\"Jane;"},
             Row{"bracket never closed", "Jane <a@example.org", "a@example.org|Jane;"},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        const std::string given(row.given);
        std::string got;
        for (const Mailbox& mailbox : read_mailboxes(given, arena))
            got += std::string(mailbox.address) + "|" + std::string(mailbox.name) + ";";
        CHECK(got == row.want);
    }
}

TEST_CASE("address: at most so many mailboxes") {
    detail::Arena arena;
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "a@example.org,";
    CHECK(read_mailboxes(many, arena).size() == 1000);
    CHECK(read_mailboxes(many, arena, 3).size() == 3);
    CHECK(read_mailboxes("a@example.org, b@example.org", arena, 1).size() == 1);
    CHECK(read_mailboxes(many, arena, 0).empty());
}

TEST_CASE("address: one address") {
    for (const std::string_view address :
         {"user@example.org", "user@[192.0.2.1]", "user@[IPv6:2001:db8::1]", "\"a b\"@example.org", "\"a@b\"@example.org",
          "\"a\\\"b\"@example.org", "user@localhost", "a+b=c@example.org",
          "\xe7\x94\xa8\xe6\x88\xb7@\xe4\xbe\x8b\xe3\x81\x88.example", "x!y%z@example.org", "IMCEAEX-_O=EXAMPLE@example.org",
          "a.b.@example.org"}) {
        CAPTURE(address);
        CHECK(read_address(address) == address);
        CHECK(read_address("<" + std::string(address) + ">") == address);
    }
    CHECK(read_address(" user@example.org. ") == "user@example.org");
    CHECK(read_address("<@a.example,@b.example:user@example.org>") == "user@example.org");
    CHECK(read_address("mailto:user@example.org") == "user@example.org");
    for (const std::string_view text :
         {"", "user", "user@", "@example.org", "a b@example.org", "user@example.org: no", "user@exa mple.org", "a@b@example.org",
          "user@-example.org", "user@.org", "user@[a b]", "user@[]", "\"a@example.org", "<>", "@", "user@\xe2\x80\x9c",
          "<user@example.org> and <b@example.org>"}) {
        CAPTURE(text);
        CHECK(read_address(text) == "");
    }
    CHECK(read_address(std::string(600, 'a') + "@example.org") == "");
}

TEST_CASE("address: domains and sameness") {
    detail::Arena arena;
    CHECK(domain_of("User@Example.ORG", arena) == "example.org");
    CHECK(domain_of("user@example.org.", arena) == "example.org");
    CHECK(domain_of("\"a@b\"@Example.org", arena) == "example.org");
    CHECK(domain_of("user@\xc3\x84.example", arena) == "\xc3\x84.example");
    CHECK(domain_of("user", arena) == "");
    CHECK(domain_of("user@", arena) == "");
    CHECK(domain_of("", arena) == "");
    CHECK(same_address("User@example.org", "user@EXAMPLE.org"));
    CHECK(!same_address("", ""));
    CHECK(!same_address("a@example.org", "b@example.org"));
    CHECK(!same_address("a@example.org", "a@example.or"));
}

TEST_CASE("address: any bytes, any length, in linear time") {
    detail::Arena arena;
    for (const char* unit : {"@",    "<",    "(",   "\"",      ",",      "\\",  ":",   "a",       "\"@", "a@",
                             "a(b)", "a@b,", "+2B", "\\x{41}", "\"\\\"", "x@[", "<\"", "<a@b>\"", " . ", ";"}) {
        std::string text;
        while (text.size() < std::size_t{1} << 19) text += unit;
        CHECK(read_mailboxes(text, arena, 10).size() <= 10);
        CHECK(read_typed("rfc822;" + text, arena).value.size() <= text.size());
        CHECK(read_recipient_address({"rfc822", text}, arena).size() <= text.size());
        CHECK(read_recipient_address({"utf-8", text}, arena).size() <= text.size());
        CHECK(read_address(text) == "");
    }
    const std::string text = "\"A \\\"B\\\"\" <@r.example:\"c d\"@[IPv6:2001:db8::1]> (e (f)), G: h@example.org;";
    for (std::size_t size = 0; size <= text.size(); ++size) CHECK(read_mailboxes(std::string(text, 0, size), arena).size() <= 2);
}

#include "fields/address.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("address: typed values of a delivery-status") {
    struct Row {
        const char* given;
        const char* type;
        const char* address;
    };
    for (const Row& row :
         {Row{"rfc822; user@example.org", "rfc822", "user@example.org"},
          Row{"RFC822;user@example.org", "rfc822", "user@example.org"},
          Row{"rfc822; <user@example.org>", "rfc822", "user@example.org"},
          Row{"rfc822; user+2Btag@example.org", "rfc822", "user+tag@example.org"},
          Row{"rfc822; user+tag@example.org", "rfc822", "user+tag@example.org"},
          Row{"rfc822; user+41@example.org", "rfc822", "user+41@example.org"},
          Row{"rfc822; user@example.org (comment)", "rfc822", "user@example.org"},
          Row{"utf-8; \\x{7528}\\x{6237}@example.org", "utf-8", "\xe7\x94\xa8\xe6\x88\xb7@example.org"},
          Row{"utf-8; \xe7\x94\xa8@example.org", "utf-8", "\xe7\x94\xa8@example.org"},
          Row{"utf-8; a\\x{D800}@example.org", "utf-8", "a\\x{D800}@example.org"},
          Row{"utf-8; a\\x{110000}@b", "utf-8", "a\\x{110000}@b"},
          Row{"rfc822; @relay.example:user@example.org", "rfc822", "user@example.org"},
          Row{"rfc822; \"a b\"@example.org", "rfc822", "\"a b\"@example.org"}, Row{"user@example.org", "", "user@example.org"},
          Row{"rfc822;rfc822; user@example.org", "rfc822", "user@example.org"}, Row{"x400; /C=de/A=x/", "x400", "/C=de/A=x/"},
          Row{"", "", ""}}) {
        detail::Arena arena;
        CAPTURE(row.given);
        const TypedValue typed = read_typed(row.given, arena);
        CHECK(typed.type == row.type);
        CHECK(read_recipient_address(typed, arena) == row.address);
    }
}

TEST_CASE("address: mailboxes of a header") {
    struct Row {
        const char* given;
        const char* want; ///< `address|name;` each
    };
    for (const Row& row :
         {Row{"a@example.org", "a@example.org|;"},
          Row{"\"A, B\" <a@example.org>, b@example.org", "a@example.org|A, B;b@example.org|;"},
          Row{"Jane Doe <jane@example.org>", "jane@example.org|Jane Doe;"},
          Row{"jane@example.org (Jane Doe)", "jane@example.org|Jane Doe;"},
          Row{"Team: a@example.org, b@example.org;", "a@example.org|;b@example.org|;"}, Row{"undisclosed-recipients:;", ""},
          Row{"MAILER-DAEMON", "|MAILER-DAEMON;"}, Row{"MAILER-DAEMON <>", "|MAILER-DAEMON;"},
          Row{"\"x \\\"y\\\"\" <a@example.org>", "a@example.org|x \"y\";"}, Row{"<@r.example:a@example.org>", "a@example.org|;"},
          Row{"", ""}, Row{",,,", ""}, Row{"<", ""}, Row{"a@example.org <a@example.org>", "a@example.org|a@example.org;"}}) {
        detail::Arena arena;
        CAPTURE(row.given);
        std::string got;
        for (const Mailbox& mailbox : read_mailboxes(row.given, arena))
            got += std::string(mailbox.address) + "|" + std::string(mailbox.name) + ";";
        CHECK(got == row.want);
    }
}

TEST_CASE("address: one address, and the first in running text") {
    CHECK(read_address("<user@example.org>") == "user@example.org");
    CHECK(read_address("user@[192.0.2.1]") == "user@[192.0.2.1]");
    CHECK(read_address("\"a b\"@example.org") == "\"a b\"@example.org");
    CHECK(read_address("user") == "");
    CHECK(read_address("user@") == "");
    CHECK(read_address("@example.org") == "");
    CHECK(read_address("a b@example.org") == "");
    CHECK(read_address("user@example.org: no") == "");
    CHECK(find_address("mail to <user@example.org>: no") == "user@example.org");
    CHECK(find_address("550 5.1.1 user@example.org... User unknown") == "user@example.org");
    CHECK(find_address("mailto:user@example.org, thanks") == "user@example.org");
    CHECK(find_address("at \"a b\"@example.org.") == "\"a b\"@example.org");
    CHECK(find_address("no address @ all") == "");
    CHECK(find_address("") == "");
    std::size_t end = 0;
    const std::string two = "a@example.org b@example.org";
    CHECK(find_address(two, 0, &end) == "a@example.org");
    CHECK(find_address(two, end) == "b@example.org");
}

TEST_CASE("address: domains and sameness") {
    detail::Arena arena;
    CHECK(domain_of("User@Example.ORG", arena) == "example.org");
    CHECK(domain_of("user", arena) == "");
    CHECK(same_address("User@example.org", "user@EXAMPLE.org"));
    CHECK(!same_address("", ""));
    CHECK(!same_address("a@example.org", "b@example.org"));
}

TEST_CASE("address: hostile texts end") {
    detail::Arena arena;
    for (char c : {'@', '<', '(', '"', ',', '\\', ':', 'a'}) {
        const std::string text(1 << 18, c);
        static_cast<void>(read_mailboxes(text, arena));
        static_cast<void>(find_address(text));
        static_cast<void>(read_typed(text, arena));
        static_cast<void>(read_address(text));
    }
    std::string quoted;
    for (int i = 0; i < 50000; ++i) quoted += "\"@";
    static_cast<void>(find_address(quoted));
}

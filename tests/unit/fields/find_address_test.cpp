#include "fields/address.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse::fields;

TEST_CASE("find address: the first in running text") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::string_view address; ///< empty: none
    };
    for (const Row& row : {
             Row{"alone", "user@example.org", "user@example.org"},
             Row{"brackets and colon", "mail to <user@example.org>: no", "user@example.org"},
             Row{"sendmail's dots", "550 5.1.1 user@example.org... User unknown", "user@example.org"},
             Row{"URI", "mailto:user@example.org, thanks", "user@example.org"},
             Row{"URI with a query", "<mailto:user@example.org?subject=x>", "user@example.org"},
             Row{"full stop", "Write to user@example.org.", "user@example.org"},
             Row{"quotes", "no \"user@example.org\" here", "user@example.org"},
             Row{"single quotes", "no 'user@example.org' here", "user@example.org"},
             Row{"typographic quotes", "no \xe2\x80\x9cuser@example.org\xe2\x80\x9d here", "user@example.org"},
             Row{"parentheses", "(user@example.org)", "user@example.org"},
             Row{"bold in markdown", "**user@example.org**", "user@example.org"},
             Row{"escaped HTML", "&lt;user@example.org&gt;", "user@example.org"},
             Row{"type", "rfc822;user@example.org", "user@example.org"},
             Row{"command", "RCPT TO:<user@example.org> ORCPT=rfc822;user@example.org", "user@example.org"},
             Row{"key of a log", "to=user@example.org, relay=none", "user@example.org"},
             Row{"return path with an equals sign", "bounce-user=example.net@example.org", "bounce-user=example.net@example.org"},
             Row{"quoted local part", "at \"a b\"@example.org.", "\"a b\"@example.org"},
             Row{"quoted local part with a quote", "at \"a\\\"b\"@example.org.", "\"a\\\"b\"@example.org"},
             Row{"quoted address as a local part", "at \"a@example.net\"@example.org.", "\"a@example.net\"@example.org"},
             Row{"IP literal", "for user@[192.0.2.1]:", "user@[192.0.2.1]"},
             Row{"one label", "root@localhost is", "root@localhost"},
             Row{"port behind", "user@example.org:25", "user@example.org"},
             Row{"subaddress", "user+tag@example.org", "user+tag@example.org"},
             Row{"UTF-8", "an \xe7\x94\xa8\xe6\x88\xb7@example.org", "\xe7\x94\xa8\xe6\x88\xb7@example.org"},
             Row{"UTF-8 domain",
                 "an j\xc3\xbcrgen@b\xc3\xbc"
                 "cher.example x",
                 "j\xc3\xbcrgen@b\xc3\xbc"
                 "cher.example"},
             Row{"script without spaces around", "\xe6\x94\xb6\xe4\xbb\xb6user@example.org\xe5\xa4\xb1\xe8\xb4\xa5",
                 "user@example.org"},
             Row{"full stop of such a script", "user@example.org\xe3\x80\x82", "user@example.org"},
             Row{"folded", "user@example.org\n    x", "user@example.org"},
             Row{"behind a lone sign", "meet @ noon, user@example.org", "user@example.org"},
             Row{"a handle", "ask @user for it", ""},
             Row{"numbers", "3 pieces, 5@3", ""},
             Row{"no local part", "<@example.org>", ""},
             Row{"no domain", "user@ example.org", ""},
             Row{"no address", "no address @ all", ""},
             Row{"empty", "", ""},
         }) {
        const std::string text(row.text);
        CAPTURE(row.trap);
        std::size_t end = 0;
        const std::string_view found = find_address(text, 0, &end);
        CHECK(found == row.address);
        if (found.empty())
            CHECK(end == text.size());
        else
            CHECK(end == static_cast<std::size_t>(found.data() - text.data()) + found.size());
    }
}

TEST_CASE("find address: one after the other") {
    const std::string text = "a@example.org,b@example.org c@example.org@d@example.org";
    std::string got;
    std::size_t next = 0;
    for (std::string_view found = find_address(text, 0, &next); !found.empty(); found = find_address(text, next, &next))
        got += std::string(found) + " ";
    CHECK(got == "a@example.org b@example.org c@example.org d@example.org ");
    CHECK(next == text.size());
    // What stands before `from` is no part of it.
    CHECK(find_address("user@example.org", 2) == "er@example.org");
    CHECK(find_address("user@example.org", 5) == "");
    CHECK(find_address("user@example.org", 100) == "");
}

TEST_CASE("find address: thousands of signs") {
    for (const char* unit : {"@", "\"@", "a@", "@a", "<@", "\xe7\x94\xa8@", "\xe7@", "@[", "a\"@", "=@"}) {
        std::string text;
        while (text.size() < std::size_t{1} << 19) text += unit;
        std::size_t next = 0;
        std::size_t found = 0;
        while (next < text.size() && !find_address(text, next, &next).empty()) ++found;
        CHECK(found <= text.size() / 3);
        CHECK(next == text.size());
    }
}

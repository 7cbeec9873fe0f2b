#include "fields/reply.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse::fields;

namespace {

struct Row {
    std::string_view trap;
    std::string_view text;
    std::string_view ip; ///< empty: none
    std::string_view host;
};

} // namespace

TEST_CASE("quoted client: our address as the server quotes it") {
    for (const Row& row : {
             Row{"Postfix, blocklist", "Service unavailable; Client host [192.0.2.7] blocked using zen.example.org", "192.0.2.7",
                 ""},
             Row{"Postfix, no name", "Client host rejected: cannot find your hostname, [192.0.2.7]", "192.0.2.7", ""},
             Row{"Postfix, name and address", "<mail.example.net[192.0.2.7]>: Client host rejected: Access denied", "192.0.2.7",
                 "mail.example.net"},
             Row{"Postfix, no name known", "<unknown[192.0.2.7]>: Client host rejected: Access denied", "192.0.2.7", ""},
             Row{"name with address", "client mail.example.net[192.0.2.7] is blocked", "192.0.2.7", "mail.example.net"},
             Row{"name and address apart", "Your host mail.example.net [192.0.2.7] has no PTR", "192.0.2.7", "mail.example.net"},
             Row{"name and address in parentheses", "Connections from mail.example.net (192.0.2.7) are refused", "192.0.2.7",
                 "mail.example.net"},
             Row{"connection from", "Connection refused from IP 192.0.2.7", "192.0.2.7", ""},
             Row{"from", "Server busy. Please try again later from [192.0.2.7]. (S77714)", "192.0.2.7", ""},
             Row{"messages from", "[TSS04] Messages from 192.0.2.7 temporarily deferred - 4.16.55.1", "192.0.2.7", ""},
             Row{"listed", "[192.0.2.7] is listed in our list", "192.0.2.7", ""},
             Row{"verdict only", "192.0.2.7 blocked by list.example", "192.0.2.7", ""},
             Row{"verdict behind a dash", "<user@example.org> - 192.0.2.7 has\nsent too much", "192.0.2.7", ""},
             Row{"mail server", "The mail server [192.0.2.7] has been temporarily rate limited", "192.0.2.7", ""},
             Row{"your mail server", "forbidden by invalid RDNS record of your mail server (192.0.2.7).", "192.0.2.7", ""},
             Row{"IPv6", "Your IP: 2001:db8::7 has a poor reputation", "2001:db8::7", ""},
             Row{"IPv6, decorated", "Client host [IPv6:2001:DB8::7] blocked", "2001:DB8::7", ""},
             Row{"Gmail, with a number", "[192.0.2.7      12] Our system has detected that this message is", "192.0.2.7", ""},
             Row{"Gmail, in front", "[192.0.2.7] The IP address sending this message does not have a PTR record", "192.0.2.7",
                 ""},
             Row{"key", "IP=192.0.2.7 - None/bad reputation.", "192.0.2.7", ""},
             Row{"sendmail's relay", "<user@example.org>... Addressee unknown, relay=[192.0.2.7]", "192.0.2.7", ""},
             Row{"in a URL", "Blocked - see https://example.org/lookup.cgi?ip=192.0.2.7", "192.0.2.7", ""},
             Row{"reverse DNS", "Fix reverse DNS for 192.0.2.7", "192.0.2.7", ""},
             Row{"sent through", "Your message (sent through 192.0.2.7) was blocked", "192.0.2.7", ""},
             Row{"words far away", "mx.example.org example 192.0.2.7 Example block for spam.", "192.0.2.7", ""},
             Row{"SPF", "Bad SPF records for [example.org:192.0.2.7], see http://spf.example/", "192.0.2.7", ""},
             Row{"the answer of a blocklist", "Client host [192.0.2.7] blocked; list.example returned 127.0.0.2", "192.0.2.7",
                 ""},
             Row{"another address first", "mx 192.0.2.9 says: client 192.0.2.7 is banned", "192.0.2.7", ""},
         }) {
        const std::string text(row.text);
        CAPTURE(row.trap);
        const QuotedClient client = find_quoted_client(text);
        CHECK(client.ip == row.ip);
        CHECK(client.host == row.host);
        CHECK((client.ip.data() >= text.data() && client.ip.data() + client.ip.size() <= text.data() + text.size()));
    }
}

TEST_CASE("quoted client: not every address is ours") {
    for (const Row& row : {
             Row{"advice", "try 192.0.2.9 instead", "", ""},
             Row{"a server that refused", "SMTP Server <192.0.2.9> refused to accept your message", "", ""},
             Row{"the next server", "undeliverable: host mx.example.org[192.0.2.9] said: 550 unknown user", "", ""},
             Row{"no answer of a server", "no response from 192.0.2.9", "", ""},
             Row{"two addresses and no words", "192.0.2.9 192.0.2.8, see your blacklist", "", ""},
             Row{"the answer of a blocklist only", "blocklisted, 127.0.0.2", "", ""},
             Row{"a loop", "Too many hops 19 (17 max): from <a@example.org> via [192.0.2.9], to <b@example.org>", "", ""},
             Row{"a version", "refused by version 1.2.3.4, your server is listed", "", ""},
             Row{"no address", "no address here", "", ""},
             Row{"empty", "", "", ""},
         }) {
        CAPTURE(row.trap);
        const QuotedClient client = find_quoted_client(row.text);
        CHECK(client.ip.empty());
        CHECK(client.host.empty());
    }
}

TEST_CASE("quoted client: long texts") {
    for (const char* unit : {"from [", "192.0.2.1 ", "a.b[192.0.2.1]", "ip=", "[", "<", "listed "}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20) text += unit;
        const QuotedClient client = find_quoted_client(text);
        CHECK((client.ip.empty() || client.ip == "192.0.2.1"));
    }
}

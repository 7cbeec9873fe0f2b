#include "fields/host.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("host: name, address and port at the start of a text") {
    struct Row {
        std::string_view trap;
        std::string_view text;
        std::string_view name;
        std::string_view ip;
        int port; ///< 0: none
        std::string_view read; ///< what of the text was read
    };
    for (const Row& row : {
             Row{"name", "mx.example.org said", "mx.example.org", "", 0, "mx.example.org"},
             Row{"trailing dot", "mx.example.org.: x", "mx.example.org", "", 0, "mx.example.org."},
             Row{"dots", "mx.example.org... x", "mx.example.org", "", 0, "mx.example.org."},
             Row{"case is kept", "MX.Example.ORG", "MX.Example.ORG", "", 0, "MX.Example.ORG"},
             Row{"address tied on", "mx.example.org[192.0.2.1] said", "mx.example.org", "192.0.2.1", 0,
                 "mx.example.org[192.0.2.1]"},
             Row{"dot and address", "mx.example.org. [192.0.2.1] said", "mx.example.org", "192.0.2.1", 0,
                 "mx.example.org. [192.0.2.1]"},
             Row{"address apart and port", "mx.example.org [192.0.2.1]:25 x", "mx.example.org", "192.0.2.1", 25,
                 "mx.example.org [192.0.2.1]:25"},
             Row{"port in the brackets", "mx.example.org [192.0.2.1:25] x", "mx.example.org", "192.0.2.1", 25,
                 "mx.example.org [192.0.2.1:25]"},
             Row{"parentheses", "mx.example.org (192.0.2.1) x", "mx.example.org", "192.0.2.1", 0, "mx.example.org (192.0.2.1)"},
             Row{"name and address in parentheses", "mx.example.org (mx.example.org [192.0.2.1]) x", "mx.example.org",
                 "192.0.2.1", 0, "mx.example.org (mx.example.org [192.0.2.1])"},
             Row{"other words in parentheses", "mx.example.org (no address) x", "mx.example.org", "", 0, "mx.example.org"},
             Row{"folded", "mx.example.org\n    [192.0.2.1]: no", "mx.example.org", "192.0.2.1", 0,
                 "mx.example.org\n    [192.0.2.1]"},
             Row{"the next paragraph", "mx.example.org\n\n [192.0.2.1]", "mx.example.org", "", 0, "mx.example.org"},
             Row{"the next line", "mx.example.org\n[192.0.2.1]", "mx.example.org", "", 0, "mx.example.org"},
             Row{"port", "mx.example.org:25 x", "mx.example.org", "", 25, "mx.example.org:25"},
             Row{"port 0", "mx.example.org:0", "mx.example.org", "", 0, "mx.example.org"},
             Row{"port too large", "mx.example.org:65536", "mx.example.org", "", 0, "mx.example.org"},
             Row{"no port", "mx.example.org: 550 no", "mx.example.org", "", 0, "mx.example.org"},
             Row{"a reply tied on", "mx.example.org:550x", "mx.example.org", "", 0, "mx.example.org"},
             Row{"address in brackets", "[192.0.2.1] x", "", "192.0.2.1", 0, "[192.0.2.1]"},
             Row{"bare address", "192.0.2.1 x", "", "192.0.2.1", 0, "192.0.2.1"},
             Row{"bare address, port, colon", "192.0.2.1:25: x", "", "192.0.2.1", 25, "192.0.2.1:25"},
             Row{"IPv6 and port", "mx.example.org[2001:db8::1]:25", "mx.example.org", "2001:db8::1", 25,
                 "mx.example.org[2001:db8::1]:25"},
             Row{"IPv6 literal", "[IPv6:2001:DB8::1] x", "", "2001:db8::1", 0, "[IPv6:2001:DB8::1]"},
             Row{"IPv6 in parentheses", "mx.example.org (2001:db8::1)", "mx.example.org", "2001:db8::1", 0,
                 "mx.example.org (2001:db8::1)"},
             Row{"both ends of a connection", "mx.example.org (TCP|192.0.2.7|47323|192.0.2.25|2525) (ready)", "mx.example.org",
                 "192.0.2.25", 2525, "mx.example.org (TCP|192.0.2.7|47323|192.0.2.25|2525)"},
             Row{"one label with a connection", "mta (TCP|192.0.2.7|47323|192.0.2.25|25)", "mta", "192.0.2.25", 25,
                 "mta (TCP|192.0.2.7|47323|192.0.2.25|25)"},
             Row{"half a connection", "mx.example.org (TCP|192.0.2.7|47323)", "mx.example.org", "", 0, "mx.example.org"},
             Row{"name in brackets", "[smtp.example.org]:587 x", "smtp.example.org", "", 587, "[smtp.example.org]:587"},
             Row{"one label with an address", "mta [127.0.0.1] x", "mta", "127.0.0.1", 0, "mta [127.0.0.1]"},
             Row{"one label, address tied on", "localhost[127.0.0.1]: x", "localhost", "127.0.0.1", 0, "localhost[127.0.0.1]"},
             Row{"unknown", "unknown[192.0.2.1] x", "", "192.0.2.1", 0, "unknown[192.0.2.1]"},
             Row{"unknown in parentheses", "Unknown (192.0.2.1) x", "", "192.0.2.1", 0, "Unknown (192.0.2.1)"},
             Row{"underscore", "my_mx.example.org x", "my_mx.example.org", "", 0, "my_mx.example.org"},
             Row{"punycode", "xn--mx-abc.xn--p1ai x", "xn--mx-abc.xn--p1ai", "", 0, "xn--mx-abc.xn--p1ai"},
             Row{"labels beyond ASCII",
                 "mx.b\xc3\xbc"
                 "cher.example x",
                 "mx.b\xc3\xbc"
                 "cher.example",
                 "", 0,
                 "mx.b\xc3\xbc"
                 "cher.example"},
             Row{"quotes beyond ASCII", "mx.example.org\xe2\x80\x9d x", "mx.example.org", "", 0, "mx.example.org"},
             Row{"a socket", "mail.example.org[private/lmtp] x", "mail.example.org", "", 0, "mail.example.org"},
             Row{"an impossible address", "mx.example.org[192.0.2.999] x", "mx.example.org", "", 0, "mx.example.org"},
             Row{"a number that starts a name", "192.0.2.1.example.org x", "192.0.2.1.example.org", "", 0,
                 "192.0.2.1.example.org"},
             Row{"one label", "localhost said", "", "", 0, ""},
             Row{"one label and an address in parentheses", "server (192.0.2.1)", "", "", 0, ""},
             Row{"mail address", "john.doe@example.org", "", "", 0, ""},
             Row{"abbreviation", "e.g. this", "", "", 0, ""},
             Row{"version", "1.2 x", "", "", 0, ""},
             Row{"word and version", "version 1.2", "", "", 0, ""},
             Row{"dots only", "...", "", "", 0, ""},
             Row{"bracket only", "[", "", "", 0, ""},
             Row{"empty brackets", "[]", "", "", 0, ""},
             Row{"word in brackets", "[internal]", "", "", 0, ""},
             Row{"blank in front", " mx.example.org", "", "", 0, ""},
             Row{"empty", "", "", "", 0, ""},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        const std::string text(row.text);
        const HostRef host = read_host(text, arena);
        CHECK(host.name == row.name);
        CHECK(host.ip == row.ip);
        CHECK(host.port.value_or(0) == row.port);
        CHECK(text.substr(0, host.length) == row.read);
        CHECK(host.known() == (host.length != 0));
    }
}

TEST_CASE("host: what may be a name") {
    for (const std::string_view name : {"mx.example.org", "mx.example.org.", "mx_1.example.org", "_dmarc.example.org",
                                        "1.example.org", "a.xn--p1ai", "MX.EXAMPLE.ORG",
                                        "b\xc3\xbc"
                                        "cher.example",
                                        "\xe4\xbe\x8b\xe3\x81\x88.\xe3\x83\x86\xe3\x82\xb9\xe3\x83\x88", "a-b.example.org"}) {
        CAPTURE(name);
        CHECK(is_host_name(name));
    }
    for (const std::string_view name : {"", ".", "localhost", "192.0.2.1", "a..b", ".example.org", "mx.example.org..",
                                        "mx.example.org2", "mx.example.o", "a b.org", "-a.example.org", "a.example-",
                                        "a.b@example.org", "a.b/c", "a.example.org:25", "a.\xe2\x80\xa6.org", "a.\xff\xff.org"}) {
        CAPTURE(name);
        CHECK(!is_host_name(name));
    }
    CHECK(is_host_name(std::string(63, 'a') + ".example.org"));
    CHECK(!is_host_name(std::string(64, 'a') + ".example.org"));
    std::string labels;
    while (labels.size() < 300) labels += "a.";
    CHECK(!is_host_name(labels + "org"));
}

TEST_CASE("host: long texts, and texts cut anywhere") {
    detail::Arena arena;
    for (const char* unit : {"a", "a.", ".", "[", "(", "a.b-", "\xc3\xbc", "\xc3", "1.", "a.bc ", ":"}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20) text += unit;
        CHECK(read_host(text, arena).length <= 260);
        CHECK(!is_host_name(text));
    }
    const std::string text = "mx.example.org (mx.example.org [2001:db8::1]):25";
    for (std::size_t size = 0; size <= text.size(); ++size) CHECK(read_host(std::string(text, 0, size), arena).length <= size);
}

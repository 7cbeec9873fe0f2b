#include "fields/status.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse::fields;

namespace {

struct Row {
    std::string_view trap;
    std::string_view text;
    std::string_view status; ///< empty: none
};

} // namespace

TEST_CASE("status: at the start") {
    for (const Row& row : {
             Row{"alone", "5.1.1", "5.1.1"},
             Row{"with a comment", "5.1.1 (bad)", "5.1.1"},
             Row{"hash", "#5.7.1", "5.7.1"},
             Row{"hash in parentheses", "(#5.1.1)", "5.1.1"},
             Row{"parentheses", "(5.1.1) no", "5.1.1"},
             Row{"brackets", "[4.7.650] x", "4.7.650"},
             Row{"closed only", "5.1.1) no", "5.1.1"},
             Row{"success", "2.0.0", "2.0.0"},
             Row{"colon", "5.1.1:", "5.1.1"},
             Row{"full stop", "5.1.1.", "5.1.1"},
             Row{"text tied on", "5.1.1-text", "5.1.1"},
             Row{"longest numbers", "5.999.999", "5.999.999"},
             Row{"zero", "5.0.0", "5.0.0"},
             Row{"dotted quad", "5.1.1.2", ""},
             Row{"package version", "4.2.1-5", ""},
             Row{"two versions", "4.5.1/4.5.1", ""},
             Row{"class 3", "3.1.1", ""},
             Row{"class 1", "1.1.1", ""},
             Row{"no detail", "5.1", ""},
             Row{"empty detail", "5.1.", ""},
             Row{"empty subject", "5..1", ""},
             Row{"letter behind", "5.1.1a", ""},
             Row{"underscore behind", "5.1.1_x", ""},
             Row{"local part", "5.1.1@example.org", ""},
             Row{"four digits", "5.1234.1", ""},
             Row{"date", "2.11.2026", ""},
             Row{"leading zero", "5.01.1", ""},
             Row{"date with leading zero", "4.5.06", ""},
             Row{"two-digit class", "55.1.1", ""},
             Row{"not at the start", "text 5.1.1", ""},
             Row{"blank in front", " 5.1.1", ""},
             Row{"marks without end", "((((((((5.1.1", ""},
             Row{"class only", "5", ""},
             Row{"empty", "", ""},
         }) {
        CAPTURE(row.trap);
        CHECK(status_at(row.text) == row.status);
    }
}

TEST_CASE("status: a view into the text") {
    const std::string text = "(#5.7.1) no";
    CHECK(status_at(text).data() == text.data() + 2);
    CHECK(find_status(text).data() == text.data() + 2);
}

TEST_CASE("status: in running text, as a word of its own") {
    for (const Row& row : {
             Row{"behind a reply code", "550 5.1.1 <x@example.org>", "5.1.1"},
             Row{"tied to a reply code", "550-5.1.1 no", "5.1.1"},
             Row{"behind a slash and a reply code", "error 550/5.1.1", "5.1.1"},
             Row{"a contradiction is kept", "550 4.2.2 full", "4.2.2"},
             Row{"hash in parentheses", "error (#5.7.1)", "5.7.1"},
             Row{"brackets", "denied [5.7.1]", "5.7.1"},
             Row{"quote", "returned '5.4.1 no'", "5.4.1"},
             Row{"dash in front", "- 5.1.1 -", "5.1.1"},
             Row{"key", "dsn=5.1.1, stat=failed", "5.1.1"},
             Row{"script without spaces",
                 "\xe3\x82\xa8\xe3\x83\xa9\xe3\x83\xbc"
                 "5.1.1",
                 "5.1.1"},
             Row{"behind an IP", "see 192.0.2.1 then 4.2.2", "4.2.2"},
             Row{"behind a version of two numbers", "sendmail 8.15.2 5.1.2", "5.1.2"},
             Row{"at the end", "5.1.1.2 5.1.2", "5.1.2"},
             Row{"version with v", "v5.2.1", ""},
             Row{"version in words", "Version 5.2.1", ""},
             Row{"version in words, abbreviated", "mailer v. 4.1.2", ""},
             Row{"name", "mta-5.1.1", ""},
             Row{"name with a number", "rcpt-550-5.7.26", ""},
             Row{"product and version", "Postfix/2.5.1", ""},
             Row{"letter in front", "x5.1.1", ""},
             Row{"longer number", "1.5.1.1", ""},
             Row{"longer class", "15.1.1", ""},
             Row{"IP", "192.0.2.5", ""},
             Row{"path", "http://example.org/5.1.1", ""},
             Row{"address", "5.1.1@example.org", ""},
             Row{"host", "user@5.1.1", ""},
             Row{"telephone number", "+4.5.1", ""},
             Row{"empty", "", ""},
             Row{"dots only", "......", ""},
         }) {
        CAPTURE(row.trap);
        CHECK(find_status(row.text) == row.status);
    }
}

TEST_CASE("status: class and generic codes") {
    CHECK(is_generic("5.0.0"));
    CHECK(is_generic("2.0.0"));
    CHECK(!is_generic("5.1.0"));
    CHECK(!is_generic("5.0.10"));
    CHECK(!is_generic(""));
    CHECK(status_class("4.2.2") == 4);
    CHECK(status_class("2.0.0") == 2);
    CHECK(status_class("") == 0);
}

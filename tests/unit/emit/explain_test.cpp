#include "emit/screen.hpp"

#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

#include "support/parsed.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace dsnparse;

namespace {

const std::string original = "From: a@example.net\nTo: x@example.org\nSubject: figures\nMessage-ID: <1@example.net>\n";

std::string bounce(const std::string& reply) {
    return parsed::report("",
                          "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; x@example.org\nAction: "
                          "failed\nStatus: 5.0.0\nRemote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; "
                              + reply + "\n",
                          original);
}

std::size_t longest_line(const std::string& text) {
    std::size_t longest = 0;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        longest = std::max(longest, emit::columns(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
    }
    return longest;
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

} // namespace

TEST_CASE("explain: who refused, with which words, what it means, who acts, what to do") {
    const std::string text = explain(parse(bounce("550 5.1.1 User unknown")));
    CHECK(text.substr(0, 57) == "mx.example.org refused mail to x@example.org.\n\nWhat was s");
    CHECK(has(text, "> 550 5.1.1 >>User unknown<<"));
    CHECK(has(text, "What it means"));
    CHECK(has(text, "Stop writing to this address."));
    CHECK(has(text, "1. Check the spelling of x@example.org."));
    CHECK(has(text, "1@example.net"));
    CHECK(has(text, "the report's own field says 5.0.0"));
    CHECK(longest_line(text) <= 80);
    CHECK(text.back() == '\n');
    CHECK(!has(text, "\x1b"));
    ExplainOptions options;
    options.colour = true;
    options.width = 60;
    const std::string coloured = explain(parse(bounce("550 5.1.1 User unknown")), options);
    CHECK(has(coloured, "\x1b[1m"));
    CHECK(has(coloured, "\x1b[0m"));
}

TEST_CASE("explain: our own fault never means the recipient's address is bad") {
    const std::string text =
        explain(parse(bounce("554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.example.org")));
    CHECK(has(text, "Keep the address: this refusal is not about the recipient."));
    CHECK(has(text, "192.0.2.7"));
}

TEST_CASE("explain: honest where nothing is known, for every kind") {
    CHECK(has(explain(parse("hello")), "Nothing in this text says that a mail was refused."));
    CHECK(has(explain(parse("From: a@example.org\nTo: b@example.net\nSubject: x\n\nhi\n")), "ordinary mail"));
    CHECK(has(explain(parse("From: a@example.org\nTo: b@example.net\nSubject: x\nAuto-Submitted: auto-replied\n\nhi\n")),
              "automatic reply"));
    CHECK(has(explain(parse(bounce("550 xyzzy"))), "read the reply below") == false);
    CHECK(has(explain(parse(bounce("550 xyzzy"))), "Read the words of the reply."));
}

TEST_CASE("explain: nothing from a mail drives the terminal") {
    const std::string evil = "550 \x1b[31mred\x1b[0m \x07 \xC2\x9B"
                             "31m \xE2\x80\xAE reversed";
    const std::string text = explain(parse(bounce(evil)));
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        CHECK((c >= 0x20 || c == '\n'));
        CHECK(c != 0x7f);
    }
    CHECK(!has(text, "\xC2\x9B"));
    CHECK(!has(text, "\xE2\x80\xAE"));
    CHECK(has(text, "reversed"));
}

TEST_CASE("explain: of several recipients the one is explained that the whole was judged by") {
    const std::string text = explain(parse(parsed::report(
        "",
        "Reporting-MTA: dns; mta.example.net\n\nFinal-Recipient: rfc822; full@example.org\nAction: failed\nStatus: 5.2.2\n"
        "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\n\nFinal-Recipient: rfc822; gone@example.org\nAction: failed\nStatus: "
        "5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n",
        original)));
    CHECK(has(text, "> 550 5.1.1 >>User unknown<<"));
    CHECK(has(text, "Check the spelling of gone@example.org."));
}

TEST_CASE("explain: many recipients and replies stay one screen or so") {
    std::string status = "Reporting-MTA: dns; mta.example.net\n";
    for (int i = 0; i < 500; ++i)
        status += "\nFinal-Recipient: rfc822; u" + std::to_string(i) + "@example.org\nAction: failed\nStatus: 5.1.1\n";
    const std::string text = explain(parse(parsed::report("", status, original)));
    CHECK(has(text, "and 499 more"));
    CHECK(has(text, "... and 480 more"));
    CHECK(text.size() < 8000);
}

TEST_CASE("explain_trace: the chain, or its absence") {
    CHECK(explain_trace(trace("From: a@example.org\nSubject: x\n\n")) == "No Received field.\n");
    const std::string text =
        explain_trace(trace("Received: from b.example.com (b.example.com [198.51.100.2]) by mx.example.org (Postfix) with ESMTPS "
                            "id 2; Thu, 2 Feb 2012 14:01:10 -0500\nFrom: a@example.com\nSubject: x\n\n"));
    CHECK(text.substr(0, 7) == "#   fro");
    CHECK(has(text, "\n*0  b.example.com [198.51.100.2]"));
    CHECK(has(text, "  mx.example.org  ESMTPS  -\n"));
    CHECK(has(text, "* sending edge: b.example.com [198.51.100.2]"));
}

TEST_CASE("explain_trace: long names are wrapped within the table, whatever its width") {
    const std::string name(60, 'n');
    const Report report =
        trace("Received: from " + name + ".example.com (" + name
              + ".example.com [198.51.100.2]) by mx.example.org with ESMTP id 2; Thu, 2 Feb 2012 14:01:10 -0500\n"
                "Subject: x\n\n");
    for (const std::size_t width : {std::size_t{60}, std::size_t{80}}) {
        ExplainOptions options;
        options.width = width;
        const std::string text = explain_trace(report, options);
        CHECK(longest_line(text.substr(0, text.find("sending edge"))) <= width);
        std::size_t letters = 0;
        for (const char c : text.substr(0, text.find("sending edge"))) letters += c == 'n' ? 1 : 0;
        CHECK(letters >= 60);
    }
}

TEST_CASE("explain: Markdown shows the words of a mail letter by letter") {
    ExplainOptions options;
    options.format = ExplainFormat::markdown;
    const std::string text = explain(parse(bounce("550 5.1.1 User unknown <b>*x*</b> [a](http://example.com/`) _y_")), options);
    CHECK(has(text, "# mx.example.org refused mail to x@example.org."));
    CHECK(has(text, "**User unknown** \\<b\\>\\*x\\*\\</b\\> \\[a\\]\\(http://example.com/\\`\\) \\_y\\_"));
    CHECK(has(text, "1. Check the spelling of x@example.org."));
}

TEST_CASE("explain: JSON has the same parts, with the place of the deciding words") {
    ExplainOptions options;
    options.format = ExplainFormat::json;
    const auto json = nlohmann::json::parse(explain(parse(bounce("550 5.1.1 User unknown")), options));
    CHECK(json["headline"] == "mx.example.org refused mail to x@example.org.");
    REQUIRE(json["said"].size() == 1);
    const std::string words = json["said"][0]["words"];
    const auto mark = json["said"][0]["mark"];
    CHECK(words.substr(mark["offset"].get<std::size_t>(), mark["length"].get<std::size_t>()) == "User unknown");
    CHECK(json["steps"].size() == 3);
    CHECK(json["unsure"].is_null());
}

TEST_CASE("explain: ids to quote, limits, waiting times and contradictions are told") {
    const std::string text =
        explain(parse(bounce("550 5.1.1 message size 3145728 exceeds size limit 2097152; try again later in 5 "
                             "minutes, reference id ab12-34")));
    CHECK(has(text, "quote the id ab12-34"));
    CHECK(has(text, "size limit  2 MB (\"2097152\")"));
    CHECK(has(text, "try again   in 5 minutes"));
    CHECK(has(text, "The reply's words says try again later, the reply's code 550: the latter counts.") == false);
    CHECK(has(text, "say try again later"));
}

TEST_CASE("screen: columns count characters, not bytes") {
    CHECK(emit::columns("caf\xC3\xA9") == 4);
    CHECK(emit::columns("") == 0);
}

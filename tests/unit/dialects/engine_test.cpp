#include "dialects/address_index.hpp"
#include "dialects/engine.hpp"
#include "dialects/prefilter.hpp"
#include "support/words.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace dsnparse;
using namespace dsnparse::dialects;
using dsnparse::testing::Words;

namespace {

int never(const ReportView&) { return 0; }
void nothing(const ReportView&, Facts&) {}

constexpr std::string_view alpha_markers[] = {"alpha mailer", "x-alpha-id:"};
constexpr std::string_view beta_markers[] = {"beta"};
constexpr std::string_view gamma_markers[] = {"x-mailer: gamma"};
constexpr Dialect alpha{"alpha", "", alpha_markers, never, nothing};
constexpr Dialect beta{"beta", "", beta_markers, never, nothing};
constexpr Dialect gamma_dialect{"gamma", "", gamma_markers, never, nothing};
constexpr const Dialect* all[] = {&alpha, &beta, &gamma_dialect};

std::string found(std::string_view text, std::string_view header = {}) {
    static const Prefilter filter(all);
    const Words words(text, header);
    std::string names;
    const std::span<const bool> candidates = filter.candidates(words.view());
    REQUIRE(candidates.size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        if (candidates[i]) names += all[i]->name.substr(0, 1);
    return names;
}

} // namespace

TEST_CASE("prefilter: only dialects with a marker in the words or the header are asked") {
    CHECK(found("nothing of the kind").empty());
    CHECK(found("This is the ALPHA Mailer at work").front() == 'a');
    CHECK(found("alphabeta") == "b");
    CHECK(found("alpha mailer, beta") == "ab");
    CHECK(found("x-mailer: gamma") == "g");
    CHECK(found("text", "From: a@example.net\nX-Mailer: Gamma 1.0\n") == "g");
    CHECK(found("text", "From: Alpha Mailer <a@example.net>\nSubject: x\n") == "a");
    CHECK(found("text", "From: a@example.net\nSubject: =?utf-8?q?beta?=\n") == "b");
    CHECK(found("text", "From: a@example.net\nX-Alpha-Id: 7\n") == "a");
    CHECK(found("text", "From: a@example.net\nTo: beta@example.org\nReferences: <beta@example.org>\n") == "");
    CHECK(found("", "From: a@example.net\n") == "");
}

TEST_CASE("prefilter: many fields and long ones") {
    std::string header = "From: a@example.net\n";
    for (int i = 0; i < 1000; ++i) header += "X-Field-" + std::to_string(i) + ": " + std::string(100, 'x') + "\n";
    CHECK(found("beta", header) == "b");
    CHECK(found("x", "From: a@example.net\nX-Long: " + std::string(100000, 'y') + "beta\n") == "");
}

TEST_CASE("registry: names are those of the files, in order, and every dialect can be found") {
    std::string_view last;
    for (const Dialect* dialect : registry()) {
        CAPTURE(dialect->name);
        CHECK(dialect->name > last);
        last = dialect->name;
        CHECK_FALSE(dialect->markers.empty());
        for (std::string_view marker : dialect->markers) {
            CAPTURE(marker);
            CHECK(marker.size() >= 5); // shorter ones halve the speed of the search for all of them
            for (char c : marker) CHECK_FALSE(ascii::is_upper(c));
        }
    }
}

TEST_CASE("engine: the surest dialect reads; words of its own are needed") {
    CHECK(Words("Hi. This is the qmail-send program at mta.example.net.\nI'm afraid I wasn't able to deliver your message to the "
                "following addresses.\n"
                "This is a permanent error; I've given up. Sorry it didn't work out.\n\n<ann@example.org>:\nSorry, no mailbox "
                "here by that name. (#5.1.1)\n")
              .facts.mta
          == "qmail");
    CHECK(Words("no report at all").facts.mta.empty());
    CHECK(Words("").facts.recipients.empty());
}

TEST_CASE("engine: a dialect that knows the looks and finds nothing leaves the rest to the general reading") {
    const Words words("Your message\n\n  To:      xxx\n\ndid not reach the following recipient(s):\n\nann@example.org on Fri, 4 "
                      "Oct 2002\n    The recipient name is not "
                      "recognized\n\n   ----- Transcript of session follows -----\nbogus line\n",
                      "From: postmaster@example.net\nSubject: Undeliverable: x\n");
    CHECK(words.addresses() == std::vector<std::string>{"ann@example.org"});
    CHECK(words.facts.mta.empty());
    // Surer looks name the system, even so.
    const Words bare(
        "The original message was received at Thu, 2 Feb 2012 14:01:15 -0500\n\n   ----- Transcript of session follows -----\n",
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: hello\n");
    CHECK(bare.facts.mta == "sendmail");
    CHECK(bare.facts.replies.empty());
}

TEST_CASE("engine: a view without blocks") {
    const Words words("", "From: a@example.net\nSubject: x\n");
    CHECK(words.facts.recipients.empty());
    CHECK(words.facts.replies.empty());
}

TEST_CASE("view: evidence knows its place, or says that there is none") {
    const Words words("one two three");
    const ReportView& view = words.view();
    const TextBlock& block = view.blocks[0];
    const Evidence inside = view.evidence(block, block.text.text.substr(4, 3));
    REQUIRE(inside.span.has_value());
    CHECK(inside.span->offset == 4);
    CHECK(inside.span->length == 3);
    CHECK(inside.text == "two");
    CHECK(inside.where == "report_text");
    CHECK(inside.part == "1");
    CHECK_FALSE(view.evidence(block, "elsewhere").span.has_value());
    CHECK(view.evidence(block, "elsewhere").text == "elsewhere");
}

TEST_CASE("view: header values") {
    const Words words(
        "text",
        "From: a@example.net\nX-Failed-Recipients: ann@example.org,\n bea@example.org\nX-Failed-Recipients: cec@example.org\n");
    CHECK(words.view().header_value("x-failed-recipients") == "ann@example.org, bea@example.org");
    CHECK(words.view().header_value("X-None").empty());
    CHECK(Words("text").view().header_value("From").empty());
}

TEST_CASE("address index: whatever the case, first one stays, many of them") {
    detail::Arena arena;
    AddressIndex index(arena);
    CHECK(index.find("ann@example.org") == AddressIndex::none);
    index.add("ann@example.org", 7);
    index.add("ANN@example.org", 8);
    index.add("", 9);
    CHECK(index.find("Ann@Example.ORG") == 7);
    CHECK(index.find("") == AddressIndex::none);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < 3000; ++i) names.push_back("user" + std::to_string(i) + "@example.org");
    for (std::size_t i = 0; i < names.size(); ++i) index.add(names[i], i);
    for (std::size_t i = 0; i < names.size(); ++i) CHECK(index.find(names[i]) == i);
    CHECK(index.find("user3000@example.org") == AddressIndex::none);
}

/// \file
/// One text and all that a dialect should find in it.
#pragma once

#include "support/words.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::testing {

/// A row of a dialect's table. `recipients`: `address action`, with ` from original` where the text tells it.
/// `replies`: as Words::replies() words them.
struct DialectCase {
    std::string trap;
    std::string_view header;
    std::string text;
    std::vector<std::string> recipients;
    std::vector<std::string> replies;
};

[[nodiscard]] inline std::vector<std::string> describe_recipients(const dialects::Facts& facts) {
    std::vector<std::string> all;
    for (const dialects::RecipientFact& fact : facts.recipients)
        all.push_back(std::string(fact.address) + " " + std::string(to_string(fact.action))
                      + (fact.original.empty() ? "" : " from " + std::string(fact.original)));
    return all;
}

/// All on lines of their own, which a failed check shows.
[[nodiscard]] inline std::string lines(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& item : items) all += item + "\n";
    return all;
}

[[nodiscard]] inline std::string with_line_ends(std::string_view text, std::string_view line_end) {
    std::string out;
    for (char c : text)
        if (c == '\n')
            out += line_end;
        else
            out += c;
    return out;
}

/// The row holds, and holds as well where lines end in CRLF; every piece of evidence lies in the message.
inline void check_case(std::string_view mta, const DialectCase& row) {
    CAPTURE(row.trap);
    for (const char* line_end : {"\n", "\r\n"}) {
        CAPTURE(line_end);
        const Words words(with_line_ends(row.text, line_end), with_line_ends(row.header, line_end));
        CHECK(words.facts.mta == mta);
        CHECK(lines(describe_recipients(words.facts)) == lines(row.recipients));
        CHECK(lines(words.replies()) == lines(row.replies));
        for (const dialects::ReplyFact& fact : words.facts.replies) {
            REQUIRE_FALSE(fact.reply.evidence.empty());
            CHECK(fact.reply.evidence[0].span.has_value());
        }
        for (const dialects::RecipientFact& fact : words.facts.recipients) CHECK(fact.evidence.span.has_value());
    }
}

/// Whatever is cut off, put in or repeated: no more than the limits allow is found, and nothing breaks.
inline void check_hostile(const DialectCase& row) {
    CAPTURE(row.trap);
    Limits limits;
    limits.recipients = 50;
    limits.replies = 60;
    const auto survives = [&](std::string_view text) {
        const Words words(text, row.header, limits);
        CHECK(words.facts.recipients.size() <= limits.recipients + 1);
        CHECK(words.facts.replies.size() <= limits.replies + 1);
        CHECK(words.facts.steps.size() <= limits.replies + 1);
    };
    for (std::size_t size = 0; size <= row.text.size(); ++size) {
        survives(std::string_view(row.text).substr(0, size));
        survives(std::string_view(row.text).substr(size));
    }
    std::string damaged = row.text;
    for (std::size_t i = 0; i < damaged.size(); i += 3) damaged[i] = '\0';
    survives(damaged);
    std::string repeated;
    while (repeated.size() < 200000) repeated += row.text;
    survives(repeated);
    std::string one_line = row.text;
    std::replace(one_line.begin(), one_line.end(), '\n', ' ');
    while (one_line.size() < 200000) one_line += one_line;
    survives(one_line);
}

/// Every row holds, whatever is done to its text.
inline void check_dialect(std::string_view mta, const std::vector<DialectCase>& rows) {
    for (const DialectCase& row : rows) {
        check_case(mta, row);
        check_hostile(row);
    }
}

} // namespace dsnparse::testing

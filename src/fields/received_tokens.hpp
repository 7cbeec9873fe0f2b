/// \file
/// Words, comments and clauses of a Received value: its syntax, without any MTA's habits.
#pragma once

#include "base/arena.hpp"

#include <dsnparse/list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace dsnparse::fields {

enum class ReceivedTokenKind : std::uint8_t { word, comment, semicolon };

/// A piece of the value at its top level.
struct ReceivedToken {
    ReceivedTokenKind kind = ReceivedTokenKind::word;
    std::string_view text; ///< a view into the value; of a comment: what stands between its parentheses
    bool closed = false; ///< of a comment: a `)` follows `text`
    [[nodiscard]] bool is_word() const { return kind == ReceivedTokenKind::word; }
    [[nodiscard]] bool is_comment() const { return kind == ReceivedTokenKind::comment; }
};

/// The parts that RFC 5321 section 4.4 names. `lead` is what stands before the first keyword.
enum class ReceivedClause : std::uint8_t { lead, from, by, via, with, id, for_ };
constexpr std::size_t received_clause_count = 7;

using ReceivedSpan = std::span<const ReceivedToken>;

/// The tokens of each clause: those of its first occurrence, keyword left out.
struct ReceivedClauses {
    std::array<ReceivedSpan, received_clause_count> tokens;
    std::array<std::uint8_t, received_clause_count> count{}; ///< how often it occurs; at most 255

    [[nodiscard]] ReceivedSpan of(ReceivedClause clause) const { return tokens[static_cast<std::size_t>(clause)]; }
    [[nodiscard]] bool has(ReceivedClause clause) const { return count[static_cast<std::size_t>(clause)] != 0; }
    [[nodiscard]] bool repeats(ReceivedClause clause) const { return count[static_cast<std::size_t>(clause)] > 1; }
};

/// Splits `value` into words, comments and semicolons. Comments nest; quoted strings belong to their word. A comment
/// that is never closed ends before the next keyword or `;`. `balanced` is set to whether all parentheses match.
[[nodiscard]] List<ReceivedToken> split_received(std::string_view value, detail::Arena& scratch, bool& balanced);

/// The clause that `word` starts; `lead`: none.
[[nodiscard]] ReceivedClause received_keyword(std::string_view word);

/// Assigns tokens to clauses.
[[nodiscard]] ReceivedClauses find_received_clauses(ReceivedSpan tokens);

/// First word of a clause if the clause starts with one; empty: it does not.
[[nodiscard]] inline std::string_view first_word(ReceivedSpan tokens) {
    return !tokens.empty() && tokens[0].is_word() ? tokens[0].text : std::string_view{};
}

/// The words at the front of `tokens` as one view (they stand side by side in the value).
[[nodiscard]] std::string_view leading_words(ReceivedSpan tokens);

} // namespace dsnparse::fields

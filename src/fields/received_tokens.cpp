#include "fields/received_tokens.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace dsnparse::fields {

namespace {

using detail::Arena;

constexpr std::size_t open_ended = std::string_view::npos;

/// A `(` and the `)` that closes it; open_ended: none does.
struct Parentheses {
    std::size_t open = 0;
    std::size_t close = open_ended;
    std::uint32_t outer = 0; ///< index + 1 of the pair that was open before
};

/// All `(` in the order of the text, in one pass.
List<Parentheses> match_parentheses(std::string_view value, Arena& scratch) {
    static constexpr ascii::CharSet marks("()\\");
    List<Parentheses> pairs;
    std::uint32_t innermost = 0; // index + 1 of the pair that is open
    for (std::size_t i = marks.find_in(value); i < value.size(); i = marks.find_in(value, i + 1)) {
        if (value[i] == '\\' && innermost != 0) {
            ++i;
        } else if (value[i] == '(') {
            scratch.append(pairs, Parentheses{i, open_ended, innermost});
            innermost = static_cast<std::uint32_t>(pairs.size());
        } else if (value[i] == ')' && innermost != 0) {
            Parentheses& pair = Arena::items(pairs)[innermost - 1];
            pair.close = i;
            innermost = pair.outer;
        }
    }
    return pairs;
}

/// Cuts a value into tokens from front to back.
class Splitter {
public:
    Splitter(std::string_view value, Arena& scratch)
        : value_(value), scratch_(scratch), pairs_(match_parentheses(value, scratch)) {}

    List<ReceivedToken> split() {
        while (at_ < value_.size()) {
            const char c = value_[at_];
            if (ascii::is_space(c)) {
                ++at_;
            } else if (c == '(') {
                take_comment();
            } else if (c == ')') {
                balanced_ = false;
                ++at_;
            } else if (c == ';') {
                add(ReceivedTokenKind::semicolon, at_, at_ + 1);
                ++at_;
            } else {
                take_word();
            }
        }
        return tokens_;
    }

    [[nodiscard]] bool balanced() const { return balanced_; }

private:
    void add(ReceivedTokenKind kind, std::size_t begin, std::size_t end) {
        const bool closed = kind == ReceivedTokenKind::comment && end < value_.size() && value_[end] == ')';
        scratch_.append(tokens_, ReceivedToken{kind, value_.substr(begin, end - begin), closed});
    }

    void take_comment() {
        while (next_pair_ < pairs_.size() && pairs_[next_pair_].open < at_) ++next_pair_;
        const std::size_t begin = at_ + 1;
        // An escaped parenthesis is no pair; it is met here only where the comment around it is broken.
        const bool known = next_pair_ < pairs_.size() && pairs_[next_pair_].open == at_;
        std::size_t end = known ? pairs_[next_pair_].close : open_ended;
        if (end == open_ended) {
            balanced_ = false;
            end = end_of_broken_comment(begin);
        }
        add(ReceivedTokenKind::comment, begin, end);
        at_ = tokens_.back().closed ? end + 1 : end;
    }

    /// Where a comment without its `)` ends: before a keyword, `;` or the next parenthesis.
    [[nodiscard]] std::size_t end_of_broken_comment(std::size_t begin) const {
        for (std::size_t i = begin; i < value_.size(); ++i) {
            const char c = value_[i];
            if (c == ';' || c == '(' || c == ')') return i;
            if (!ascii::is_space(c)) continue;
            std::size_t stop = i + 1;
            while (stop < value_.size() && ascii::is_alpha(value_[stop])) ++stop;
            // Postfix: `(using TLSv1.3 with cipher X`
            const bool whole =
                stop < value_.size() && ascii::is_space(value_[stop]) && !value_.substr(stop + 1).starts_with("cipher ");
            if (whole && received_keyword(value_.substr(i + 1, stop - i - 1)) != ReceivedClause::lead) return i;
        }
        return value_.size();
    }

    void take_word() {
        const std::size_t begin = at_;
        static constexpr ascii::CharSet ends(" \t\n\r\f\v();\"");
        while (true) {
            at_ = std::min(ends.find_in(value_, at_), value_.size());
            if (at_ >= value_.size() || value_[at_] != '"') break;
            at_ = end_of_quotes(at_);
        }
        add(ReceivedTokenKind::word, begin, at_);
    }

    /// Behind the quoted string that starts at `open`; behind the `"` alone where nothing closes it.
    std::size_t end_of_quotes(std::size_t open) {
        if (no_more_quotes_) return open + 1;
        for (std::size_t i = open + 1; i < value_.size(); ++i) {
            if (value_[i] == '\\')
                ++i;
            else if (value_[i] == '"')
                return i + 1;
        }
        no_more_quotes_ = true;
        return open + 1;
    }

    std::string_view value_;
    Arena& scratch_;
    List<Parentheses> pairs_;
    List<ReceivedToken> tokens_;
    std::size_t at_ = 0;
    std::size_t next_pair_ = 0;
    bool balanced_ = true;
    bool no_more_quotes_ = false;
};

/// Whether a second `from` or `by` means a host: `by uid 500` and `from C=US,CN=x` do not.
bool names_place(ReceivedSpan tokens, std::size_t at) {
    if (at >= tokens.size() || !tokens[at].is_word()) return false;
    const std::string_view word = tokens[at].text;
    return (word[0] == '[' || word.find('.') != std::string_view::npos)
           && ascii::find_any_of(word, "=@<") == std::string_view::npos;
}

} // namespace

List<ReceivedToken> split_received(std::string_view value, Arena& scratch, bool& balanced) {
    Splitter splitter(value, scratch);
    const List<ReceivedToken> tokens = splitter.split();
    balanced = splitter.balanced();
    return tokens;
}

ReceivedClause received_keyword(std::string_view word) {
    if (word.size() < 2 || word.size() > 4) return ReceivedClause::lead;
    if (ascii::iequals(word, "from")) return ReceivedClause::from;
    if (ascii::iequals(word, "by")) return ReceivedClause::by;
    if (ascii::iequals(word, "via")) return ReceivedClause::via;
    if (ascii::iequals(word, "with")) return ReceivedClause::with;
    if (ascii::iequals(word, "id")) return ReceivedClause::id;
    if (ascii::iequals(word, "for")) return ReceivedClause::for_;
    return ReceivedClause::lead;
}

ReceivedClauses find_received_clauses(ReceivedSpan tokens) {
    ReceivedClauses clauses;
    auto current = static_cast<std::size_t>(ReceivedClause::lead);
    std::size_t begin = 0;
    const auto close = [&](std::size_t end) {
        if (clauses.count[current] <= 1) clauses.tokens[current] = tokens.subspan(begin, end - begin);
    };
    clauses.count[current] = 1;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const ReceivedClause keyword = tokens[i].is_word() ? received_keyword(tokens[i].text) : ReceivedClause::lead;
        if (keyword == ReceivedClause::lead) continue;
        const bool place = keyword == ReceivedClause::from || keyword == ReceivedClause::by;
        if (place && clauses.has(keyword) && !names_place(tokens, i + 1)) continue;
        close(i);
        current = static_cast<std::size_t>(keyword);
        begin = i + 1;
        if (clauses.count[current] < 255) ++clauses.count[current];
    }
    close(tokens.size());
    return clauses;
}

std::string_view leading_words(ReceivedSpan tokens) {
    std::size_t n = 0;
    while (n < tokens.size() && tokens[n].is_word()) ++n;
    if (n == 0) return {};
    const char* begin = tokens[0].text.data();
    const char* end = tokens[n - 1].text.data() + tokens[n - 1].text.size();
    return {begin, static_cast<std::size_t>(end - begin)};
}

} // namespace dsnparse::fields

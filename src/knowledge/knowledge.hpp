/// \file
/// Knowledge: data files, compiled once, asked many times. The only layer that uses RE2 (pattern.hpp).
#pragma once

#include "base/arena.hpp"
#include "knowledge/kind_markers.hpp"

#include <dsnparse/report.hpp>
#include <dsnparse/rules.hpp>

#include <optional>
#include <string_view>

namespace dsnparse::knowledge {

/// A row of data/categories.tsv.
struct Category {
    std::string_view id;
    std::string_view meaning;
    Permanence permanence = Permanence::unknown;
    Suppress suppress = Suppress::no;
    std::string_view responsible;
    std::string_view remedy; ///< id in data/remedies
};

/// A row of IANA's registry of enhanced status codes, or of the reply codes of RFC 5321.
struct CodeEntry {
    std::string_view code; ///< `X.1.1`, or `550`
    std::string_view name; ///< the registered text
    std::string_view category; ///< ours; empty: it does not tell
};

/// A row of data/blocklists.tsv.
struct BlocklistEntry {
    std::string_view zone;
    std::string_view name;
    std::string_view of; ///< `ip` or `domain`
    std::string_view lookup; ///< may hold `{ip}`; empty: there is no page
};

/// A row of data/foreign-reasons.tsv: what other tools call a category.
struct ForeignReason {
    std::string_view sisimai;
    std::string_view ses_type;
    std::string_view ses_subtype;
};

/// What is asked about a refusal.
struct Question {
    std::optional<int> code;
    std::string_view status;
    std::string_view text; ///< the words, without codes
    std::string_view host; ///< who said it
    Phase phase = Phase::unknown;
    bool remote = true; ///< a remote server's words (false: the reporting MTA's)
};

/// The rule that answers it.
struct Match {
    std::string_view rule; ///< id
    std::string_view category;
    std::string_view provider; ///< may be empty
    std::string_view remedy; ///< id; empty: the category's
    std::string_view url; ///< a page of who refuses that says more; may be empty
    Permanence permanence = Permanence::unknown; ///< unknown: the category's
    double confidence = 0;
    std::size_t begin = 0; ///< the deciding words in Question::text
    std::size_t end = 0;
};

/// The best rule for `question`; nullopt: none. `others`, if given, gets categories of the losers. Thread-safe.
[[nodiscard]] std::optional<Match> match(const Compiled& compiled, const Question& question, detail::Arena& arena,
                                         List<Alternative>* others = nullptr);

/// Block lists whose zones are in `text`, each once, in the order in which they stand.
[[nodiscard]] List<const BlocklistEntry*> find_blocklists(const Compiled& compiled, std::string_view text, detail::Arena& arena);

/// What speaks for the kind of a mail.
[[nodiscard]] const KindMarkers& kind_markers(const Compiled& compiled);

/// Null where unknown.
[[nodiscard]] const Category* find_category(const Compiled& compiled, std::string_view id);
/// Those of `undetermined` where the category is unknown.
[[nodiscard]] ForeignReason foreign_reason_of(const Compiled& compiled, std::string_view category);
/// What Sisimai calls the system of a dialect; the dialect's own name where it has none for it.
[[nodiscard]] std::string_view sisimai_agent_of(const Compiled& compiled, std::string_view mta);
/// Entry of an enhanced status (`5.1.1`, looked up as `X.1.1`); null: not registered.
[[nodiscard]] const CodeEntry* find_status_entry(const Compiled& compiled, std::string_view status);
[[nodiscard]] const CodeEntry* find_reply_entry(const Compiled& compiled, int code);
/// Provider or product that runs a host of that name; empty: unknown.
[[nodiscard]] std::string_view provider_of(const Compiled& compiled, std::string_view host);
/// The remedy as the Report carries it; lists live in `arena`. Not known() where the id is unknown.
[[nodiscard]] Remedy make_remedy(const Compiled& compiled, std::string_view id, detail::Arena& arena);

} // namespace dsnparse::knowledge

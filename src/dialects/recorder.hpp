/// \file
/// Recorder: puts what a dialect reads into Facts, so that every dialect does it the same way.
#pragma once

#include "dialects/dialect.hpp"
#include "fields/host.hpp"

namespace dsnparse::dialects {

/// One reply or reason as a text tells it.
struct Said {
    std::string_view words; ///< the reply, codes included, or the reason; may hold several lines
    std::string_view raw; ///< the same in the block, for the evidence; empty: `words` themselves
    Speaker speaker = Speaker::reporter;
    Phase phase = Phase::unknown; ///< unknown from a reporter: told from its words
    fields::HostRef host; ///< as the text names it; nobody for the reporter's own affairs
    std::string_view command; ///< that it answers, as quoted
};

/// Words of the reporting MTA about its own affairs.
[[nodiscard]] inline Said own_words(std::string_view words, Phase phase = Phase::local) {
    Said said;
    said.words = words;
    said.phase = phase;
    return said;
}

/// Words that are a server's reply where they begin with a code (`550 5.1.1 ...`), else the reporter's own. `words` is a view
/// into the block.
[[nodiscard]] Said reply_or_own(std::string_view words);

/// Writes to the Facts of one report, on behalf of one block at a time.
class Recorder {
public:
    /// Names a recipient in Facts. Not valid for another Facts.
    using Handle = std::size_t;
    static constexpr Handle nobody = static_cast<Handle>(-1);

    Recorder(const ReportView& view, const TextBlock& block, Facts& facts) : view_(view), block_(block), facts_(facts) {}

    /// The recipient `address`, added if it is new; `original` is what was written to if the text tells both, and
    /// keeps apart two recipients that ended at one address. An empty address, and one more than
    /// Limits::recipients plus one, give `nobody`.
    Handle recipient(std::string_view address, std::string_view original = {}, Action action = Action::unknown);

    /// The recipient `address`, whatever it came from; else as `recipient`.
    Handle known_recipient(std::string_view address, Action action = Action::unknown);

    /// The recipient behind a handle; valid until the next one is added.
    [[nodiscard]] RecipientFact& at(Handle handle) { return detail::Arena::items(facts_.recipients)[handle]; }

    /// The words that name a recipient, where they are not its address as it stands.
    void show(Handle recipient, std::string_view words);

    /// Adds a reply about one recipient, or about all of its session (`nobody`). The first words, if they are
    /// the reporter's, also become the recipient's reason. At most Limits::replies plus one are kept.
    void say(Handle about, const Said& said);

    [[nodiscard]] bool full() const { return facts_.recipients.size() > view_.context.limits().recipients; }
    [[nodiscard]] std::size_t most_steps() const { return view_.context.limits().replies; }
    [[nodiscard]] Facts& facts() { return facts_; }
    [[nodiscard]] detail::Arena& arena() const { return view_.context.arena; }

private:
    const ReportView& view_;
    const TextBlock& block_;
    Facts& facts_;
};

/// True if `words` (this case) stand in a block of the report.
[[nodiscard]] bool says(const ReportView& view, std::string_view words);

/// True if a Received field begins with `(PROGRAM ` and says `invoked for bounce`: qmail's signature, which others took over.
[[nodiscard]] bool is_invoked_for_bounce(const ReportView& view, std::string_view program);

/// The word behind `lead` in `line`, a full stop or comma at its end taken off: `... program at host mta.example.net.`
[[nodiscard]] std::string_view word_behind(std::string_view line, std::string_view lead);

/// `raw` on one line, folding undone; a view into `raw` where it was one line already.
[[nodiscard]] std::string_view one_line(const ReportView& view, std::string_view raw);

/// What failed, from the reporting MTA's own description (`Connection refused`, `Host not found`): `connect`, `dns` or
/// `starttls` where the words leave no doubt, else `local`.
[[nodiscard]] Phase phase_of_trouble(std::string_view words);

/// The host in front of `[`, `(` or white space, also where it is a bare label (`localhost[127.0.0.1]`) or a
/// socket (`mail.example.org[private/lmtp]`): then only what can be told is filled.
[[nodiscard]] fields::HostRef host_at(std::string_view text, detail::Arena& arena);

} // namespace dsnparse::dialects

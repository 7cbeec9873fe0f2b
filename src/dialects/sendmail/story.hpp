/// \file
/// Puts both halves of a Sendmail report together: which words are about whom.
#pragma once

#include "dialects/address_index.hpp"
#include "dialects/recorder.hpp"
#include "dialects/sendmail/listing.hpp"
#include "dialects/sendmail/transcript.hpp"

namespace dsnparse::dialects::sendmail {

/// What the parts of a report say.
struct Parts {
    List<Listed> listed;
    List<Event> events;
    bool warning = false; ///< it says that it is a warning only
};

/// Recipients, replies and steps of one report.
///
///  - A reply to RCPT is about the address of the command; where the session was pipelined (`>>> DATA` stands in front of the
///    replies), about the address in Sendmail's own line behind it, in the reply itself, or of the reason that is the same words.
///  - A reply to anything else is about all recipients whose reason it is; of all of the session where no reason tells.
///  - `503 need RCPT` and `554 no valid recipients` only follow from the refusals before them.
///  - Sendmail's own lines are the reporter's words; a host is theirs only if they name it (`Connection refused by X`).
class Story {
public:
    Story(const ReportView& view, const Parts& parts, Facts& facts);
    void tell();

private:
    using Handles = List<Recorder::Handle>;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// A reply before it is known whom it is about.
    struct Pending {
        std::string_view words;
        std::string_view raw;
        const TextBlock* block = nullptr;
        Speaker speaker = Speaker::remote;
        Phase phase = Phase::unknown;
        std::optional<int> code;
        std::string_view command;
        std::string_view named; ///< address of the command that it answers; of an own line: the host that it is about
        fields::HostRef host;
        std::uint32_t session = 0;
        Handles about; ///< empty: all of the session
        std::size_t follows = none; ///< the pending reply whose recipients are this one's, too
        std::size_t step = 0; ///< index in Facts::steps
        std::size_t steps = 0;
        bool consequence = false;
    };

    void add_listed();
    [[nodiscard]] std::string_view address_of(const Listed& entry) const;
    void add_aliases(Recorder::Handle handle, const Listed& entry);
    Recorder::Handle add_recipient(const TextBlock& block, std::string_view address, Action action);
    [[nodiscard]] Recorder::Handle find(std::string_view name) const;

    // The transcript, event by event.
    void take(const Event& event);
    void take_talking(const Event& event);
    void take_command(const Event& event);
    void take_reply(const Event& event);
    void take_local(const Event& event);
    void take_own_words(const Event& event, const Handles& about);
    [[nodiscard]] Handles named_recipients(const Event& event);
    bool take_success(const Event& event, const Handles& about);
    void tie_to_reply(const Event& event, const Handles& about);
    void finish_command();
    [[nodiscard]] Pending start_pending(const Event& event, Speaker speaker) const;
    std::size_t add_pending(const Pending& reply);
    std::size_t add_step(Direction direction, std::string_view words);
    [[nodiscard]] Pending& pending(std::size_t index) { return detail::Arena::items(pending_)[index]; }
    void tie(Pending& reply, Recorder::Handle handle);

    // Whom the replies are about.
    void resolve();
    void resolve_own_address(Pending& reply);
    void resolve_host(Pending& reply);
    void resolve_unlisted(Pending& reply);
    void match_reasons();
    void add_unmatched_reasons();
    void settle_actions();
    void name_domains();
    void emit(const Pending& reply);
    /// More recipients share one reply only where it is about all of the session.
    static constexpr std::size_t most_shared = 64;
    static constexpr std::size_t most_host_lookups = 200;

    [[nodiscard]] detail::Arena& arena() const { return view_.context.arena; }
    [[nodiscard]] detail::Arena& scratch() const { return view_.context.scratch; }

    const ReportView& view_;
    const Parts& parts_;
    Facts& facts_;
    AddressIndex known_;
    List<Recorder::Handle> handles_; ///< of each Listed
    List<bool> used_; ///< of each Listed: a reply is its reason
    List<Pending> pending_;

    std::uint32_t session_ = 0;
    fields::HostRef host_;
    std::string_view command_;
    std::string_view command_address_;
    Phase phase_ = Phase::unknown;
    std::size_t group_ = 0; ///< first pending reply to the command
    std::size_t last_reply_ = none; ///< that Sendmail's own lines may still be about
    std::size_t last_own_ = none; ///< an own line that names nobody: the next one may
    std::size_t last_output_ = none;
    std::size_t host_lookups_ = 0;
    bool expired_ = false;
    bool retrying_ = false;
};

} // namespace dsnparse::dialects::sendmail

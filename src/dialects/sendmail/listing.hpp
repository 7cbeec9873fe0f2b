/// \file
/// The upper half of a Sendmail report: whom it is about.
///
///        ----- The following addresses had permanent fatal errors -----
///     user@example.org
///         (reason: 550 5.1.1 <user@example.org>: User unknown)
///         (expanded from: <alias@example.net>)
#pragma once

#include "dialects/dialect.hpp"
#include "text/lines.hpp"

#include <optional>

namespace dsnparse::dialects::sendmail {

/// What a ruler (`----- ... -----`) announces.
enum class Section : std::uint8_t { none, list, transcript, other };

struct Ruler {
    Section section = Section::none;
    Action action = Action::unknown; ///< of the addresses listed below; unknown: their notes tell
};

/// The ruler that `line` is. Nothing: it is none. Dashes may be missing behind the words, and words at the end, as where a
/// ruler was broken into two lines.
[[nodiscard]] std::optional<Ruler> ruler_in(std::string_view line);

/// One entry of a list.
struct Listed {
    std::string_view name; ///< as it stands: `<user@example.org>`, `user`, `"|/usr/bin/filter"`, `/var/mail/box`
    std::string_view note; ///< `relayed to non-DSN-aware mailer`
    std::string_view reason; ///< on one line
    std::string_view reason_raw; ///< in the block
    List<std::string_view> expanded_from;
    Action action = Action::unknown;
    const TextBlock* block = nullptr;
};

/// Reads the lines of the lists, one block after the other.
class ListReader {
public:
    explicit ListReader(const ReportView& view) : view_(view) {}

    /// Begins a list.
    void begin(const TextBlock& block, Action action);
    /// Takes the next line of the list; `line` is a view into the block.
    void take(std::string_view line);
    /// No more lines.
    void end();

    [[nodiscard]] const List<Listed>& listed() const { return listed_; }

private:
    void take_entry(std::string_view line);
    void take_item(std::string_view item, std::string_view raw);
    void finish_item();
    [[nodiscard]] bool item_goes_on(std::string_view next) const;
    [[nodiscard]] Listed& last() { return detail::Arena::items(listed_)[listed_.size() - 1]; }

    const ReportView& view_;
    const TextBlock* block_ = nullptr;
    Action action_ = Action::unknown;
    List<Listed> listed_;
    bool in_list_ = false;
    bool after_blank_ = false;
    std::string_view item_; ///< `(reason: ...` so far, in the block; empty: none is open
    int open_parentheses_ = 0; ///< of the item
};

/// What a note says became of its address; unknown: it does not.
[[nodiscard]] Action action_of_note(std::string_view note);

} // namespace dsnparse::dialects::sendmail

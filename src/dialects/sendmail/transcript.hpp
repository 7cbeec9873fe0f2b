/// \file
/// The lower half of a Sendmail report: what happened, line by line.
///
///        ----- Transcript of session follows -----
///     ... while talking to mx.example.org.:
///     >>> RCPT To:<user@example.org>
///     <<< 550 5.1.1 <user@example.org>: User unknown
///     550 5.1.1 user@example.org... User unknown
#pragma once

#include "dialects/dialect.hpp"

#include <optional>

namespace dsnparse::dialects::sendmail {

/// What one or several lines of a transcript are.
struct Event {
    enum class Kind : std::uint8_t {
        talking, ///< `... while talking to X:`; `words` is X
        command, ///< `>>>`
        reply, ///< `<<<`, all lines of one reply
        local, ///< Sendmail's own words, with a code, an address or a host
        output, ///< what a program printed that was to deliver
        expired, ///< `Message could not be delivered for 5 days`
        deleted, ///< `Message will be deleted from queue`
        retrying, ///< `Warning: message still undelivered after 4 hours`, `Will keep trying until ...`
    };
    Kind kind = Kind::output;
    std::string_view words; ///< without `<<<` and the like; lines of a reply joined by LF, folded ones by a space
    std::string_view raw; ///< in the block
    List<std::string_view> lines; ///< of a reply, each with its code
    std::string_view names; ///< local: whom or what it is about: what stands between the codes and `...`
    std::string_view text; ///< local: what stands behind `...`, or behind the codes
    const TextBlock* block = nullptr;
};

/// Reads the lines of the transcripts, one block after the other.
class TranscriptReader {
public:
    explicit TranscriptReader(const ReportView& view) : view_(view) {}

    /// Begins a transcript, or its continuation in another block.
    void begin(const TextBlock& block);
    /// Takes the next line, a view into the block. False: it is prose behind the transcript.
    bool take(std::string_view line);
    void end() { finish(); }

    [[nodiscard]] const List<Event>& events() const { return events_; }

private:
    void start(Event::Kind kind, std::string_view line, std::string_view words);
    void add_line(std::string_view line, std::string_view words, char joint);
    [[nodiscard]] bool folded(std::string_view line) const;
    void finish();

    const ReportView& view_;
    const TextBlock* block_ = nullptr;
    List<Event> events_;
    Event event_; ///< being read
    bool open_ = false;
    List<std::string_view> pieces_; ///< of event_.words, each but the first with its joint in front
    std::string_view last_line_; ///< of event_, as it stands
    bool after_blank_ = false;
    bool indented_ = false; ///< the line before
};

/// `line` as a line of the session: `>>>`, `<<<` or `... while talking to`. Nothing: it is none.
struct SessionLine {
    Event::Kind kind;
    std::string_view words;
};
[[nodiscard]] std::optional<SessionLine> session_line(std::string_view line);

} // namespace dsnparse::dialects::sendmail

/// \file
/// Sendmail, from version 5 on, and the systems that write in its manner. What the lists of addresses say is read by
/// sendmail/listing, the transcript by sendmail/transcript; sendmail/story brings them together.
#include "base/ascii.hpp"
#include "dialects/sendmail/story.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 12> markers{"transcript of session follows -----",
                                                   "transcript of the session follows -----",
                                                   "----- transcript of session",
                                                   "addresses had permanent fatal",
                                                   "addresses had transient non-fatal",
                                                   "addresses had successful delivery",
                                                   "addresses had delivery problems",
                                                   "addresses had delivery notifications",
                                                   "addresses have delivery notifications",
                                                   "while talking to ",
                                                   "while connected to ",
                                                   "this is a warning message only"};

constexpr std::string_view warning = "THIS IS A WARNING MESSAGE ONLY";
constexpr std::string_view received = "The original message was received at ";

/// Subjects that Sendmail gives its reports.
constexpr std::array<std::string_view, 4> subjects{"Returned mail: ", "Warning: could not send message",
                                                   "Postmaster notify: ", "Return receipt"};

bool has_own_subject(std::string_view subject) {
    for (std::string_view start : subjects)
        if (ascii::istarts_with(subject, start)) return true;
    return false;
}

int judge(const ReportView& view) {
    int rulers = 0;
    bool talking = false;
    bool introduced = has_own_subject(view.subject) || ascii::istarts_with(view.from, "Mail Delivery Subsystem");
    for (const TextBlock& block : view.blocks) {
        for (text::LineReader lines(block.text.text); lines.next() && rulers < 2;) {
            const std::string_view line = ascii::trim(lines.line());
            const std::optional<sendmail::Ruler> ruler = sendmail::ruler_in(line);
            if (ruler && ruler->section != sendmail::Section::other)
                ++rulers;
            else if (line.starts_with(received) || line.find(warning) != std::string_view::npos)
                introduced = true;
            else if (const auto session = sendmail::session_line(line))
                talking = talking || session->kind == sendmail::Event::Kind::talking;
        }
    }
    if (rulers == 0) return talking ? 65 : 0;
    if (introduced) return 90;
    return rulers > 1 ? 85 : 70;
}

/// Deals the lines of all blocks out to the readers of their sections.
class Reader {
public:
    Reader(const ReportView& view, Facts& facts) : view_(view), facts_(facts), lists_(view), transcripts_(view) {}

    void read() {
        for (const TextBlock& block : view_.blocks) read_block(block);
        lists_.end();
        transcripts_.end();
        sendmail::Parts parts{lists_.listed(), transcripts_.events(), warning_};
        sendmail::Story(view_, parts, facts_).tell();
    }

private:
    void read_block(const TextBlock& block) {
        // Evidence from a transcript is told apart.
        List<TextBlock> copies;
        const TextBlock& transcript = view_.context.scratch.append(copies, TextBlock{block.text, "transcript", block.part});
        section_ = sendmail::Section::none;
        for (text::LineReader lines(block.text.text); lines.next();) take(block, transcript, lines.line());
        lists_.end();
        transcripts_.end();
    }

    void take(const TextBlock& block, const TextBlock& transcript, std::string_view line) {
        if (const std::optional<sendmail::Ruler> ruler = sendmail::ruler_in(line)) {
            enter(ruler->section, block, transcript, ruler->action);
            return;
        }
        if (section_ != sendmail::Section::transcript) {
            const auto session = sendmail::session_line(line);
            const bool opens =
                session && (session->kind == sendmail::Event::Kind::talking || section_ == sendmail::Section::list);
            if (opens) enter(sendmail::Section::transcript, block, transcript, Action::unknown);
        }
        switch (section_) {
        case sendmail::Section::list: lists_.take(line); break;
        case sendmail::Section::transcript:
            if (!transcripts_.take(line)) enter(sendmail::Section::other, block, transcript, Action::unknown);
            break;
        case sendmail::Section::none: take_introduction(ascii::trim(line)); break;
        case sendmail::Section::other: break;
        }
    }

    void enter(sendmail::Section section, const TextBlock& block, const TextBlock& transcript, Action action) {
        lists_.end();
        if (section_ == sendmail::Section::transcript) transcripts_.end();
        section_ = section;
        if (section == sendmail::Section::list) lists_.begin(block, action);
        if (section == sendmail::Section::transcript) transcripts_.begin(transcript);
    }

    void take_introduction(std::string_view line) {
        if (line.find(warning) != std::string_view::npos) warning_ = true;
        if (line.starts_with(received)) in_introduction_ = true;
        // `with id 093BBRUP019529`, in copies for the postmaster
        if (in_introduction_ && ascii::consume(line, "with id ") && facts_.queue_id.empty()
            && line.find(' ') == std::string_view::npos)
            facts_.queue_id = line;
    }

    const ReportView& view_;
    Facts& facts_;
    sendmail::ListReader lists_;
    sendmail::TranscriptReader transcripts_;
    sendmail::Section section_ = sendmail::Section::none;
    bool warning_ = false;
    bool in_introduction_ = false;
};

void read(const ReportView& view, Facts& facts) { Reader(view, facts).read(); }

} // namespace

extern const Dialect dialect_sendmail;
const Dialect dialect_sendmail{"sendmail", "Sendmail", markers, judge, read};

} // namespace dsnparse::dialects

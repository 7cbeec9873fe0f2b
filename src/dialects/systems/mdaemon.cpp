/// \file
/// MDaemon and SecurityGateway: text only, with a transcript of the session.
///
///     The attached message had PERMANENT fatal delivery errors!
///
///     Failed address: user@example.org
///
///     --- Session Transcript ---
///      Fri 2026-03-13 10:00:00: Attempting SMTP connection to [192.0.2.25:25]
///      Fri 2026-03-13 10:00:01: --> RCPT To:<user@example.org>
///      Fri 2026-03-13 10:00:01: <-- 550 5.1.1 User unknown
///     --- End Transcript ---
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 4> markers{"mdaemon", "--- session transcript ---", "fatal delivery errors",
                                                  " - no such user here."};
constexpr std::string_view transcript = "--- Session Transcript ---";
constexpr std::string_view failed_address = "Failed address:";
constexpr std::string_view no_such_user = " - no such user here.";
constexpr std::string_view connecting = "Attempting SMTP connection to [";

int judge(const ReportView& view) {
    const bool named = ascii::istarts_with(view.from, "MDaemon") || view.from.find("MDaemon@") != std::string_view::npos;
    if (says(view, transcript) && (named || says(view, "delivery errors") || says(view, "NOT DELIVERED"))) return 95;
    return named && says(view, no_such_user) ? 90 : 0;
}

/// `line` without `Fri 2026-03-13 10:00:00.123: ` and the number of the session behind it (`[1234:2] `).
std::string_view without_stamp(std::string_view line) {
    constexpr std::size_t shortest = 23;
    if (line.size() > shortest && line[3] == ' ' && line[8] == '-' && line[17] == ':') {
        const std::size_t end = line.find(": ", shortest - 1);
        if (end != std::string_view::npos) line = line.substr(end + 2);
    }
    if (line.starts_with('[') && line.size() > 1 && ascii::is_digit(line[1])) {
        const std::size_t end = line.find("] ");
        if (end != std::string_view::npos) line = line.substr(end + 2);
    }
    return ascii::trim(line);
}

/// What the program notes about its own affairs: `*  Name server reports domain name unknown`.
bool is_trouble(std::string_view line) {
    constexpr std::array<std::string_view, 6> words{"unknown", "error", "refused", "timed out", "unable", "failed"};
    for (std::string_view word : words)
        if (ascii::icontains(line, word)) return true;
    return false;
}

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line == transcript)
                in_session_ = true;
            else if (in_session_ && line.starts_with("--- "))
                end_session();
            else if (in_session_)
                take_session(without_stamp(line));
            else
                take(line);
        }
        end_session();
    }

private:
    void take(std::string_view line) {
        Facts& facts = recorder_.facts();
        if (line.find("PERMANENT fatal") != std::string_view::npos || line.find("NOT DELIVERED") != std::string_view::npos)
            facts.action = Action::failed;
        else if (facts.action == Action::unknown && ascii::icontains(line, "delayed"))
            facts.action = Action::delayed;
        if (line.starts_with(failed_address)) {
            recorder_.recipient(fields::find_address(line.substr(failed_address.size())), {}, facts.action);
        } else if (line.starts_with("> ")) {
            recorder_.recipient(fields::read_address(line.substr(2)), {}, facts.action);
        } else if (line.ends_with(no_such_user)) {
            const std::string_view address = line.substr(0, line.size() - no_such_user.size());
            facts.action = Action::failed;
            const Recorder::Handle about = recorder_.recipient(fields::read_address(address), {}, Action::failed);
            if (about != Recorder::nobody) recorder_.say(about, own_words(line.substr(address.size() + 3)));
        }
    }

    void take_session(std::string_view line) {
        if (ascii::consume(line, connecting)) {
            take_host(line.substr(0, line.find(']')));
        } else if (ascii::consume(line, "-->")) {
            take_command(ascii::trim(line));
        } else if (ascii::consume(line, "<--")) {
            take_reply(ascii::trim(line));
        } else if (line.starts_with('*')) {
            if (is_trouble(line)) trouble_ = ascii::trim(line.substr(1));
        } else if (fields::reply_code_at(line)) {
            take_reply(line);
        } else if (phase_of_command(line) != Phase::unknown) {
            take_command(line);
        }
    }

    /// `192.0.2.25:25`, `63.0.2.25 : 25`, `mx.example.org:25`; a name alone is the domain that is looked up next.
    void take_host(std::string_view words) {
        host_ = {};
        const std::size_t blank = words.find(' ');
        const fields::HostRef found = fields::read_host(words.substr(0, blank), recorder_.arena());
        if (!found.ip.empty() || found.port) host_ = found;
    }

    void take_command(std::string_view line) {
        command_ = line;
        phase_ = phase_of_command(line);
        StepFact fact;
        fact.step.direction = Direction::client;
        fact.step.command = line;
        if (phase_ == Phase::rcpt) fact.recipient = recipient_ = fields::find_address(line);
        add(fact);
    }

    void take_reply(std::string_view line) {
        const fields::ReplyText reply = fields::read_reply(line, recorder_.arena());
        StepFact fact;
        fact.step.direction = Direction::server;
        fact.step.code = reply.code;
        fact.step.enhanced = reply.enhanced;
        fact.step.text = reply.text;
        add(fact);
        if (phase_ == Phase::data && reply.code == 354) phase_ = Phase::end_of_data;
        if (!reply.code || *reply.code < 400) return;
        Said said;
        said.words = said.raw = line;
        said.speaker = Speaker::remote;
        said.host = host_;
        said.command = command_;
        said.phase = command_.empty() ? Phase::banner : phase_;
        Recorder::Handle about = Recorder::nobody;
        if (phase_ == Phase::rcpt) about = recorder_.known_recipient(recipient_, recorder_.facts().action);
        recorder_.say(about, said);
        refused_ = true;
    }

    void add(const StepFact& fact) {
        Facts& facts = recorder_.facts();
        facts.transcript = true;
        if (facts.steps.size() < recorder_.most_steps()) recorder_.arena().append(facts.steps, fact);
    }

    void end_session() {
        if (in_session_ && !refused_ && !trouble_.empty()) recorder_.say(Recorder::nobody, own_words(trouble_, Phase::unknown));
        in_session_ = refused_ = false;
        trouble_ = command_ = {};
        host_ = {};
    }

    Recorder& recorder_;
    fields::HostRef host_;
    std::string_view command_;
    std::string_view recipient_;
    std::string_view trouble_;
    Phase phase_ = Phase::unknown;
    bool in_session_ = false;
    bool refused_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_mdaemon;
const Dialect dialect_mdaemon{"mdaemon", "MDaemon Technologies", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// Oracle Communications Messaging Server and what it descends from: PMDF, Sun Internet Mail Server, iPlanet and Sun Java
/// System Messaging Server.
///
///     This report relates to a message you sent with the following header fields:
///
///       Message-id: <1@example.net>
///
///     Your message cannot be delivered to the following recipients:
///
///       Recipient address: user@example.org
///       Original address: alias@example.org
///       Reason: Remote SMTP server has rejected address
///       Diagnostic code: smtp;550 5.1.1 <user@example.org>: User unknown
///       Remote system: dns;mx.example.org (TCP|192.0.2.1|49152|192.0.2.25|25) (mx.example.org ESMTP)
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/ip.hpp"
#include "fields/message_id.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view intro = "This report relates to a message you sent with the following header fields:";
constexpr std::string_view attempt = "TCP active open:";

constexpr std::array<std::string_view, 3> markers{"this report relates to a message you sent with",
                                                  "delivery notification: delivery", "recipient address:"};

enum Label : std::size_t { recipient_address, original_address, reason, diagnostic, remote_system, message_id, rest };
constexpr std::array<std::string_view, 7> labels{
    "Recipient address:", "Original address:",       "Reason:", "Diagnostic code:", "Remote system:",
    "Message-id:",        "Delivery attempt history"};

int judge(const ReportView& view) {
    if (says(view, intro)) return 95;
    const bool entries = says(view, "Recipient address: ");
    if (entries && view.subject.starts_with("Delivery Notification: Delivery")) return 95;
    return entries && says(view, "the following recipients:") ? 85 : 0;
}

/// What the sentence above a list, which ends in `the following recipients:`, says of them.
Action action_of_heading(std::string_view words) {
    if (ascii::icontains(words, "is being returned") || ascii::icontains(words, "cannot be delivered")
        || ascii::icontains(words, "could not be delivered"))
        return Action::failed;
    if (ascii::icontains(words, "undeliverable for")) return Action::delayed;
    if (ascii::icontains(words, "relayed")) return Action::relayed;
    return ascii::icontains(words, "successfully delivered") ? Action::delivered : Action::unknown;
}

/// The command that the remote system did not like.
Phase phase_of_reason(std::string_view words) {
    if (ascii::icontains(words, "rejected address")) return Phase::rcpt;
    if (ascii::icontains(words, "rejected MAIL FROM")) return Phase::mail;
    return Phase::unknown;
}

/// One entry of a list, until it is known to be complete.
struct Entry {
    std::string_view address;
    std::string_view original;
    std::string_view reason;
    std::string_view diagnostic;
    std::string_view remote;
    std::string_view attempt;
};

class Reader {
public:
    Reader(Recorder& recorder, const ReportView& view, std::string_view text)
        : recorder_(recorder), view_(view), text_(text), reader_(text, labels) {}

    void read() {
        while (!recorder_.full() && reader_.next()) take(reader_.label(), reader_.value());
        finish();
    }

private:
    void take(std::size_t label, std::string_view value) {
        switch (label) {
        case recipient_address:
            finish();
            entry_.address = value;
            return;
        case original_address: take_original(value); return;
        case reason: entry_.reason = value; return;
        case diagnostic: entry_.diagnostic = value; return;
        case remote_system: entry_.remote = value; return;
        case message_id:
            if (entry_.address.empty()) recorder_.facts().message_id = fields::read_message_id(value);
            return;
        case rest: return;
        default: take_line(value);
        }
    }

    /// What PMDF has no label for stands below the addresses: `%MAIL-E-OPENOUT, error opening ...`.
    void take_original(std::string_view value) {
        const std::size_t end = value.find_first_of("\r\n");
        entry_.original = value.substr(0, end);
        if (end != std::string_view::npos) entry_.reason = ascii::trim(value.substr(end));
    }

    void take_line(std::string_view line) {
        if (line.empty()) {
            if (in_heading_ && !heading_ends_) heading_ = {};
            in_heading_ = false;
        } else if (line.starts_with(attempt)) {
            if (entry_.attempt.empty()) entry_.attempt = line;
        } else {
            heading_ =
                in_heading_ ? std::string_view(heading_.data(), static_cast<std::size_t>(line.end() - heading_.begin())) : line;
            in_heading_ = true;
            heading_ends_ = ascii::iends_with(line, "following recipients:");
            if (heading_ends_) start_list();
        }
    }

    void start_list() {
        finish();
        action_ = action_of_heading(one_line(view_, heading_));
        if (recorder_.facts().action == Action::unknown) recorder_.facts().action = action_;
    }

    void finish() {
        const Entry entry = entry_;
        entry_ = {};
        const std::string_view address = fields::read_address(entry.address);
        std::string_view original = fields::read_address(entry.original);
        if (!address.empty() && fields::same_address(address, original)) original = {};
        // A route into the store (`@store.example.org:user@ims_daemon`) is no address that anybody wrote to.
        const Recorder::Handle about =
            recorder_.recipient(address.empty() ? original : address, address.empty() ? "" : original, action_);
        if (about == Recorder::nobody) return;
        if (!say_diagnostic(about, entry)) say_reason(about, entry);
    }

    bool say_diagnostic(Recorder::Handle about, const Entry& entry) {
        std::string_view words = entry.diagnostic;
        if (!ascii::consume(words, "smtp;") && !ascii::consume(words, "lmtp;")) return false;
        Said said;
        said.speaker = Speaker::remote;
        said.words = one_line(view_, ascii::trim(words));
        said.raw = words;
        said.phase = phase_of_reason(entry.reason);
        // Where there is a machine-readable part, it has the host, too, for this very recipient.
        if (view_.status == nullptr) said.host = host_of(entry.remote);
        recorder_.say(about, said);
        recorder_.at(about).reason = one_line(view_, entry.reason);
        return true;
    }

    [[nodiscard]] fields::HostRef host_of(std::string_view words) const {
        ascii::consume(words, "dns;");
        return fields::read_host(ascii::trim(words), recorder_.arena());
    }

    void say_reason(Recorder::Handle about, const Entry& entry) {
        if (!entry.attempt.empty()) {
            Said tried = own_words(entry.attempt.substr(attempt.size()), Phase::connect);
            constexpr std::string_view port = " of ";
            const std::size_t at = entry.attempt.find(port);
            if (at != std::string_view::npos)
                tried.host = fields::read_host(entry.attempt.substr(at + port.size()), recorder_.arena());
            recorder_.say(about, tried);
        }
        if (entry.reason.empty()) return;
        Said said = own_words(one_line(view_, entry.reason), Phase::unknown);
        said.raw = entry.reason;
        if (ascii::icontains(entry.reason, "Illegal host/domain name")) said.phase = Phase::dns;
        recorder_.say(about, said);
        recorder_.at(about).reason = said.words;
    }

    Recorder& recorder_;
    const ReportView& view_;
    std::string_view text_;
    LabelReader reader_;
    Entry entry_;
    Action action_ = Action::unknown;
    std::string_view heading_; ///< the paragraph that is being read
    bool in_heading_ = false;
    bool heading_ends_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder, view, block.text.text).read();
    }
}

} // namespace

extern const Dialect dialect_messagingserver;
const Dialect dialect_messagingserver{"messagingserver", "Oracle", markers, judge, read};

} // namespace dsnparse::dialects

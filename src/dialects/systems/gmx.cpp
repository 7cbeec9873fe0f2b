/// \file
/// GMX, web.de, mail.com and IONOS (1&1): the introduction is Exim's, the rest is not.
///
///     The following address failed:
///
///     "user@example.org":
///     SMTP error from remote server after RCPT command:
///     host: mx.example.org
///     5.2.2 <user@example.org>... Mailbox Full
///
///     user@example.org:
///     SMTP error from remote server for TEXT command, host: mx.example.org (192.0.2.25) reason: 550 5.2.0 Mail rejected.
///
///     user@example.org
///
///     For the following reason:
///     Mail size limit exceeded.
///
///     user@example.org
///
///     host mx.example.org[192.0.2.25]:
///     connection to mail exchanger failed
///
///     --- The header of the original message is following. ---
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view refused = "SMTP error from remote server ";
constexpr std::string_view host_label = "host:";
constexpr std::string_view reason_label = "reason:";
constexpr std::string_view reason_line = "For the following reason:";
constexpr std::string_view closing = "--- The header of the original message is following";
constexpr std::string_view not_connected = "connection to mail exchanger failed";
constexpr std::string_view not_yet = "has not yet been delivered";
constexpr std::string_view intro = "created automatically by mail delivery software";
constexpr std::array<std::string_view, 4> markers{"smtp error from remote server ",
                                                  "for the following reason:", "connection to mail exchanger failed",
                                                  "--- the header of the original message is following"};

int judge(const ReportView& view) {
    if (says(view, refused)) return 96;
    return (says(view, reason_line) || says(view, not_connected)) && says(view, intro) ? 90 : 0;
}

/// The address in front of a paragraph: bare, in quotes or in angle brackets, with a colon or without.
std::string_view address_line(std::string_view line) {
    if (!line.empty() && line.back() == ':') line.remove_suffix(1);
    if (line.size() > 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    return line.find(' ') == std::string_view::npos ? fields::read_address(line) : std::string_view();
}

/// `after RCPT command:`, `for TEXT command, host: ...`, `in greeting:`, `after transfer of mail text:`.
void read_stage(std::string_view stage, Said& said) {
    if (ascii::icontains(stage, "greeting") || ascii::icontains(stage, "initial connection")) {
        said.phase = Phase::banner;
    } else if (ascii::icontains(stage, "mail text") || ascii::icontains(stage, "TEXT command")) {
        said.phase = Phase::end_of_data;
    } else {
        const std::size_t begin = std::min(stage.find(' '), stage.size() - 1) + 1;
        const std::size_t end = stage.find(" command");
        if (end == std::string_view::npos || end <= begin) return;
        said.command = stage.substr(begin, end - begin);
        said.phase = phase_of_command(said.command);
    }
}

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : view_(view), recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.empty()) {
                finish();
            } else if (line.starts_with(closing)) {
                break;
            } else if (const std::string_view address = address_line(line); !address.empty()) {
                finish();
                recipient_ = recorder_.recipient(address, {}, action_);
                recorder_.facts().action = action_;
            } else if (recipient_ != Recorder::nobody) {
                add(line, lines);
            } else if (line.find(not_yet) != std::string_view::npos) {
                action_ = Action::delayed;
            }
        }
        finish();
    }

private:
    void add(std::string_view line, const text::LineReader& lines) {
        if (line.starts_with(refused)) {
            open_ = true;
            said_ = Said{};
            said_.speaker = Speaker::remote;
            const std::string_view rest = line.substr(refused.size());
            const std::size_t host = rest.find(host_label);
            read_stage(rest.substr(0, host), said_);
            begin_ = end_ = lines.next_offset();
            if (host == std::string_view::npos) return;
            read_host(rest.substr(host + host_label.size()));
            const std::size_t reason = rest.find(reason_label, host);
            if (reason == std::string_view::npos) return;
            begin_ = static_cast<std::size_t>(rest.data() - text_.data()) + reason + reason_label.size();
            end_ = lines.next_offset();
        } else if (line == reason_line) {
            open_ = true;
            said_ = own_words({});
            begin_ = end_ = lines.next_offset();
        } else if (!open_ && line.starts_with("host ") && line.ends_with(':')) {
            open_ = true;
            said_ = own_words({}, Phase::unknown);
            read_host(line.substr(std::string_view("host ").size()));
            begin_ = end_ = lines.next_offset();
        } else if (open_ && begin_ == end_ && (line.starts_with(host_label) || line.starts_with("host "))) {
            if (line.back() == ':') line.remove_suffix(1);
            read_host(line.substr(std::min(line.size(), host_label.size())));
            begin_ = end_ = lines.next_offset();
        } else if (open_) {
            end_ = lines.next_offset();
        }
    }

    void read_host(std::string_view words) { said_.host = host_at(ascii::trim(words), recorder_.arena()); }

    void finish() {
        if (!open_) return;
        const std::string_view words = ascii::trim(text_.substr(begin_, std::max(begin_, end_) - begin_));
        if (words.empty()) return; // a blank line in front of the reason
        said_.raw = words;
        said_.words = one_line(view_, words);
        if (words.starts_with(not_connected)) said_.phase = Phase::connect;
        recorder_.say(recipient_, said_);
        open_ = false;
        recipient_ = Recorder::nobody;
    }

    const ReportView& view_;
    Recorder recorder_;
    std::string_view text_;
    Recorder::Handle recipient_ = Recorder::nobody;
    Action action_ = Action::failed;
    Said said_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool open_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).run();
}

} // namespace

extern const Dialect dialect_gmx;
const Dialect dialect_gmx{"gmx", "United Internet", markers, judge, read};

} // namespace dsnparse::dialects

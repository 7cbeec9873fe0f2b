/// \file
/// qmail and its kin: QSBMF, the qmail-send bounce message format. A paragraph per recipient, statuses as `(#5.1.1)`.
///
///     Hi. This is the qmail-send program at mta.example.net.
///     I'm afraid I wasn't able to deliver your message to the following addresses.
///
///     <user@example.org>:
///     192.0.2.25 does not like recipient.
///     Remote host said: 550 5.1.1 <user@example.org>: User unknown
///     Giving up on 192.0.2.25.
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/ip.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::string_view program = "Hi. This is the ";
constexpr std::string_view remote = "Remote host said:";
constexpr std::string_view giving_up = "Giving up on ";
constexpr std::string_view too_long = "I'm not going to try again; this message has been in the queue too long.";

/// Sites reword the introduction, so qmail-remote's own phrases count as well.
constexpr std::array<std::string_view, 26> markers{"failure notice",
                                                   "hi. this is the qmail-send program",
                                                   "qmail",
                                                   "does not like recipient.",
                                                   "remote host said: ",
                                                   "but sender was rejected.",
                                                   "but greeting failed.",
                                                   "but my name was rejected.",
                                                   "wasn't able to establish an smtp connection. (#",
                                                   "i'm not going to try again; this message has been in the queue",
                                                   "(#5.0",
                                                   "(#5.1",
                                                   "(#5.2",
                                                   "(#5.3",
                                                   "(#5.4",
                                                   "(#5.5",
                                                   "(#5.6",
                                                   "(#5.7",
                                                   "(#4.0",
                                                   "(#4.1",
                                                   "(#4.2",
                                                   "(#4.3",
                                                   "(#4.4",
                                                   "(#4.5",
                                                   "(#4.6",
                                                   "(#4.7"};

/// qmail-remote's line in front of a reply, and when in the session that is.
struct Stage {
    std::string_view words;
    Phase phase;
};
constexpr std::array<Stage, 9> stages{{
    {" does not like recipient.", Phase::rcpt},
    {" failed on DATA command.", Phase::data},
    {" failed after I sent the message.", Phase::end_of_data},
    {" but greeting failed.", Phase::banner},
    {" but my name was rejected.", Phase::ehlo},
    {" but sender was rejected.", Phase::mail},
    {" but connection died.", Phase::unknown},
    {" but unable to start TLS.", Phase::starttls},
    {" but authentication was rejected", Phase::auth},
}};

const Stage* stage_of(std::string_view line) {
    for (const Stage& stage : stages)
        if (line.find(stage.words) != std::string_view::npos) return &stage;
    return nullptr;
}

/// `<user@example.org>:`, alone on its line; empty: it is none.
std::string_view recipient_line(std::string_view line) {
    line = ascii::trim(line);
    if (!line.starts_with('<') || !line.ends_with(">:")) return {};
    return line.substr(1, line.size() - 3);
}

bool has_paragraph(std::string_view text) {
    for (text::LineReader lines(text); lines.next();)
        if (!recipient_line(lines.line()).empty()) return true;
    return false;
}

/// True for `(#5.1.1)` and `(#4.4.1)`; with brackets in Yahoo's version.
bool has_mark(std::string_view line) {
    const std::size_t mark = line.find('#');
    if (mark == std::string_view::npos || mark == 0 || mark + 2 >= line.size()) return false;
    const bool opened = line[mark - 1] == '(' || line[mark - 1] == '[';
    return opened && (line[mark + 1] == '4' || line[mark + 1] == '5') && line[mark + 2] == '.';
}

/// True if qmail-remote's or qmail-send's own words stand in the text.
bool has_phrase(std::string_view text) {
    for (text::LineReader lines(text); lines.next();) {
        const std::string_view line = lines.line();
        if (line.starts_with(remote) || line.starts_with(giving_up) || line.starts_with(too_long) || has_mark(line)) return true;
    }
    return false;
}

int judge(const ReportView& view) {
    const bool is_bounce = is_invoked_for_bounce(view, "qmail");
    int sure = 0;
    for (const TextBlock& block : view.blocks) {
        const std::string_view text = block.text.text;
        if (!has_paragraph(text)) continue;
        if (is_bounce) sure = std::max(sure, 85);
        if (text.find("Hi. This is the qmail-send program at ") != std::string_view::npos) return 95;
        const bool ours = ascii::iequals(view.subject, "failure notice") || text.find(program) != std::string_view::npos;
        if (has_phrase(text))
            sure = std::max(sure, ours ? 80 : 60);
        else if (ours)
            sure = std::max(sure, 50);
    }
    return sure;
}

/// The address in `192.0.2.1 does not like recipient.`, `Connected to 192.0.2.1 but ...`, `From: <a> RCPT: <b> 192.0.2.1 failed
/// ...`.
fields::HostRef host_in(std::string_view line, const Stage& stage, detail::Arena& arena) {
    std::string_view before = line.substr(0, line.find(stage.words));
    before = before.substr(before.rfind(' ') + 1);
    fields::HostRef host;
    host.ip = fields::parse_ip(before, arena);
    if (host.ip.empty()) host = fields::read_host(before, arena);
    return host;
}

/// One recipient's paragraph, being read line by line.
class Paragraph {
public:
    Paragraph(Recorder& recorder, std::string_view text) : recorder_(recorder), text_(text) {}

    void begin(std::string_view address, std::size_t next_line) {
        end();
        const std::string_view valid = fields::read_address(address);
        recipient_ = recorder_.recipient(valid.empty() ? address : valid, {}, Action::failed);
        open_ = recipient_ != Recorder::nobody;
        first_ = last_ = next_line;
        said_ = Said{};
    }

    [[nodiscard]] bool is_open() const { return open_; }

    /// A line between `begin` and `next` of the text.
    void add(std::string_view line, std::size_t begin, std::size_t next) {
        if (line.starts_with(giving_up) || line.starts_with(too_long)) {
            // The reply ends here. That the time was up is a reason of its own.
            end();
            if (line.starts_with(too_long) && recipient_ != Recorder::nobody) recorder_.say(recipient_, expired(line));
            return;
        }
        if (!open_) return;
        if (line.starts_with(remote)) {
            said_.speaker = Speaker::remote;
            first_ = begin + remote.size();
        } else if (said_.speaker != Speaker::remote) {
            if (const Stage* stage = stage_of(line)) {
                said_.phase = stage->phase;
                said_.host = host_in(line, *stage, recorder_.arena());
            }
        }
        last_ = next;
    }

    void end() {
        if (open_) {
            said_.words = ascii::trim(text_.substr(first_, last_ - first_));
            if (said_.speaker == Speaker::reporter && said_.words.starts_with("- ")) said_.words.remove_prefix(2);
            said_.raw = said_.words;
            recorder_.say(recipient_, said_);
        }
        open_ = false;
    }

private:
    static Said expired(std::string_view line) {
        Said said;
        said.words = said.raw = line;
        said.phase = Phase::local;
        return said;
    }

    Recorder& recorder_;
    std::string_view text_;
    Recorder::Handle recipient_ = Recorder::nobody;
    Said said_;
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    bool open_ = false;
};

void read_block(Recorder& recorder, std::string_view text) {
    Paragraph paragraph(recorder, text);
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (const std::string_view address = recipient_line(line); !address.empty()) {
            recorder.facts().action = Action::failed;
            paragraph.begin(address, lines.next_offset());
        } else if (line.starts_with(program) && recorder.facts().reporting_mta.empty()) {
            recorder.facts().reporting_mta = word_behind(line, " at ");
        } else if (line.empty() || line.starts_with("--- ")) {
            paragraph.end();
        } else {
            paragraph.add(line, static_cast<std::size_t>(line.data() - text.data()), lines.next_offset());
        }
    }
    paragraph.end();
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_qmail;
const Dialect dialect_qmail{"qmail", "", markers, judge, read};

} // namespace dsnparse::dialects

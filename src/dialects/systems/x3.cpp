/// \file
/// A system that does not name itself, whose report is ruled with `=`.
///
///     ============================================================================
///           This is an automatically generated Delivery Status Notification.
///
///     Delivery to the following recipients failed permanently:
///
///        * user@example.org
///
///     ============================================================================
///                                  Technical details:
///
///     SMTP:RCPT host 192.0.2.25: 550 5.1.1 User unknown
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"this is an automatically generated delivery status notification."};
constexpr std::string_view intro = "This is an automatically generated Delivery Status Notification.";
constexpr std::string_view heading = " to the following recipients ";
constexpr std::string_view details = "Technical details:";
constexpr std::string_view smtp = "SMTP:";
constexpr std::string_view host_mark = " host ";
constexpr std::string_view routing = "Routing: ";

int judge(const ReportView& view) { return says(view, intro) && says(view, heading) && says(view, "  * ") ? 92 : 0; }

class Reader {
public:
    explicit Reader(Recorder& recorder) : recorder_(recorder) {}

    void read(std::string_view text) {
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (const std::size_t at = line.find(heading); at < 12) {
                // `Delevery to the following recipients was aborted after 5.0 hour(s):`, spelt so.
                const std::string_view fate = line.substr(at + heading.size());
                action_ = fate.starts_with("failed") || fate.starts_with("was aborted") ? Action::failed : Action::delayed;
                recorder_.facts().action = action_;
            } else if (line == details) {
                in_details_ = true;
            } else if (line.starts_with("* ") && action_ != Action::unknown) {
                recorder_.recipient(fields::read_address(ascii::trim(line.substr(2))), {}, action_);
            } else if (in_details_) {
                take_details(line);
            }
        }
    }

private:
    void take_details(std::string_view line) {
        Recorder::Handle about = Recorder::nobody;
        if (recorder_.facts().recipients.size() == 1) about = 0;
        const std::size_t host = line.find(host_mark);
        if (line.starts_with(smtp) && host != std::string_view::npos) {
            const std::size_t end = line.find(": ", host);
            if (end == std::string_view::npos) return;
            Said said = reply_or_own(line.substr(end + 2));
            said.host = fields::read_host(line.substr(host + host_mark.size()), recorder_.arena());
            said.command = line.substr(smtp.size(), host - smtp.size());
            if (said.speaker == Speaker::remote) said.phase = phase_of_command(said.command);
            recorder_.say(about, said);
        } else if (line.starts_with(routing)) {
            recorder_.say(about, own_words(line.substr(routing.size())));
        }
    }

    Recorder& recorder_;
    Action action_ = Action::unknown;
    bool in_details_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_x3;
const Dialect dialect_x3{"x3", "", markers, judge, read};

} // namespace dsnparse::dialects

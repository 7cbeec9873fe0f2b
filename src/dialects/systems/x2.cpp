/// \file
/// A system that does not name itself.
///
///     NOTICE: Delivery Failure.
///
///     Delivery failed: user@example.org
///     192.0.2.25 failed after I sent the message.
///     Remote host said[Response Message]: 554 5.4.14 Hop count exceeded
///     STEP: DATA SEND
#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"remote host said[response message]:"};
constexpr std::string_view said_label = "Remote host said[Response Message]:";
constexpr std::string_view failed = "Delivery failed:";
constexpr std::string_view host_line = " failed after I sent the message.";
constexpr std::string_view step = "STEP:";

int judge(const ReportView& view) { return says(view, said_label) ? 95 : 0; }

class Reader {
public:
    Reader(const ReportView& view, const TextBlock& block, Facts& facts)
        : recorder_(view, block, facts), text_(block.text.text) {}

    void run() {
        for (text::LineReader lines(text_); lines.next() && !recorder_.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.starts_with(failed)) {
                finish();
                host_ = {};
                recorder_.facts().action = Action::failed;
                recipient_ = recorder_.recipient(fields::find_address(line, failed.size()), {}, Action::failed);
            } else if (line.ends_with(host_line)) {
                host_ = fields::read_host(line, recorder_.arena());
            } else if (line.starts_with(said_label)) {
                finish();
                begin_ = static_cast<std::size_t>(line.data() - text_.data()) + said_label.size();
                end_ = lines.next_offset();
            } else if (line.starts_with(step)) {
                step_ = ascii::trim(line.substr(step.size()));
                finish();
            } else if (line.empty()) {
                finish();
            } else if (begin_ != end_) {
                end_ = lines.next_offset();
            }
        }
        finish();
    }

private:
    void finish() {
        if (begin_ != end_) {
            Said said = reply_or_own(text_.substr(begin_, end_ - begin_));
            said.host = host_;
            if (said.speaker == Speaker::remote) {
                said.command = step_;
                // What is sent is the message; its answer is the one to the final dot.
                said.phase = step_ == "DATA SEND" ? Phase::end_of_data : phase_of_command(step_);
            }
            recorder_.say(recipient_, said);
        }
        begin_ = end_ = 0;
        step_ = {};
    }

    Recorder recorder_;
    std::string_view text_;
    Recorder::Handle recipient_ = Recorder::nobody;
    fields::HostRef host_;
    std::string_view step_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) Reader(view, block, facts).run();
}

} // namespace

extern const Dialect dialect_x2;
const Dialect dialect_x2{"x2", "", markers, judge, read};

} // namespace dsnparse::dialects

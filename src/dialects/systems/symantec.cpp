/// \file
/// Symantec AntiVirus / Mail Security for SMTP Gateways: text only, without a reason.
///
///     Your message with Subject: hello
///     could not be delivered to the following recipients:
///     user@example.org
///
///     Please do not resend your original message.
///     Delivery attempts will continue to be made for 5  day(s).
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 2> markers{"your message with subject:", "from: symantec_"};
constexpr std::string_view intro = "Your message with Subject:";
constexpr std::string_view heading = "could not be delivered to the following recipients:";
constexpr std::string_view retrying = "Delivery attempts will continue to be made";

int judge(const ReportView& view) {
    if (!says(view, intro) || !says(view, heading)) return 0;
    return view.from.find("Symantec_") != std::string_view::npos ? 95 : 85;
}

void read(const ReportView& view, Facts& facts) {
    facts.action = says(view, retrying) ? Action::delayed : Action::failed;
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        bool listed = false;
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (line.ends_with(heading))
                listed = true;
            else if (listed)
                recorder.recipient(fields::read_address(line), {}, facts.action);
        }
    }
}

} // namespace

extern const Dialect dialect_symantec;
const Dialect dialect_symantec{"symantec", "Symantec", markers, judge, read};

} // namespace dsnparse::dialects

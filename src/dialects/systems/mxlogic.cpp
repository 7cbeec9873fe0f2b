/// \file
/// MX Logic (later McAfee SaaS Email Protection), whose report has Exim's words and a signature of its own in the header.
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

extern const Dialect dialect_exim;

namespace {

constexpr std::array<std::string_view, 3> markers{"mxlogic.net", "message-id: <mxl~", "x-mx-bounce:"};
constexpr std::string_view heading = "The following address";

int judge(const ReportView& view) {
    const bool signs = view.from.find(".mxlogic.net") != std::string_view::npos
                       || ascii::trim(view.header_value("Message-ID")).starts_with("<mxl~")
                       || !view.header_value("X-MX-Bounce").empty();
    return signs && says(view, heading) ? 96 : 0;
}

/// `  <user@example.org>: 550 ...`, which may go on in the next lines.
void read_block(Recorder& recorder, const ReportView& view, std::string_view text) {
    bool listed = false;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        std::string_view line = ascii::trim(lines.line());
        if (line.find(heading) != std::string_view::npos) {
            listed = true;
            recorder.facts().action = Action::failed;
            continue;
        }
        const std::size_t end = line.find(">: ");
        if (!listed || !line.starts_with('<') || end == std::string_view::npos) continue;
        const Recorder::Handle about = recorder.recipient(fields::read_address(line.substr(0, end + 1)), {}, Action::failed);
        const auto begin = static_cast<std::size_t>(line.data() - text.data()) + end + 3;
        std::size_t stop = lines.next_offset();
        while (lines.next() && !ascii::trim(lines.line()).empty()) stop = lines.next_offset();
        if (about == Recorder::nobody) continue;
        Said said = reply_or_own(text.substr(begin, stop - begin));
        said.words = one_line(view, said.raw);
        recorder.say(about, said);
    }
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, view, block.text.text);
    }
    if (facts.recipients.empty()) dialect_exim.read(view, facts);
}

} // namespace

extern const Dialect dialect_mxlogic;
const Dialect dialect_mxlogic{"mxlogic", "MX Logic", markers, judge, read};

} // namespace dsnparse::dialects

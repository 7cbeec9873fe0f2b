/// \file
/// HCL (Lotus, IBM) Domino. The sentences are English; the reason is in the language of the server.
///
///     Your message
///
///       Subject: hello
///
///     was not delivered to:
///
///       user@example.org
///
///     because:
///
///       Error transferring to mx.example.org; SMTP Protocol Returned a Permanent Error 550 5.1.1 User unknown
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 4> markers{"was not delivered to:", "delivery failure:", "domino",
                                                  "was successfully delivered to:"};
constexpr std::string_view transferring = "Error transferring to ";
constexpr std::string_view returned = "SMTP Protocol Returned a ";
constexpr std::string_view not_delivered = "was not delivered to:";

int judge(const ReportView& view) {
    if (!says(view, not_delivered) || !says(view, "Your message") || !says(view, "because:")) return 0;
    return view.subject.starts_with("DELIVERY FAILURE: ") || says(view, "Domino") ? 95 : 85;
}

/// `Error transferring to HOST; SMTP Protocol Returned a Permanent Error 550 ...`: the host's words. All else is Domino's.
Said read_reason(const ReportView& view, std::string_view raw) {
    const std::string_view words = one_line(view, raw);
    Said said = own_words(words, Phase::unknown);
    said.raw = raw;
    if (!ascii::istarts_with(words, transferring)) return said;
    said.host = host_at(words.substr(transferring.size(), words.find(';') - transferring.size()), view.context.arena);
    const std::size_t at = ascii::ifind(words.substr(0, 600), returned);
    if (at == std::string_view::npos) return said;
    const std::size_t error = words.find(" Error", at + returned.size());
    if (error == std::string_view::npos) return said;
    said.speaker = Speaker::remote;
    said.words = words.substr(error + std::string_view(" Error").size());
    return said;
}

void read_block(Recorder& recorder, const ReportView& view, std::string_view text) {
    enum class Part : std::uint8_t { subject, recipients, reason } part = Part::subject;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (text::LineReader lines(text); lines.next() && !recorder.full();) {
        const std::string_view line = ascii::trim(lines.line());
        if (line == not_delivered) {
            part = Part::recipients;
            recorder.facts().action = Action::failed;
        } else if (part == Part::recipients && line == "because:") {
            part = Part::reason;
        } else if (part == Part::recipients) {
            recorder.recipient(fields::read_address(line), {}, Action::failed);
        } else if (part == Part::reason) {
            if (line.empty() && begin != end) break;
            if (line.empty()) continue;
            if (begin == end) begin = lines.offset();
            end = lines.next_offset();
        }
    }
    if (begin == end) return;
    const Said said = read_reason(view, ascii::trim(text.substr(begin, end - begin)));
    recorder.say(recorder.facts().recipients.size() == 1 ? 0 : Recorder::nobody, said);
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        read_block(recorder, view, block.text.text);
    }
}

} // namespace

extern const Dialect dialect_domino;
const Dialect dialect_domino{"domino", "HCL", markers, judge, read};

} // namespace dsnparse::dialects

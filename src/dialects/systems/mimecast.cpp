/// \file
/// Mimecast: one recipient per report, its answers behind `--`.
///
///     This is a delivery failure notification message indicating that
///     an email you addressed to email address :
///     -- user@example.org
///
///     could not be delivered. The problem appears to be :
///     -- Recipient email address is possibly incorrect
///
///     Additional information follows :
///     -- 5.4.1 Recipient address rejected: Access denied
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"this is a delivery failure notification message indicating"};
constexpr std::string_view intro = "This is a delivery failure notification message indicating that";

int judge(const ReportView& view) { return says(view, intro) && says(view, "-- ") ? 95 : 0; }

/// What `-- ...` answers.
enum class Asked : std::uint8_t { nothing, address, problem, information };

Asked asked_by(std::string_view line) {
    if (!line.ends_with(':')) return Asked::nothing;
    if (ascii::icontains(line, "addressed to email address")) return Asked::address;
    if (ascii::icontains(line, "problem appears to be")) return Asked::problem;
    return ascii::icontains(line, "additional information follows") ? Asked::information : Asked::nothing;
}

class Reader {
public:
    Reader(Recorder& recorder, const ReportView& view) : recorder_(recorder), view_(view) {}

    void read(std::string_view text) {
        Asked asked = Asked::nothing;
        for (text::LineReader lines(text); lines.next() && !recorder_.full();) {
            std::string_view line = ascii::trim(lines.line());
            if (ascii::consume(line, "-- "))
                take(asked, ascii::trim(line));
            else if (const Asked next = asked_by(line); next != Asked::nothing)
                asked = next;
        }
        // The problem is Mimecast's reading of the reply; alone it is all there is.
        if (!said_ && !problem_.empty()) recorder_.say(about_, own_words(problem_, Phase::unknown));
    }

private:
    void take(Asked asked, std::string_view words) {
        if (asked == Asked::address) {
            recorder_.facts().action = Action::failed;
            about_ = recorder_.recipient(fields::read_address(words), {}, Action::failed);
        } else if (asked == Asked::problem) {
            problem_ = words;
        } else if (asked == Asked::information) {
            say(words);
        }
    }

    /// The server's reply, in most reports without its code, which then only the machine-readable part has.
    void say(std::string_view words) {
        const bool reply = fields::reply_code_at(words).has_value() || !fields::status_at(words).empty();
        said_ = true;
        if (reply && view_.status != nullptr && !view_.status->recipients.empty()) return;
        Said said = own_words(words, Phase::unknown);
        if (reply) said.speaker = Speaker::remote;
        recorder_.say(about_, said);
    }

    Recorder& recorder_;
    const ReportView& view_;
    Recorder::Handle about_ = Recorder::nobody;
    std::string_view problem_;
    bool said_ = false;
};

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Reader(recorder, view).read(block.text.text);
    }
}

} // namespace

extern const Dialect dialect_mimecast;
const Dialect dialect_mimecast{"mimecast", "Mimecast", markers, judge, read};

} // namespace dsnparse::dialects

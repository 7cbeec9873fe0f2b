/// \file
/// LSMTP of L-Soft: text only, with entries that LISTSERV reads, too.
///
///     --> Error description:
///     Error-for:  user@example.org
///     Error-Code: 0
///     Error-Text: Mailer mx.example.org said:
///                 "550 5.1.1 User unknown"
///
///     Error-End:  One error reported.
#include "base/ascii.hpp"
#include "dialects/labels.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"--> error description:"};

enum Label : std::size_t { error_for, error_code, error_text, error_end };
constexpr std::array<std::string_view, 4> labels{"Error-for:", "Error-Code:", "Error-Text:", "Error-End:"};

int judge(const ReportView& view) { return says(view, "--> Error description:") && says(view, "Error-for:") ? 95 : 0; }

/// `Mailer mx.example.org said: "550 ..."`, where the quotation may have several lines; else its own words.
Said read_text(const ReportView& view, std::string_view value) {
    constexpr std::string_view mailer = "Mailer ";
    constexpr std::string_view says_mark = " said:";
    const std::size_t said_at = value.find(says_mark);
    if (!ascii::istarts_with(value, mailer) || said_at == std::string_view::npos) {
        Said own = own_words(one_line(view, value), Phase::unknown);
        own.raw = value;
        return own;
    }
    std::string_view words = ascii::trim(value.substr(said_at + says_mark.size()));
    if (words.starts_with('"')) words.remove_prefix(1);
    if (words.ends_with('"')) words.remove_suffix(1);
    Said said = reply_or_own(words);
    said.speaker = Speaker::remote;
    said.host = fields::read_host(value.substr(mailer.size()), view.context.arena);
    return said;
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        Recorder::Handle about = Recorder::nobody;
        for (LabelReader reader(block.text.text, labels); !recorder.full() && reader.next();) {
            if (reader.label() == error_for) {
                facts.action = Action::failed;
                about = recorder.recipient(fields::read_address(reader.value()), {}, Action::failed);
            } else if (reader.label() == error_text && about != Recorder::nobody) {
                recorder.say(about, read_text(view, reader.value()));
            }
        }
    }
}

} // namespace

extern const Dialect dialect_lsmtp;
const Dialect dialect_lsmtp{"lsmtp", "L-Soft", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// mlmmj, the mailing list manager: why a post was not distributed. The list is the recipient.
///
///     Hi, this is the Mlmmj program managing the <list@example.org> mailing list.
///
///     The message from <ann@example.net> with subject "hello" was unable to be
///     delivered to the list because it could not be found who you are.
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"this is the mlmmj program managing the"};
constexpr std::string_view intro = "this is the Mlmmj program managing the";

constexpr std::array<std::string_view, 4> refusals{"was unable to be delivered to the list", "could not be delivered to the list",
                                                   "has been denied", "was denied"};

bool is_refusal(std::string_view paragraph) {
    for (std::string_view words : refusals)
        if (ascii::icontains(paragraph, words)) return true;
    return false;
}

/// Calls `take(paragraph)` for each paragraph, folded as it stands, until it returns false.
template <typename Take>
void each_paragraph(std::string_view text, Take take) {
    std::size_t begin = 0;
    bool open = false;
    for (text::LineReader lines(text); lines.next();) {
        const bool blank = ascii::trim(lines.line()).empty();
        if (!blank && !open) begin = lines.offset();
        if (blank && open && !take(ascii::trim(text.substr(begin, lines.offset() - begin)))) return;
        open = !blank;
    }
    if (open) take(ascii::trim(text.substr(begin)));
}

bool refuses(const ReportView& view) {
    bool found = false;
    for (const TextBlock& block : view.blocks)
        each_paragraph(block.text.text, [&](std::string_view raw) {
            found = found || is_refusal(one_line(view, raw));
            return !found;
        });
    return found;
}

int judge(const ReportView& view) { return says(view, intro) && refuses(view) ? 95 : 0; }

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        std::string_view list;
        each_paragraph(block.text.text, [&](std::string_view raw) {
            if (list.empty()) {
                const std::size_t at = raw.find(intro);
                if (at != std::string_view::npos) list = fields::find_address(raw, at + intro.size());
                return true;
            }
            const std::string_view words = one_line(view, raw);
            if (!is_refusal(words)) return true;
            facts.action = Action::failed;
            Said said = own_words(words);
            said.raw = raw;
            recorder.say(recorder.recipient(list, {}, Action::failed), said);
            return false;
        });
    }
}

} // namespace

extern const Dialect dialect_mlmmj;
const Dialect dialect_mlmmj{"mlmmj", "mlmmj project", markers, judge, read};

} // namespace dsnparse::dialects

/// \file
/// fml, the mailing list manager: why a post was not distributed. The list is the recipient.
///
///     Duplicated Message-ID in <list@example.org>.
///
///     Original mail as follows:
#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"
#include "text/lines.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

constexpr std::array<std::string_view, 1> markers{"x-mlserver: fml"};

/// Sentences that say why a post was kept.
constexpr std::array<std::string_view, 9> refusals{"Duplicated Message-ID",
                                                   "You are not a member of this mailing list",
                                                   "are not member",
                                                   "NOT MEMBER article from",
                                                   "reject mail from",
                                                   "reject spammers",
                                                   "header may cause mail loop",
                                                   "has detected a loop condition",
                                                   "Loop Back Warning:"};

bool is_refusal(std::string_view line) {
    for (std::string_view words : refusals)
        if (ascii::icontains(line, words)) return true;
    return false;
}

bool refuses(const ReportView& view) {
    for (const TextBlock& block : view.blocks)
        for (text::LineReader lines(block.text.text); lines.next();)
            if (is_refusal(lines.line())) return true;
    return false;
}

int judge(const ReportView& view) {
    if (!view.header_value("X-MLServer").starts_with("fml ")) return 0;
    // The manager writes as LIST-admin; what it distributes has its own author.
    return view.from.find("-admin@") != std::string_view::npos && refuses(view) ? 95 : 0;
}

/// The list's own address: `list-admin@example.org` manages `list@example.org`.
std::string_view list_address(const ReportView& view) {
    constexpr std::string_view admin = "-admin@";
    const std::string_view from = fields::find_address(view.from);
    const std::size_t at = from.find(admin);
    if (at == std::string_view::npos) return {};
    return view.context.arena.concat({from.substr(0, at), "@", from.substr(at + admin.size())});
}

void read(const ReportView& view, Facts& facts) {
    for (const TextBlock& block : view.blocks) {
        Recorder recorder(view, block, facts);
        for (text::LineReader lines(block.text.text); lines.next() && !recorder.full();) {
            const std::string_view line = ascii::trim(lines.line());
            if (!is_refusal(line)) continue;
            facts.action = Action::failed;
            const std::size_t open = line.find('<');
            const std::size_t close = line.find('>', open == std::string_view::npos ? line.size() : open);
            std::string_view list;
            if (close != std::string_view::npos) list = fields::read_address(line.substr(open, close - open + 1));
            // In `reject mail from <...>` the address is the author's.
            if (list.empty() || ascii::icontains(line.substr(0, open), "from")) list = list_address(view);
            const Recorder::Handle about = recorder.recipient(list, {}, Action::failed);
            recorder.show(about, line);
            recorder.say(about, own_words(line));
            return;
        }
    }
}

} // namespace

extern const Dialect dialect_fml;
const Dialect dialect_fml{"fml", "fml project", markers, judge, read};

} // namespace dsnparse::dialects

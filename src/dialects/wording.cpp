#include "dialects/wording.hpp"

#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/recorder.hpp"

#include <algorithm>

namespace dsnparse::dialects {

namespace {

/// Longest host with what may stand beside it; a `host ` that far from its `said:` is another one.
constexpr std::size_t longest_host = 320;
constexpr std::string_view said_words = " said: ";
constexpr std::string_view refused_words = " refused to talk to me: ";

} // namespace

std::string_view take_in_reply_to(std::string_view& reply) {
    constexpr std::string_view open = "(in reply to ";
    const std::size_t at = reply.rfind(open);
    if (at == std::string_view::npos) return {};
    std::string_view command = reply.substr(at + open.size());
    const std::size_t close = command.find(')');
    if (close == std::string_view::npos || !ascii::trim(command.substr(close + 1)).empty()) return {};
    command = ascii::trim(command.substr(0, close));
    if (ascii::iends_with(command, "command")) command = ascii::trim_right(command.substr(0, command.size() - 7));
    reply = ascii::trim_right(reply.substr(0, at));
    return command;
}

std::optional<HostSaid> find_host_said(std::string_view text, detail::Arena& arena) {
    constexpr std::string_view lead = "host ";
    std::size_t searched = 0;
    std::size_t words = text.find(said_words);
    std::size_t refusal = text.find(refused_words);
    while (true) {
        if (words < searched) words = text.find(said_words, searched);
        if (refusal < searched) refusal = text.find(refused_words, searched);
        const std::size_t end = std::min(words, refusal);
        if (end == std::string_view::npos) return std::nullopt;
        const std::size_t from = std::max(searched, end > longest_host ? end - longest_host : 0);
        const std::string_view near = text.substr(from, end - from);
        searched = end + 1;
        // The nearest one is meant: `unable to reach host a; host b said: ...`.
        const std::size_t at = near.rfind(lead);
        if (at == std::string_view::npos || (at > 0 && ascii::is_alnum(near[at - 1]))) continue;
        HostSaid said;
        said.begin = from + at;
        said.host = host_at(near.substr(at + lead.size()), arena);
        said.reply = ascii::trim(text.substr(end + (end == words ? said_words.size() : refused_words.size())));
        if (end == refusal) said.phase = Phase::banner;
        said.command = take_in_reply_to(said.reply);
        if (!said.command.empty()) said.phase = phase_of_command(said.command);
        return said;
    }
}

} // namespace dsnparse::dialects

#include "dialects/postfix/reason.hpp"

#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "dialects/wording.hpp"

namespace dsnparse::dialects::postfix {

namespace {

/// What stands behind `words` in `text`; npos-safe.
bool take_behind(std::string_view text, std::string_view words, std::string_view& behind) {
    const std::size_t at = text.find(words);
    if (at == std::string_view::npos) return false;
    behind = text.substr(at + words.size());
    return true;
}

} // namespace

bool read_quoted_reply(Said& said, std::string_view reason, detail::Arena& arena) {
    constexpr std::string_view verb = " said: ";
    if (ascii::consume(reason, "SASL authentication failed; server ")) {
        const std::size_t at = reason.find(verb);
        if (at == std::string_view::npos) return false;
        said.host = host_at(reason.substr(0, at), arena);
        said.words = reason.substr(at + verb.size());
        said.phase = Phase::auth;
    } else {
        if (!reason.starts_with("host ")) return false; // a host further on is part of somebody's words
        const std::optional<HostSaid> quoted = find_host_said(reason, arena);
        if (!quoted || quoted->begin != 0) return false;
        said.host = quoted->host;
        said.words = quoted->reply;
        said.command = quoted->command;
        // `refused to talk to me` is said of a greeting and of a refused HELO alike.
        said.phase = quoted->command.empty() ? Phase::unknown : quoted->phase;
    }
    said.speaker = Speaker::remote;
    return true;
}

void read_trouble(Said& said, std::string_view reason, detail::Arena& arena) {
    std::string_view rest = reason;
    if (ascii::consume(rest, "connect to ")) {
        said.host = host_at(rest, arena);
        said.phase = Phase::connect;
    } else if (ascii::consume(rest, "lost connection with ") || ascii::consume(rest, "conversation with ")) {
        said.host = host_at(rest, arena);
        std::string_view activity;
        if (take_behind(rest, " while ", activity)) said.phase = phase_of_command(activity);
    } else if (take_behind(reason, " of server ", rest) || take_behind(reason, "offered by host ", rest)) {
        said.host = host_at(rest, arena); // what it announced in reply to EHLO did not fit
        said.phase = ascii::icontains(reason, "tls") ? Phase::starttls : Phase::ehlo;
    }
}

} // namespace dsnparse::dialects::postfix

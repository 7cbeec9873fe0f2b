#include "dialects/recorder.hpp"

#include "base/ascii.hpp"
#include "fields/address.hpp"
#include "fields/ip.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "mime/part.hpp"
#include "text/lines.hpp"
#include "text/unfold.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::dialects {

namespace {

using detail::Arena;

/// `(#5.1.1)`, which qmail and its kin put behind their own reasons; Yahoo writes `[#4.1.9]`.
std::string_view marked_status(std::string_view words) {
    const std::size_t mark = words.rfind('#');
    if (mark == std::string_view::npos || mark == 0 || (words[mark - 1] != '(' && words[mark - 1] != '[')) return {};
    return fields::status_at(words.substr(mark + 1));
}

/// The reporter's own words: only what stands in front is a code, whatever numbers the words contain.
fields::ReplyText read_own_words(std::string_view words, Arena& arena) {
    if (fields::reply_code_at(words)) return fields::read_reply(words, arena);
    fields::ReplyText own;
    own.enhanced = marked_status(words);
    own.text = text::unfold(words, arena, words.size());
    arena.append(own.lines, own.text);
    return own;
}

/// A reply's lines without the indentation that the report gave them; they are a view where there is one line only.
std::string_view without_indentation(std::string_view words, Arena& arena) {
    if (words.find_first_of("\r\n") == std::string_view::npos) return words;
    char* place = arena.allocate(words.size());
    std::size_t used = 0;
    for (text::LineReader lines(words); lines.next();) {
        const std::string_view line = ascii::trim(lines.line());
        if (used != 0) place[used++] = '\n';
        line.copy(place + used, line.size());
        used += line.size();
    }
    arena.shrink_last(place, words.size(), used);
    return {place, used};
}

constexpr std::array<std::string_view, 13> connect_words{"connection refused",
                                                         "connection timed out",
                                                         "connect timed out",
                                                         "no route to host",
                                                         "host is unreachable",
                                                         "network is unreachable",
                                                         "network is down",
                                                         "unable to establish an smtp connection",
                                                         "wasn't able to establish an smtp connection",
                                                         "network error on destination",
                                                         "tried all mxs",
                                                         "could not connect",
                                                         "connection reset by peer"};

constexpr std::array<std::string_view, 23> dns_words{"name service error",
                                                     "host not found",
                                                     "host or domain name not found",
                                                     "domain does not exist",
                                                     "no such domain",
                                                     "no mx found",
                                                     "no mx record found",
                                                     "mx lookup",
                                                     "dns lookup",
                                                     "dns failure",
                                                     "couldn't find any host",
                                                     "couldn't find a mail exchanger",
                                                     "cname lookup",
                                                     "nowhere to deliver mail to",
                                                     "nullmx",
                                                     "null mx",
                                                     "indicated no smtp service",
                                                     "mx records point to non-existent",
                                                     "host lookup did not complete",
                                                     "unrouteable mail domain",
                                                     "unroutable domain",
                                                     "lookup failed temporarily",
                                                     "unknown host"};

bool has_any(std::string_view words, std::span<const std::string_view> list) {
    for (std::string_view item : list)
        if (ascii::icontains(words, item)) return true;
    return false;
}

} // namespace

Recorder::Handle Recorder::recipient(std::string_view address, std::string_view original, Action action) {
    if (address.empty()) return nobody;
    const std::span<RecipientFact> known = Arena::items(facts_.recipients);
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!fields::same_address(known[i].address, address)) continue;
        if (known[i].original.empty() != original.empty()) continue;
        if (!original.empty() && !fields::same_address(known[i].original, original)) continue;
        if (known[i].action == Action::unknown) known[i].action = action;
        return i;
    }
    if (full()) return nobody;
    RecipientFact fact;
    fact.address = address;
    fact.action = action;
    if (!original.empty()) {
        fact.original = original;
        arena().append(fact.expanded_from, original);
    }
    fact.evidence = view_.evidence(block_, address);
    arena().append(facts_.recipients, fact);
    return known.size();
}

Recorder::Handle Recorder::known_recipient(std::string_view address, Action action) {
    for (Handle i = 0; i < facts_.recipients.size(); ++i)
        if (fields::same_address(facts_.recipients[i].address, address)) return i;
    return recipient(address, {}, action);
}

void Recorder::show(Handle recipient, std::string_view words) {
    if (recipient != nobody) at(recipient).evidence = view_.evidence(block_, words);
}

void Recorder::say(Handle about, const Said& said) {
    const std::string_view words = ascii::trim(said.words);
    if (words.empty() || facts_.replies.size() > view_.context.limits().replies) return;
    const fields::ReplyText text = said.speaker == Speaker::remote
                                       ? fields::read_reply(without_indentation(words, arena()), arena())
                                       : read_own_words(words, arena());
    ReplyFact fact;
    fact.speaker = said.speaker;
    fact.reply.code = text.code;
    fact.reply.enhanced = text.enhanced;
    fact.reply.text = text.text;
    fact.reply.lines = text.lines;
    fact.reply.command = said.command;
    fact.reply.host = said.host.name;
    fact.reply.ip = said.host.ip;
    fact.reply.port = said.host.port;
    fact.reply.phase = said.phase;
    if (said.phase == Phase::unknown && said.speaker == Speaker::reporter) {
        fact.reply.phase = phase_of_trouble(words);
        // A host was talked to: it is not only the reporter's own affair.
        if (fact.reply.phase == Phase::local && said.host.known()) fact.reply.phase = Phase::unknown;
    }
    arena().append(fact.reply.evidence, view_.evidence(block_, said.raw.empty() ? words : ascii::trim(said.raw)));
    if (about != nobody) {
        RecipientFact& recipient = at(about);
        fact.recipient = recipient.address;
        // Behind a server's reply the reporter only adds that it gave up.
        if (said.speaker == Speaker::reporter && recipient.replies.empty()) recipient.reason = fact.reply.text;
        arena().append(recipient.replies, static_cast<std::uint32_t>(facts_.replies.size()));
    }
    arena().append(facts_.replies, fact);
}

Said reply_or_own(std::string_view words) {
    Said said;
    said.words = said.raw = ascii::trim(words);
    if (fields::reply_code_at(said.words)) said.speaker = Speaker::remote;
    return said;
}

bool says(const ReportView& view, std::string_view words) {
    for (const TextBlock& block : view.blocks)
        if (block.text.text.find(words) != std::string_view::npos) return true;
    return false;
}

bool is_invoked_for_bounce(const ReportView& view, std::string_view program) {
    if (view.header == nullptr) return false;
    for (const mime::HeaderField& field : view.header->headers) {
        if (!ascii::iequals(field.name, "Received")) continue;
        std::string_view value = ascii::trim(field.raw);
        if (ascii::consume(value, "(") && ascii::consume(value, program) && value.starts_with(' ')
            && value.find(" invoked for bounce)") != std::string_view::npos)
            return true;
    }
    return false;
}

std::string_view word_behind(std::string_view line, std::string_view lead) {
    const std::size_t at = line.find(lead);
    if (at == std::string_view::npos) return {};
    std::string_view rest = line.substr(at + lead.size());
    std::string_view word = ascii::consume_word(rest);
    while (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
    return word;
}

std::string_view one_line(const ReportView& view, std::string_view raw) {
    return text::unfold(raw, view.context.arena, raw.size());
}

Phase phase_of_trouble(std::string_view words) {
    // What went wrong is said first; what a program printed about its own affairs is another matter.
    const std::string_view head =
        words.substr(0, std::min(ascii::ifind(words.substr(0, 1000), "command output:"), std::size_t{1000}));
    if (has_any(head, dns_words)) return Phase::dns;
    if (has_any(head, connect_words)) return Phase::connect;
    if (ascii::icontains(head, "tls") && (ascii::icontains(head, "handshake") || ascii::icontains(head, "tls is required")))
        return Phase::starttls;
    return Phase::local;
}

fields::HostRef host_at(std::string_view text, Arena& arena) {
    fields::HostRef host = fields::read_host(text, arena);
    if (host.known()) return host;
    std::size_t end = 0;
    while (end < text.size() && !ascii::is_space(text[end]) && text[end] != '[' && text[end] != '(') ++end;
    host.name = text.substr(0, end);
    if (!host.name.empty() && (host.name.back() == ':' || host.name.back() == ',')) host.name.remove_suffix(1);
    std::string_view rest = ascii::trim_left(text.substr(end));
    if (!rest.empty() && (rest[0] == '[' || rest[0] == '(')) {
        const std::size_t close = rest.find(rest[0] == '[' ? ']' : ')');
        if (close != std::string_view::npos) host.ip = fields::parse_ip(rest.substr(1, close - 1), arena);
    }
    return host;
}

} // namespace dsnparse::dialects

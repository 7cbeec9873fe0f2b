/// Story, second part: whom the replies are about.
#include "base/ascii.hpp"
#include "dialects/sendmail/story.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::dialects::sendmail {

namespace {

using detail::Arena;

/// Reasons that Sendmail finds itself, though it words them as replies.
constexpr std::array<std::string_view, 17> own_reasons{
    "host unknown",        "does not accept mail",      "too many hops",        "reply: read error",
    "connection reset by", "connection refused by",     "connection timed out", "service unavailable",
    "name server",         "can't create output",       "unknown mailer error", "insufficient permission",
    "loop broken",         "local configuration error", "data format error",    "command line usage",
    "input error"};

bool is_own_reason(std::string_view reason) {
    for (std::string_view words : own_reasons)
        if (ascii::icontains(reason, words)) return true;
    return false;
}

/// What went wrong, from Sendmail's own words.
Phase phase_of_own_words(std::string_view words) {
    constexpr std::array<std::string_view, 5> look_ups{"host unknown", "name server", "host name lookup failure",
                                                       "host not found", "does not accept mail: mx"};
    const std::string_view head = words.substr(0, 500);
    for (std::string_view words_of_dns : look_ups)
        if (ascii::icontains(head, words_of_dns)) return Phase::dns;
    return phase_of_trouble(head);
}

/// The host that Sendmail talked to in vain, which its own words name: `Deferred: Connection reset by mx.example.org.`
fields::HostRef host_of_own_words(std::string_view words, Arena& arena) {
    constexpr std::array<std::string_view, 4> leads{"Connection reset by ", "Connection refused by ",
                                                    "Connection timed out with ", "reply: read error from "};
    const std::string_view head = words.substr(0, 500);
    for (std::string_view lead : leads)
        if (const std::size_t at = head.find(lead); at != std::string_view::npos)
            return fields::read_host(words.substr(at + lead.size()), arena);
    return {};
}

/// A reason is the first line of a reply, and in its middle shortened where it is long: the same words start alike. Compared
/// without white space, which folding puts anywhere. 0: no reply.
std::uint64_t key_of(std::string_view reply) {
    constexpr std::size_t compared = 40;
    if (!fields::reply_code_at(reply)) return 0;
    std::uint64_t value = 0xcbf29ce484222325U; // FNV-1a
    std::size_t used = 0;
    for (char c : reply.substr(0, reply.find('\n'))) {
        if (ascii::is_space(c) || c == '-') continue;
        if (++used > compared) break;
        value = (value ^ static_cast<unsigned char>(ascii::to_lower(c))) * 0x100000001b3U;
    }
    return value | 1U;
}

struct Reason {
    std::uint64_t key;
    std::size_t listed;
    bool operator<(const Reason& other) const { return key < other.key; }
};

struct Tied {
    Recorder::Handle handle;
    int code;
    bool operator<(const Tied& other) const { return handle != other.handle ? handle < other.handle : code < other.code; }
};

} // namespace

void Story::resolve() {
    for (Pending& reply : Arena::items(pending_)) {
        if (reply.speaker != Speaker::remote || reply.phase != Phase::rcpt || !reply.about.empty() || reply.consequence) continue;
        if (reply.named.empty())
            resolve_own_address(reply);
        else if (const Recorder::Handle handle = find(reply.named); handle != Recorder::nobody)
            tie(reply, handle);
    }
    match_reasons();
    for (Pending& reply : Arena::items(pending_)) {
        if (!reply.about.empty() || reply.consequence) continue;
        if (reply.speaker == Speaker::reporter)
            resolve_host(reply);
        else if (reply.phase == Phase::data || reply.phase == Phase::rcpt)
            resolve_own_address(reply);
        if (reply.about.empty() && reply.phase == Phase::rcpt && !reply.named.empty()) resolve_unlisted(reply);
    }
    // A program's output follows the own line, which follows a reply: from back to front.
    for (int pass = 0; pass < 2; ++pass)
        for (Pending& own : Arena::items(pending_))
            if (own.follows != none && own.about.empty()) own.about = pending_[own.follows].about;
    add_unmatched_reasons();
}

/// `550 5.1.1 <user@example.org>: ...` is about the recipient that it names, if it names one.
void Story::resolve_own_address(Pending& reply) {
    const std::string_view head = reply.words.substr(0, 1000);
    std::size_t next = 0;
    for (std::string_view address = fields::find_address(head, 0, &next); !address.empty();
         address = fields::find_address(head, next, &next)) {
        const Recorder::Handle handle = find(address);
        if (handle == Recorder::nobody) continue;
        tie(reply, handle);
        return;
    }
}

/// `451 example.org: Name server timeout` is about the recipients at that host.
void Story::resolve_host(Pending& reply) {
    if (host_lookups_ >= most_host_lookups || !fields::is_host_name(reply.named)) return;
    ++host_lookups_;
    for (Recorder::Handle i = 0; i < facts_.recipients.size(); ++i) {
        const std::string_view address = facts_.recipients[i].address;
        const std::size_t at = address.rfind('@');
        if (at != std::string_view::npos && ascii::iequals(address.substr(at + 1), reply.named)) tie(reply, i);
    }
}

/// The command has an address that no list has: a rewritten one if only one recipient can be meant, else one more.
void Story::resolve_unlisted(Pending& reply) {
    const bool final = reply.code && *reply.code / 100 == 5;
    if (final && parts_.listed.size() == 1 && handles_[0] != Recorder::nobody)
        tie(reply, handles_[0]);
    else if (const Recorder::Handle handle = add_recipient(*reply.block, reply.named, final ? Action::failed : Action::delayed);
             handle != Recorder::nobody)
        tie(reply, handle);
}

void Story::match_reasons() {
    List<Reason> sorted;
    for (std::size_t i = 0; i < parts_.listed.size(); ++i)
        if (const std::uint64_t key = key_of(parts_.listed[i].reason); key != 0) scratch().append(sorted, Reason{key, i});
    const std::span<Reason> reasons = Arena::items(sorted);
    std::sort(reasons.begin(), reasons.end());
    for (Pending& reply : Arena::items(pending_)) {
        const Reason wanted{key_of(reply.words), 0};
        if (wanted.key == 0 || reply.consequence) continue;
        const auto [begin, end] = std::equal_range(reasons.begin(), reasons.end(), wanted);
        if (begin == end) continue;
        const bool untied = reply.about.empty();
        if (untied && reply.phase == Phase::data) reply.phase = Phase::end_of_data; // DATA itself leaves no reason
        if (!untied && used_[begin->listed] && end - begin > 1) continue;
        for (auto at = begin; at != end; ++at) {
            Arena::items(used_)[at->listed] = true;
            if (untied && handles_[at->listed] != Recorder::nobody && reply.about.size() < most_shared)
                tie(reply, handles_[at->listed]);
        }
    }
}

/// A reason that is nowhere in the transcript is a reply of its own.
void Story::add_unmatched_reasons() {
    std::array<bool, 1000> session_codes{};
    List<Tied> tied;
    for (const Pending& reply : pending_) {
        if (!reply.code) continue;
        if (reply.about.empty()) session_codes[static_cast<std::size_t>(*reply.code) % session_codes.size()] = true;
        for (Recorder::Handle handle : reply.about) scratch().append(tied, Tied{handle, *reply.code});
    }
    const auto known = Arena::items(tied);
    std::sort(known.begin(), known.end());
    for (std::size_t i = 0; i < parts_.listed.size(); ++i) {
        const Listed& entry = parts_.listed[i];
        if (used_[i] || entry.reason.empty() || handles_[i] == Recorder::nobody) continue;
        const std::optional<int> code = fields::reply_code_at(entry.reason);
        if (!code && !parts_.events.empty()) continue; // Sendmail's own words, which the transcript has at greater length
        if (code && session_codes[static_cast<std::size_t>(*code) % session_codes.size()]) continue;
        if (code && std::binary_search(known.begin(), known.end(), Tied{handles_[i], *code})) continue;
        Pending reply;
        reply.words = entry.reason;
        reply.raw = entry.reason_raw;
        reply.block = entry.block;
        reply.code = code;
        reply.speaker = code && !is_own_reason(entry.reason) ? Speaker::remote : Speaker::reporter;
        tie(reply, handles_[i]);
        add_pending(reply);
    }
}

/// `421 example.org (smtp)... Deferred` is all that version 5 says of mail that it could not send: all of that domain's.
void Story::name_domains() {
    constexpr std::size_t most_domains = 64;
    for (const Pending& reply : pending_) {
        if (reply.speaker != Speaker::reporter || !reply.code || *reply.code < 400 || !fields::is_host_name(reply.named))
            continue;
        if (facts_.domains.size() < most_domains) arena().append(facts_.domains, reply.named);
    }
}

void Story::settle_actions() {
    bool failed = false;
    bool delayed = parts_.warning || retrying_;
    bool refused = false;
    Action done = Action::unknown;
    const bool listed = !parts_.listed.empty();
    for (RecipientFact& fact : Arena::items(facts_.recipients)) {
        // Deferred before the end, and nothing else is said about it: it is what the report is about.
        if (fact.action == Action::delayed && expired_ && !listed) fact.action = Action::failed;
        failed = failed || fact.action == Action::failed;
        delayed = delayed || fact.action == Action::delayed;
        if (fact.action != Action::unknown) done = fact.action;
    }
    for (const Pending& reply : pending_) refused = refused || (reply.code && *reply.code / 100 == 5);
    const bool returned =
        ascii::istarts_with(view_.subject, "Returned mail") || ascii::istarts_with(view_.subject, "Postmaster notify");
    if (failed)
        facts_.action = Action::failed;
    else if (delayed && !(returned && !listed && !parts_.warning && !retrying_))
        facts_.action = Action::delayed;
    else if (done == Action::relayed || done == Action::delivered || done == Action::expanded)
        facts_.action = done;
    else if (refused || expired_ || returned)
        facts_.action = Action::failed;
    for (RecipientFact& fact : Arena::items(facts_.recipients)) {
        const bool only_deferred = fact.action == Action::delayed && !listed && facts_.action == Action::failed && !failed;
        if (fact.action == Action::unknown || only_deferred) fact.action = facts_.action;
    }
}

void Story::emit(const Pending& reply) {
    Recorder recorder(view_, *reply.block, facts_);
    Said said;
    said.words = reply.words;
    said.raw = reply.raw;
    said.speaker = reply.speaker;
    said.phase = reply.speaker == Speaker::reporter ? phase_of_own_words(reply.words) : reply.phase;
    said.host = reply.host;
    if (reply.speaker == Speaker::reporter && !said.host.known()) said.host = host_of_own_words(reply.words, arena());
    if (said.phase == Phase::local && said.host.known()) said.phase = Phase::unknown; // a host was talked to
    said.command = reply.command;
    const std::size_t index = facts_.replies.size();
    recorder.say(reply.about.size() == 1 ? reply.about[0] : Recorder::nobody, said);
    if (facts_.replies.size() == index) return;
    ReplyFact& fact = Arena::items(facts_.replies)[index];
    fact.session = reply.session;
    fact.consequence = reply.consequence;
    if (reply.about.size() == 1) {
        const std::span<StepFact> steps = Arena::items(facts_.steps);
        for (std::size_t i = reply.step; i < reply.step + reply.steps && i < steps.size(); ++i)
            steps[i].recipient = fact.recipient;
    }
    if (reply.about.size() < 2) return;
    for (Recorder::Handle handle : reply.about) arena().append(recorder.at(handle).replies, static_cast<std::uint32_t>(index));
}

} // namespace dsnparse::dialects::sendmail

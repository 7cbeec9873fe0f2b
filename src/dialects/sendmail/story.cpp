#include "dialects/sendmail/story.hpp"

#include "base/ascii.hpp"
#include "dialects/phases.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::dialects::sendmail {

namespace {

using detail::Arena;

std::string_view without_brackets(std::string_view name) {
    if (name.size() >= 2 && name.front() == '<' && name.back() == '>') return name.substr(1, name.size() - 2);
    return name;
}

/// Deliveries to a program, a file or the members of a list, which have no address.
bool is_nameless(std::string_view name) {
    return name.starts_with("\"|") || name.starts_with('|') || name.starts_with('/') || name.starts_with(":include:");
}

/// Servers say so about DATA where no recipient was left (RFC 2920 section 3.1).
bool is_sequence_error(std::string_view words, std::optional<int> code) {
    if (code == 503) return true;
    constexpr std::array<std::string_view, 5> wordings{"no valid recipients", "need rcpt", "rcpt first", "no recipients",
                                                       "valid rcpt"};
    const std::string_view head = words.substr(0, 200);
    for (std::string_view wording : wordings)
        if (ascii::icontains(head, wording)) return true;
    return false;
}

bool is_deferral(std::string_view text) { return ascii::istarts_with(text, "Deferred"); }

Action action_of(const Event& event) {
    const std::optional<int> code = fields::reply_code_at(event.words);
    if (is_deferral(event.text) || (code && *code / 100 == 4)) return Action::delayed;
    return code && *code / 100 == 5 ? Action::failed : Action::unknown;
}

} // namespace

Story::Story(const ReportView& view, const Parts& parts, Facts& facts)
    : view_(view), parts_(parts), facts_(facts), known_(view.context.scratch) {}

void Story::tell() {
    // A program's output alone may be anything that stands below such a ruler.
    const bool only_output = std::all_of(parts_.events.begin(), parts_.events.end(),
                                         [](const Event& event) { return event.kind == Event::Kind::output; });
    if (parts_.listed.empty() && only_output) return;
    add_listed();
    for (const Event& event : parts_.events) take(event);
    finish_command();
    resolve();
    settle_actions();
    if (facts_.recipients.empty()) name_domains();
    for (const Pending& reply : pending_) emit(reply);
}

// ---- Recipients

void Story::add_listed() {
    for (const Listed& entry : parts_.listed) {
        const std::string_view address = address_of(entry);
        std::string_view original;
        for (std::string_view alias : entry.expanded_from) {
            const std::string_view candidate = fields::read_address(alias);
            if (candidate.empty() || fields::same_address(candidate, address)) continue;
            original = candidate;
            break;
        }
        Recorder recorder(view_, *entry.block, facts_);
        const Recorder::Handle handle = recorder.recipient(address, original, entry.action);
        scratch().append(handles_, handle);
        scratch().append(used_, false);
        if (handle == Recorder::nobody) continue;
        add_aliases(handle, entry);
        if (RecipientFact& fact = recorder.at(handle); fact.reason.empty())
            fact.reason = entry.reason.empty() && action_of_note(entry.note) == Action::unknown ? entry.note : entry.reason;
        known_.add(address, handle);
        known_.add(without_brackets(entry.name), handle);
    }
}

/// The address of an entry. What has none is known by the address that it was expanded from.
std::string_view Story::address_of(const Listed& entry) const {
    if (!is_nameless(entry.name)) {
        if (const std::string_view address = fields::read_address(entry.name); !address.empty()) return address;
        std::string_view local = without_brackets(entry.name);
        if (local.starts_with('\\')) local.remove_prefix(1);
        return local;
    }
    for (std::string_view alias : entry.expanded_from)
        if (const std::string_view address = fields::read_address(alias); !address.empty()) return address;
    return {};
}

void Story::add_aliases(Recorder::Handle handle, const Listed& entry) {
    RecipientFact& fact = Arena::items(facts_.recipients)[handle];
    for (std::string_view alias : entry.expanded_from) {
        alias = without_brackets(alias);
        bool known = fields::same_address(alias, fact.address);
        for (std::string_view other : fact.expanded_from) known = known || fields::same_address(alias, other);
        if (!known) arena().append(fact.expanded_from, alias);
    }
}

Recorder::Handle Story::add_recipient(const TextBlock& block, std::string_view address, Action action) {
    const Recorder::Handle handle = Recorder(view_, block, facts_).recipient(address, {}, action);
    if (handle != Recorder::nobody) known_.add(address, handle);
    return handle;
}

Recorder::Handle Story::find(std::string_view name) const {
    const std::size_t found = known_.find(without_brackets(name));
    return found == AddressIndex::none ? Recorder::nobody : found;
}

// ---- The transcript

void Story::take(const Event& event) {
    if (event.kind != Event::Kind::local) last_own_ = none;
    switch (event.kind) {
    case Event::Kind::talking: return take_talking(event);
    case Event::Kind::command: return take_command(event);
    case Event::Kind::reply: return take_reply(event);
    case Event::Kind::local: return take_local(event);
    case Event::Kind::output:
        add_step(Direction::event, event.words);
        last_output_ = add_pending(start_pending(event, Speaker::reporter));
        return;
    case Event::Kind::expired:
        expired_ = true;
        add_step(Direction::event, event.words);
        add_pending(start_pending(event, Speaker::reporter));
        return;
    case Event::Kind::deleted:
        expired_ = true;
        add_step(Direction::event, event.words);
        return;
    case Event::Kind::retrying:
        retrying_ = true;
        add_step(Direction::event, event.words);
        return;
    }
}

void Story::take_talking(const Event& event) {
    finish_command();
    host_ = host_at(event.words, arena());
    if (host_.name.ends_with('.')) host_.name.remove_suffix(1);
    ++session_;
    command_ = command_address_ = {};
    phase_ = Phase::banner;
    facts_.transcript = true;
    add_step(Direction::event, event.raw);
}

void Story::take_command(const Event& event) {
    finish_command();
    command_ = event.words;
    phase_ = phase_of_command(command_);
    command_address_ = {};
    facts_.transcript = true;
    const std::size_t step = add_step(Direction::client, command_);
    if (phase_ != Phase::rcpt) return;
    const std::size_t open = command_.find('<');
    const std::size_t close = open == std::string_view::npos ? open : command_.rfind('>');
    if (close == std::string_view::npos || close < open) return;
    const std::string_view path = command_.substr(open, close - open + 1);
    command_address_ = fields::read_address(path);
    if (command_address_.empty()) command_address_ = without_brackets(path);
    if (step != none) Arena::items(facts_.steps)[step].recipient = command_address_;
}

void Story::take_reply(const Event& event) {
    facts_.transcript = true;
    Pending reply = start_pending(event, Speaker::remote);
    reply.step = facts_.steps.size();
    for (std::string_view line : event.lines) add_step(Direction::server, line);
    reply.steps = facts_.steps.size() - reply.step;
    reply.host = host_;
    reply.session = session_;
    reply.command = command_;
    reply.phase = phase_;
    reply.named = command_address_;
    last_reply_ = none;
    if (reply.code == 354 && phase_ == Phase::data)
        phase_ = Phase::end_of_data;
    else if (phase_ != Phase::data && phase_ != Phase::end_of_data)
        phase_ = Phase::unknown; // one reply to a command
    if (reply.code && *reply.code >= 400) last_reply_ = add_pending(reply);
}

/// The recipients that an own line names; those that are new become recipients.
Story::Handles Story::named_recipients(const Event& event) {
    Handles about;
    if (const Recorder::Handle handle = find(event.names); handle != Recorder::nobody) {
        scratch().append(about, handle);
        return about;
    }
    // Old versions put all of a session into one line: `<a@example.org>,<b@example.org>... Deferred`.
    const bool quoted = event.names.starts_with('"') || event.names.starts_with("<\"");
    std::string_view names = event.names;
    while (!names.empty()) {
        const std::size_t end = quoted ? std::string_view::npos : names.find(',');
        const std::string_view name = ascii::trim(names.substr(0, end));
        Recorder::Handle handle = find(name);
        if (handle == Recorder::nobody) handle = add_recipient(*event.block, fields::read_address(name), action_of(event));
        if (handle != Recorder::nobody) scratch().append(about, handle);
        names = end == std::string_view::npos ? std::string_view{} : names.substr(end + 1);
    }
    return about;
}

void Story::take_local(const Event& event) {
    const std::size_t step = add_step(Direction::event, event.words);
    const Handles about = named_recipients(event);
    if (about.empty()) {
        take_own_words(event, about);
        return;
    }
    if (step != none && about.size() == 1) Arena::items(facts_.steps)[step].recipient = facts_.recipients[about[0]].address;
    if (take_success(event, about)) return;
    tie_to_reply(event, about);
    if (is_deferral(event.text)) {
        // Why stood in front.
        if (event.text.size() == std::string_view("Deferred").size() && (last_own_ != none || last_reply_ != none)) {
            if (last_own_ != none)
                for (Recorder::Handle handle : about) tie(pending(last_own_), handle);
            return;
        }
        if (last_own_ != none)
            for (Recorder::Handle handle : about) tie(pending(last_own_), handle);
        const std::size_t colon = event.text.find(':');
        const std::string_view cause =
            colon == std::string_view::npos ? std::string_view{} : ascii::trim(event.text.substr(colon + 1));
        if (const std::optional<int> code = fields::reply_code_at(cause)) {
            if (last_reply_ != none && pending(last_reply_).code == code) return; // the same words once more
            Pending reply = start_pending(event, Speaker::remote);
            reply.words = cause;
            reply.code = code;
            reply.about = about;
            add_pending(reply);
            return;
        }
    }
    take_own_words(event, about);
}

/// `<user@example.org>... relayed; expect no further notifications`
bool Story::take_success(const Event& event, const Handles& about) {
    const Action action = action_of_note(event.text);
    if (action != Action::relayed && action != Action::delivered) return false;
    for (Recorder::Handle handle : about) {
        RecipientFact& fact = Arena::items(facts_.recipients)[handle];
        if (fact.action == Action::unknown) fact.action = action;
    }
    return true;
}

/// Sendmail's own line comes right behind the reply that made it speak. `Host unknown` never does: then nobody was talked to.
void Story::tie_to_reply(const Event& event, const Handles& about) {
    if (last_reply_ == none || ascii::icontains(event.text.substr(0, 40), "Host unknown")) return;
    Pending& reply = pending(last_reply_);
    const bool deferred = action_of(event) == Action::delayed;
    if (deferred != (*reply.code / 100 == 4)) return;
    if (ascii::istarts_with(event.text, "User unknown") && reply.phase == Phase::data) reply.phase = Phase::rcpt;
    // A reply to RCPT is about the address of the command, if that is known.
    const Recorder::Handle addressed = find(reply.named);
    for (Recorder::Handle handle : about)
        if (addressed == Recorder::nobody || addressed == handle) tie(reply, handle);
}

void Story::take_own_words(const Event& event, const Handles& about) {
    Pending own = start_pending(event, Speaker::reporter);
    own.about = about;
    // Version 5 puts the code of the cause behind the names: `554 <user@example.org>... 550 Host unknown`.
    if (const std::optional<int> cause = fields::reply_code_at(event.text); cause && *cause >= 400 && !event.names.empty()) {
        own.words = event.text;
        own.code = cause;
    }
    if (about.empty()) {
        own.follows = last_reply_;
        last_reply_ = none; // spoken for
        own.named =
            event.names.empty() ? event.text.substr(0, event.text.find(": ")) : event.names.substr(0, event.names.find(' '));
    }
    const std::size_t index = add_pending(own);
    if (last_output_ != none) pending(last_output_).follows = index;
    last_output_ = none;
    last_own_ = about.empty() ? index : none;
}

/// Now it is known how many replies the command had. One per recipient in front of the one to DATA: the session was pipelined.
void Story::finish_command() {
    const bool data = phase_ == Phase::data || phase_ == Phase::end_of_data;
    std::size_t later = none;
    for (std::size_t i = pending_.size(); i > group_; --i) {
        Pending& reply = pending(i - 1);
        if (reply.speaker != Speaker::remote || reply.command.empty()) continue;
        if (reply.phase == Phase::quit) reply.consequence = true;
        if (!data || reply.phase == Phase::end_of_data) continue;
        if (later == none && is_sequence_error(reply.words, reply.code)) reply.consequence = true;
        if (later != none) reply.phase = Phase::rcpt;
        later = i - 1;
    }
    group_ = pending_.size();
    last_reply_ = last_output_ = none;
}

Story::Pending Story::start_pending(const Event& event, Speaker speaker) const {
    Pending reply;
    reply.words = event.words;
    reply.raw = event.raw;
    reply.block = event.block;
    reply.speaker = speaker;
    reply.code = fields::reply_code_at(event.words);
    return reply;
}

std::size_t Story::add_pending(const Pending& reply) {
    if (pending_.size() > view_.context.limits().replies) return none;
    scratch().append(pending_, reply);
    return pending_.size() - 1;
}

std::size_t Story::add_step(Direction direction, std::string_view words) {
    if (facts_.steps.size() > view_.context.limits().replies) return none;
    StepFact fact;
    fact.step.direction = direction;
    if (session_ != 0) {
        fact.step.host = host_.name;
        fact.step.ip = host_.ip;
    }
    if (direction == Direction::client) {
        fact.step.command = words;
    } else {
        const fields::ReplyText reply = fields::reply_code_at(words) ? fields::read_reply(words, arena()) : fields::ReplyText{};
        fact.step.code = reply.code;
        fact.step.enhanced = reply.enhanced;
        fact.step.text = reply.code ? reply.text : words;
    }
    arena().append(facts_.steps, fact);
    return facts_.steps.size() - 1;
}

void Story::tie(Pending& reply, Recorder::Handle handle) {
    for (Recorder::Handle known : reply.about)
        if (known == handle) return;
    if (reply.about.size() < most_shared) scratch().append(reply.about, handle);
}

} // namespace dsnparse::dialects::sendmail

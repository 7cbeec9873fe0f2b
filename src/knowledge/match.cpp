#include "base/ascii.hpp"
#include "knowledge/compiled.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace dsnparse::knowledge {

namespace {

/// More than a reply has: what follows is somebody's message.
constexpr std::size_t most_text = std::size_t{16} << 10;
constexpr std::size_t most_hits = 64;

/// `5.7.x` fits `5.7.26`.
bool status_fits(std::string_view pattern, std::string_view status) {
    while (!pattern.empty() && !status.empty()) {
        const std::size_t p = std::min(pattern.find('.'), pattern.size());
        const std::size_t s = std::min(status.find('.'), status.size());
        const std::string_view part = pattern.substr(0, p);
        if (part != "x" && part != status.substr(0, s)) return false;
        pattern.remove_prefix(std::min(p + 1, pattern.size()));
        status.remove_prefix(std::min(s + 1, status.size()));
    }
    return pattern.empty() && status.empty();
}

/// Whole labels: `google.com` fits `mx.google.com`, not `notgoogle.com`.
bool host_fits(std::string_view suffix, std::string_view host) {
    if (!ascii::iends_with(host, suffix)) return false;
    return host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.';
}

/// Which match counts, in this order.
struct Rank {
    bool overlay = false; ///< a user's own rule
    bool host = false; ///< one for this very host
    long sureness = 0;
    bool status = false; ///< one for this very status
    std::size_t length = 0; ///< of the words

    friend bool operator>(const Rank& a, const Rank& b) {
        return std::tie(a.overlay, a.host, a.sureness, a.status, a.length)
               > std::tie(b.overlay, b.host, b.sureness, b.status, b.length);
    }
};

Rank rank(const Rule& rule, const Hit& hit) {
    return {rule.overlay, !rule.hosts.empty(), std::lround(rule.confidence * 100), !rule.statuses.empty(), hit.end - hit.begin};
}

/// The line as a server says it, `550 5.1.1 words`: there are wordings that are told by their codes only.
std::string_view whole_line(const Question& question, std::string_view words, detail::Arena& arena) {
    if (!question.code || *question.code < 100 || *question.code > 999) return words;
    const int number = *question.code;
    const char code[4] = {static_cast<char>('0' + number / 100), static_cast<char>('0' + number / 10 % 10),
                          static_cast<char>('0' + number % 10), ' '};
    if (words.substr(0, 3) == std::string_view(code, 3)) return words;
    const bool status = !question.status.empty() && words.substr(0, question.status.size()) != question.status;
    return arena.concat({{code, sizeof code}, status ? question.status : "", status ? " " : "", words});
}

} // namespace

bool goes_before(const Compiled& compiled, const Hit& first, const Hit& second) {
    const Rank a = rank(compiled.rules[first.rule], first);
    const Rank b = rank(compiled.rules[second.rule], second);
    if (a > b || b > a) return a > b;
    return std::tie(first.begin, first.rule) < std::tie(second.begin, second.rule);
}

std::string_view why_before(const Compiled& compiled, const Hit& winner, const Hit& loser) {
    const Rank a = rank(compiled.rules[winner.rule], winner);
    const Rank b = rank(compiled.rules[loser.rule], loser);
    if (a.overlay != b.overlay) return "it is of the user's own";
    if (a.host != b.host) return "it names the host";
    if (a.sureness != b.sureness) return "it is the surer one";
    if (a.status != b.status) return "it names the status";
    return a.length != b.length ? "it has the longer words" : "its words stand first";
}

bool conditions_hold(const Rule& rule, const Question& question) {
    const auto any = [](const auto& list, auto fits) { return list.empty() || std::any_of(list.begin(), list.end(), fits); };
    if (rule.remote && *rule.remote != question.remote) return false;
    return any(rule.codes, [&](int code) { return question.code == code; })
           && any(rule.statuses, [&](const std::string& status) { return status_fits(status, question.status); })
           && any(rule.hosts, [&](const std::string& host) { return host_fits(host, question.host); })
           && any(rule.phases, [&](Phase phase) { return phase == question.phase; });
}

Hits find_hits(const Compiled& compiled, const Question& question, detail::Arena& arena) {
    const std::string_view words = question.text.substr(0, most_text);
    Hits result;
    result.line = whole_line(question, words, arena);
    result.shift = result.line.size() - words.size();
    const std::string_view text = result.line;
    compiled.phrases.scan(text, [&](std::size_t phrase, std::size_t end) {
        const std::uint32_t number = compiled.rule_of_phrase[phrase];
        const Rule& rule = compiled.rules[number];
        if (!conditions_hold(rule, question)) return true;
        std::size_t length = 0;
        for (const std::string& known : rule.text)
            if (known.size() <= end && ascii::iequals(text.substr(end - known.size(), known.size()), known))
                length = std::max(length, known.size());
        const Hit hit{number, end - length, end};
        // Of one rule its longest words count.
        for (Hit& earlier : detail::Arena::items(result.hits))
            if (earlier.rule == number) {
                if (length > earlier.end - earlier.begin) earlier = hit;
                return true;
            }
        if (rule.regex != nullptr && !rule.regex->matches(text)) return true;
        arena.append(result.hits, hit);
        return result.hits.size() < most_hits;
    });
    for (const Hit& hit : result.hits)
        if (result.best == nullptr || goes_before(compiled, hit, *result.best)) result.best = &hit;
    return result;
}

std::optional<Match> match(const Compiled& compiled, const Question& question, detail::Arena& arena, List<Alternative>* others) {
    const Hits found = find_hits(compiled, question, arena);
    if (found.best == nullptr) return std::nullopt;
    const Rule& rule = compiled.rules[found.best->rule];
    if (others != nullptr)
        for (const Hit& hit : found.hits) {
            const Rule& other = compiled.rules[hit.rule];
            const bool known = other.category == rule.category
                               || std::any_of(others->begin(), others->end(),
                                              [&](const Alternative& item) { return item.category == other.category; });
            if (!known) arena.append(*others, Alternative{arena.copy(other.category), other.confidence / 2});
        }
    return Match{rule.id,
                 rule.category,
                 rule.provider,
                 rule.remedy,
                 rule.url,
                 rule.permanence,
                 rule.confidence,
                 found.best->begin - std::min(found.best->begin, found.shift),
                 found.best->end - std::min(found.best->end, found.shift)};
}

List<const BlocklistEntry*> find_blocklists(const Compiled& compiled, std::string_view text, detail::Arena& arena) {
    List<const BlocklistEntry*> found;
    compiled.blocklist_zones.scan(text, [&](std::size_t zone, std::size_t end) {
        const BlocklistEntry* entry = &compiled.blocklists[zone];
        // Whole labels: `bl.spamcop.net`, not `xbl.spamcop.net`.
        const std::size_t begin = end - entry->zone.size();
        if (begin != 0 && (ascii::is_alnum(text[begin - 1]) || text[begin - 1] == '-')) return true;
        for (const BlocklistEntry* known : found)
            if (known->name == entry->name) return true;
        arena.append(found, entry);
        return true;
    });
    return found;
}

const KindMarkers& kind_markers(const Compiled& compiled) { return compiled.kind_markers; }

const Category* find_category(const Compiled& compiled, std::string_view id) {
    const auto found = compiled.categories.find(id);
    return found == compiled.categories.end() ? nullptr : &found->second;
}

ForeignReason foreign_reason_of(const Compiled& compiled, std::string_view category) {
    auto found = compiled.foreign_reasons.find(category);
    if (found == compiled.foreign_reasons.end()) found = compiled.foreign_reasons.find("undetermined");
    return found == compiled.foreign_reasons.end() ? ForeignReason() : found->second;
}

std::string_view sisimai_agent_of(const Compiled& compiled, std::string_view mta) {
    const auto found = compiled.sisimai_agents.find(mta);
    return found == compiled.sisimai_agents.end() ? mta : found->second;
}

const CodeEntry* find_status_entry(const Compiled& compiled, std::string_view status) {
    char key[16];
    if (status.size() < 5 || status.size() >= sizeof key) return nullptr;
    std::copy(status.begin(), status.end(), key);
    key[0] = 'X';
    const auto found = compiled.statuses.find(std::string_view(key, status.size()));
    return found == compiled.statuses.end() ? nullptr : &found->second;
}

const CodeEntry* find_reply_entry(const Compiled& compiled, int code) {
    if (code < 100 || code > 999) return nullptr;
    const char key[3] = {static_cast<char>('0' + code / 100), static_cast<char>('0' + code / 10 % 10),
                         static_cast<char>('0' + code % 10)};
    const auto found = compiled.replies.find(std::string_view(key, sizeof key));
    return found == compiled.replies.end() ? nullptr : &found->second;
}

std::string_view provider_of(const Compiled& compiled, std::string_view host) {
    char lower[256];
    if (host.size() > sizeof lower) return {};
    std::transform(host.begin(), host.end(), lower, ascii::to_lower);
    std::string_view name(lower, host.size());
    while (!name.empty()) {
        const auto found = compiled.hosts.find(name);
        if (found != compiled.hosts.end()) return found->second;
        const std::size_t dot = name.find('.');
        if (dot == std::string_view::npos) break;
        name.remove_prefix(dot + 1);
    }
    return {};
}

Remedy make_remedy(const Compiled& compiled, std::string_view id, detail::Arena& arena) {
    const auto found = compiled.remedies.find(id);
    if (found == compiled.remedies.end()) return {};
    const RemedyText& text = found->second;
    Remedy remedy{text.id, text.audience, text.text, {}};
    for (const std::string& url : text.urls) arena.append(remedy.urls, std::string_view(url));
    return remedy;
}

} // namespace dsnparse::knowledge

#include "dialects/sendmail/transcript.hpp"

#include "base/ascii.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::dialects::sendmail {

namespace {

struct Prefix {
    std::string_view words;
    Event::Kind kind;
};
/// `send:` and `recv:` are of gateways that write in Sendmail's manner.
constexpr std::array<Prefix, 4> session_prefixes{
    {{">>>", Event::Kind::command}, {"<<<", Event::Kind::reply}, {"send:", Event::Kind::command}, {"recv:", Event::Kind::reply}}};

constexpr std::array<Prefix, 4> notices{{
    {"Message could not be delivered for ", Event::Kind::expired},
    {"Message will be deleted from queue", Event::Kind::deleted},
    {"Warning: message still undelivered", Event::Kind::retrying},
    {"Will keep trying until message is ", Event::Kind::retrying},
}};

/// What follows an address without a code in front.
constexpr std::array<std::string_view, 6> verdicts{"Deferred",     "relayed",      "Successfully delivered",
                                                   "User unknown", "Host unknown", "Can't create"};

/// Mail programs fold at about this column, and not much earlier.
constexpr std::size_t fold_column = 65;

/// A line of Sendmail's own: `550 5.1.1 <user@example.org>... User unknown`, `451 example.org: Name server timeout`.
struct LocalLine {
    bool coded = false;
    std::string_view names;
    std::string_view text;
};

/// Where what a local line is about ends: at `...`; npos: it is about nothing.
std::size_t names_end(std::string_view text) {
    std::size_t from = 0;
    if (text.starts_with('<'))
        from = text.find('>');
    else if (text.starts_with('"'))
        from = text.find('"', 1);
    if (from == std::string_view::npos) return from;
    const std::size_t dots = text.find("...", from);
    if (dots == std::string_view::npos) return dots;
    const std::string_view after = text.substr(dots + 3);
    if (!after.empty() && !ascii::is_space(after.front())) return std::string_view::npos;
    const std::string_view names = text.substr(0, dots);
    if (from != 0) return dots;
    // `mx.example.org (smtp)... Deferred` is one thing; other words with dots behind them are a sentence.
    const std::size_t space = names.find(' ');
    if (space != std::string_view::npos && names.substr(space + 1, 1) != "(") return std::string_view::npos;
    return names.empty() ? std::string_view::npos : dots;
}

std::optional<LocalLine> local_line(std::string_view line) {
    LocalLine local;
    local.text = line;
    if (fields::reply_code_at(line)) {
        local.coded = true;
        local.text = ascii::trim_left(line.substr(std::min<std::size_t>(4, line.size())));
        const std::string_view status = fields::status_at(local.text);
        local.text = ascii::trim_left(local.text.substr(status.size()));
    }
    if (const std::size_t end = names_end(local.text); end != std::string_view::npos) {
        local.names = ascii::trim(local.text.substr(0, end));
        local.text = ascii::trim(local.text.substr(end + 3));
    }
    if (local.coded) return local;
    if (local.names.empty()) return std::nullopt;
    for (std::string_view verdict : verdicts)
        if (ascii::istarts_with(local.text, verdict)) return local;
    return std::nullopt;
}

} // namespace

std::optional<SessionLine> session_line(std::string_view line) {
    line = ascii::trim(line);
    for (const Prefix& prefix : session_prefixes) {
        if (!line.starts_with(prefix.words)) continue;
        line.remove_prefix(prefix.words.size());
        while (line.starts_with('>')) line.remove_prefix(1); // quoted once more
        return SessionLine{prefix.kind, ascii::trim(line)};
    }
    while (line.starts_with('.')) line.remove_prefix(1);
    line = ascii::trim_left(line);
    if (!ascii::consume(line, "while talking to ") && !ascii::consume(line, "while connected to ")) return std::nullopt;
    if (line.ends_with(':')) line.remove_suffix(1);
    return SessionLine{Event::Kind::talking, ascii::trim(line)};
}

void TranscriptReader::begin(const TextBlock& block) {
    finish();
    block_ = &block;
    after_blank_ = false;
}

bool TranscriptReader::take(std::string_view whole) {
    const std::string_view line = ascii::trim(whole);
    const bool was_indented = indented_;
    indented_ = !whole.empty() && ascii::is_wsp(whole.front());
    if (line.empty()) {
        finish();
        after_blank_ = true;
        return true;
    }
    if (const std::optional<SessionLine> session = session_line(line)) {
        const bool goes_on = open_ && session->kind == Event::Kind::reply && event_.kind == Event::Kind::reply
                             && fields::reply_continues(event_.lines.back());
        if (goes_on) {
            add_line(line, session->words, '\n');
            view_.context.scratch.append(event_.lines, session->words);
        } else {
            start(session->kind, line, session->words);
            if (session->kind == Event::Kind::reply) view_.context.scratch.append(event_.lines, session->words);
        }
        return true;
    }
    if (std::none_of(line.begin(), line.end(),
                     [](char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }))
        return true;
    for (const Prefix& notice : notices) {
        if (!ascii::istarts_with(line, notice.words)) continue;
        start(notice.kind, line, line);
        return true;
    }
    if (const std::optional<LocalLine> local = local_line(line)) {
        start(Event::Kind::local, line, line);
        event_.names = local->names;
        event_.text = local->text;
        return true;
    }
    if (after_blank_) return false;
    if (open_ && event_.kind == Event::Kind::output) {
        add_line(line, line, '\n');
    } else if (open_ && ((indented_ && !was_indented) || folded(line))) {
        add_line(line, line, ' ');
        indented_ = was_indented;
    } else {
        start(Event::Kind::output, line, line);
    }
    return true;
}

/// True if `line` may be the rest of the line before, which had no room for its first word.
bool TranscriptReader::folded(std::string_view line) const {
    return last_line_.size() + 1 + std::min(line.find(' '), line.size()) > fold_column;
}

void TranscriptReader::start(Event::Kind kind, std::string_view line, std::string_view words) {
    finish();
    after_blank_ = false;
    open_ = true;
    event_ = Event();
    event_.kind = kind;
    event_.words = words;
    event_.raw = line;
    event_.block = block_;
    last_line_ = line;
}

void TranscriptReader::add_line(std::string_view line, std::string_view words, char joint) {
    detail::Arena& scratch = view_.context.scratch;
    if (pieces_.empty()) scratch.append(pieces_, event_.words);
    scratch.append(pieces_, joint == ' ' ? std::string_view(" ") : std::string_view("\n"));
    scratch.append(pieces_, words);
    const std::string_view text = block_->text.text;
    const auto begin = static_cast<std::size_t>(event_.raw.data() - text.data());
    event_.raw = text.substr(begin, static_cast<std::size_t>(line.data() - text.data()) + line.size() - begin);
    last_line_ = line;
}

void TranscriptReader::finish() {
    if (!open_) return;
    open_ = false;
    if (!pieces_.empty()) {
        std::size_t size = 0;
        for (std::string_view piece : pieces_) size += piece.size();
        char* place = view_.context.arena.allocate(size);
        std::size_t used = 0;
        for (std::string_view piece : pieces_) used += piece.copy(place + used, piece.size());
        event_.words = {place, used};
        detail::Arena::clear(pieces_);
        // The verdict goes on in the folded lines.
        if (event_.kind == Event::Kind::local)
            if (const std::optional<LocalLine> local = local_line(event_.words)) {
                event_.names = local->names;
                event_.text = local->text;
            }
    }
    view_.context.scratch.append(events_, event_);
}

} // namespace dsnparse::dialects::sendmail

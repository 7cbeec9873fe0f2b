#include "dialects/sendmail/listing.hpp"

#include "base/ascii.hpp"
#include "dialects/recorder.hpp"
#include "fields/address.hpp"

#include <array>

namespace dsnparse::dialects::sendmail {

namespace {

struct Announcement {
    std::string_view words; ///< what a ruler starts with
    Ruler ruler;
};
constexpr std::array<Announcement, 12> announcements{{
    {"The following addresses had permanent", {Section::list, Action::failed}},
    {"The following address had permanent", {Section::list, Action::failed}},
    {"The following recipients had permanent", {Section::list, Action::failed}},
    {"The following addresses had transient", {Section::list, Action::delayed}},
    {"The following addresses had successful", {Section::list, Action::delivered}},
    {"The following addresses had delivery problems", {Section::list, Action::failed}},
    {"The following addresses had delivery notifications", {Section::list, Action::unknown}},
    {"The following addresses have delivery notifications", {Section::list, Action::unknown}},
    {"Transcript of session", {Section::transcript, Action::unknown}},
    {"Transcript of the session", {Section::transcript, Action::unknown}},
    {"Non-delivered information", {Section::transcript, Action::failed}},
    {"Recipients of this delivery", {Section::list, Action::unknown}},
}};

struct Note {
    std::string_view words;
    Action action;
};
constexpr std::array<Note, 10> notes{{
    {"unrecoverable error", Action::failed},
    {"failed", Action::failed},
    {"undeliverable", Action::failed},
    {"transient failure", Action::delayed},
    {"warning", Action::delayed},
    {"delayed", Action::delayed},
    {"relayed", Action::relayed},
    {"expanded", Action::expanded},
    {"successfully", Action::delivered},
    {"delivered", Action::delivered},
}};

/// Reasons are one line of a reply; a mail program may have folded it into a few.
constexpr std::size_t longest_item = 4000;

std::string_view without_dashes(std::string_view line) {
    line = ascii::trim(line);
    while (!line.empty() && line.front() == '-') line.remove_prefix(1);
    return ascii::trim_left(line);
}

bool starts_item(std::string_view line) { return line.starts_with("(reason:") || line.starts_with("(expanded from:"); }

int balance(std::string_view text) {
    int open = 0;
    for (char c : text) open += c == '(' ? 1 : c == ')' ? -1 : 0;
    return open;
}

/// True for what only a list has in a line of its own: `<user@example.org>`, `user@example.org`, `"|filter"`, `/var/mail/box`.
bool looks_listed(std::string_view line) {
    if (line.empty()) return false;
    if (line.front() == '<') return line.back() == '>' && line.find(' ') == std::string_view::npos;
    if (line.front() == '"' || line.front() == '/' || line.front() == '|') return true;
    return line.find(' ') == std::string_view::npos && line.find('@') != std::string_view::npos;
}

/// Where the name of an entry ends.
std::size_t name_end(std::string_view line) {
    if (line.front() == '<') {
        const std::size_t at = line.starts_with("<\"") ? line.find("\"@") : 0;
        const std::size_t close = line.find('>', at == std::string_view::npos ? 0 : at);
        return close == std::string_view::npos ? 0 : close + 1;
    }
    if (line.front() == '"') {
        const std::size_t close = line.rfind('"');
        return close == 0 ? 0 : std::min(line.find(' ', close), line.size());
    }
    return std::min(line.find_first_of(" \t"), line.size());
}

} // namespace

std::optional<Ruler> ruler_in(std::string_view line) {
    line = ascii::trim(line);
    const bool dashes = line.starts_with("--");
    const std::string_view words = without_dashes(line);
    if (words.empty()) return std::nullopt;
    for (const Announcement& item : announcements) {
        if (!ascii::istarts_with(words, item.words)) continue;
        // Other systems have the transcript's words in sentences.
        if (!dashes && item.ruler.section == Section::transcript) return std::nullopt;
        return item.ruler;
    }
    if (!line.starts_with("-----") || !ascii::is_alpha(words.front()) || words.find('@') != std::string_view::npos)
        return std::nullopt;
    return Ruler{Section::other, Action::unknown};
}

Action action_of_note(std::string_view note) {
    for (const Note& item : notes)
        if (ascii::istarts_with(note, item.words)) return item.action;
    return Action::unknown;
}

void ListReader::begin(const TextBlock& block, Action action) {
    end();
    block_ = &block;
    action_ = action;
    in_list_ = true;
    after_blank_ = false;
}

void ListReader::end() {
    finish_item();
    in_list_ = false;
}

void ListReader::take(std::string_view line) {
    if (!in_list_) return;
    const std::string_view words = without_dashes(line);
    if (!item_.empty()) {
        if (item_goes_on(words)) {
            const auto begin = static_cast<std::size_t>(item_.data() - block_->text.text.data());
            const auto stop = static_cast<std::size_t>(words.data() - block_->text.text.data()) + words.size();
            item_ = block_->text.text.substr(begin, stop - begin);
            open_parentheses_ += balance(words);
            return;
        }
        finish_item();
    }
    if (words.empty()) {
        after_blank_ = true;
    } else if (words.front() == '(') {
        if (listed_.empty()) return;
        item_ = words;
        open_parentheses_ = balance(words);
    } else {
        take_entry(words);
    }
}

/// A reply may have parentheses of its own that do not match: then what comes next must tell.
bool ListReader::item_goes_on(std::string_view next) const {
    if (next.empty() || starts_item(next) || item_.size() > longest_item) return false;
    if (!item_.ends_with(')')) return true;
    return open_parentheses_ > 0 && !looks_listed(next);
}

void ListReader::finish_item() {
    if (!item_.empty()) take_item(item_, item_);
    item_ = {};
}

void ListReader::take_item(std::string_view item, std::string_view raw) {
    item.remove_prefix(1);
    if (item.ends_with(')')) item.remove_suffix(1);
    item = ascii::trim(item);
    if (ascii::consume(item, "reason:")) {
        last().reason_raw = raw;
        last().reason = one_line(view_, item);
    } else if (ascii::consume(item, "expanded from:")) {
        view_.context.scratch.append(last().expanded_from, one_line(view_, item));
    } else if (last().note.empty()) {
        last().note = one_line(view_, item);
        if (const Action action = action_of_note(last().note); action != Action::unknown) last().action = action;
    }
}

void ListReader::take_entry(std::string_view line) {
    const std::size_t end = name_end(line);
    if (end == 0) return;
    const std::string_view name = line.substr(0, end);
    std::string_view rest = ascii::trim(line.substr(end));
    // Copied from a web page, an address may be followed by its own link.
    while (!rest.empty() && rest.front() == '<' && name_end(rest) != 0) rest = ascii::trim_left(rest.substr(name_end(rest)));
    const bool marked = name.front() == '<' || name.front() == '"' || name.front() == '/' || name.front() == '|';
    const bool address = name.find('@') != std::string_view::npos;
    if (!rest.empty() && rest.front() != '(') return;
    if (!address && (!marked || name.front() == '<') && after_blank_) return; // a word of what follows the list
    if (!address && name.ends_with(':')) return;
    if (listed_.size() > view_.context.limits().recipients) return;
    Listed entry;
    entry.name = name;
    entry.block = block_;
    entry.action = action_;
    view_.context.scratch.append(listed_, entry);
    if (rest.empty()) return;
    item_ = rest;
    open_parentheses_ = balance(rest);
}

} // namespace dsnparse::dialects::sendmail

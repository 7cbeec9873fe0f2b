#include "fields/mask.hpp"

#include "base/ascii.hpp"
#include "fields/address.hpp"
#include "fields/host.hpp"
#include "fields/ip.hpp"
#include "fields/status.hpp"

#include <algorithm>

namespace dsnparse::fields {

namespace {

/// Letters and digits mixed that are shorter are codes with a meaning: `TSS04`, `S3150`.
constexpr std::size_t least_id = 6;

constexpr std::string_view delimiters = "<>()[]{},;\"'|*";
constexpr std::string_view trailing = ".:!?";

bool is_url(std::string_view text) { return ascii::istarts_with(text, "http://") || ascii::istarts_with(text, "https://"); }

bool is_reply_code(std::string_view word) {
    return word.size() == 3 && word[0] >= '2' && word[0] <= '5' && ascii::is_digit(word[1]) && ascii::is_digit(word[2]);
}

/// What a word between delimiters stands for; the word itself where that says something.
std::string_view mask_of(std::string_view word, bool first, detail::Arena& arena) {
    if (word.find('@') != std::string_view::npos && !read_address(word).empty()) return "<address>";
    const bool digits = std::any_of(word.begin(), word.end(), ascii::is_digit);
    const bool letters = std::any_of(word.begin(), word.end(), ascii::is_alpha);
    if (digits && !parse_ip(word, arena).empty()) return "<ip>";
    if (is_host_name(word)) return "<host>";
    if (!digits || (first && is_reply_code(word)) || status_at(word).size() == word.size()) return word;
    if (!letters) return "<number>";
    return word.size() < least_id ? word : std::string_view("<id>");
}

void append_word(std::string_view word, bool first, std::string& out, detail::Arena& arena) {
    std::size_t end = word.size();
    while (end > 0 && trailing.find(word[end - 1]) != std::string_view::npos) --end;
    const std::string_view core = word.substr(0, end);
    const std::size_t equals = core.find('=');
    if (equals != std::string_view::npos && core.find('@') == std::string_view::npos) {
        out += core.substr(0, equals + 1);
        if (equals + 1 < core.size()) out += mask_of(core.substr(equals + 1), false, arena);
    } else if (!core.empty()) {
        // `550-5.1.1`, as the lines of a longer reply begin.
        if (first && core.size() > 4 && core[3] == '-' && is_reply_code(core.substr(0, 3))
            && status_at(core.substr(4)).size() == core.size() - 4)
            out += core;
        else
            out += mask_of(core, first, arena);
    }
    out += word.substr(end);
}

/// Where the word at `at` ends: before white space or one of `stops`.
std::size_t end_of(std::string_view text, std::size_t at, std::string_view stops) {
    while (at < text.size() && !ascii::is_space(text[at]) && stops.find(text[at]) == std::string_view::npos) ++at;
    return at;
}

} // namespace

void append_masked(std::string_view text, std::string& out, detail::Arena& arena) {
    bool first = true;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        if (ascii::is_space(text[at])) {
            space = !first;
            ++at;
            continue;
        }
        if (space) out += ' ';
        space = false;
        if (delimiters.find(text[at]) != std::string_view::npos) {
            out += text[at++];
            first = false;
            continue;
        }
        std::size_t end = at;
        const std::size_t before = out.size();
        if (is_url(text.substr(at))) {
            end = end_of(text, at, "<>\"");
            out += "<url>";
        } else {
            end = end_of(text, at, delimiters);
            append_word(text.substr(at, end - at), first, out, arena);
        }
        // `<user@example.org>` has its brackets already.
        if (out[before] == '<' && out.back() == '>' && before > 0 && out[before - 1] == '<' && end < text.size()
            && text[end] == '>') {
            out.erase(before - 1, 1);
            ++end;
        }
        first = false;
        at = end;
    }
}

} // namespace dsnparse::fields

#include "fields/address.hpp"

#include "base/ascii.hpp"
#include "fields/address_syntax.hpp"
#include "fields/surroundings.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

/// Where the unquoted local part in front of `at` begins, not before `lowest`.
std::size_t local_begin(std::string_view text, std::size_t lowest, std::size_t at) {
    std::size_t begin = at;
    bool ideographic = false;
    while (begin > lowest) {
        if (static_cast<unsigned char>(text[begin - 1]) < 0x80) {
            if (local_byte_length(text, begin - 1) == 0) break;
            --begin;
            continue;
        }
        const WideLetter letter = wide_letter_before(text, begin);
        if (letter.length == 0 || letter.length > begin - lowest) break;
        // Words of scripts without spaces run up to an address of ASCII, but are no part of it.
        if (letter.ideographic && !ideographic && begin != at) break;
        ideographic = letter.ideographic;
        begin -= letter.length;
    }
    // Marks that running text puts in front of a word; `user@...` in bold, in quotes, behind an `=`.
    while (begin < at && ascii::is_any_of(text[begin], "'`*.|{}/=?&,~^%")) ++begin;
    return begin;
}

/// Where the quoted local part that ends before `at` begins; `at`: nowhere.
std::size_t quote_begin(std::string_view text, std::size_t lowest, std::size_t at) {
    for (std::size_t i = at - 1; i > lowest; --i)
        if (text[i - 1] == '"' && (i < 2 || text[i - 2] != '\\')) return i - 1;
    return at;
}

/// `to=user@example.org` as logs write it.
std::size_t skip_key(std::string_view text, std::size_t begin, std::size_t at) {
    static constexpr std::array<std::string_view, 7> keys{"to=", "from=", "rcpt=", "orig_to=", "recipient=", "sender=", "email="};
    for (std::string_view key : keys)
        if (begin + key.size() < at && ascii::istarts_with(text.substr(begin, at - begin), key)) return begin + key.size();
    return begin;
}

/// Length of the domain at the front of `text`. A script without spaces may run on right behind it: a top-level domain
/// of ASCII has nothing else.
std::size_t domain_length_in_text(std::string_view text) {
    const std::size_t length = domain_length(text);
    const std::size_t dot = text.substr(0, length).rfind('.');
    // `3@2` is no address.
    if (dot == std::string_view::npos)
        return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), ascii::is_digit) ? 0 : length;
    if (!ascii::is_alpha(text[dot + 1])) return length;
    std::size_t end = dot + 1;
    while (end < length && static_cast<unsigned char>(text[end]) < 0x80) ++end;
    return end;
}

} // namespace

std::string_view find_address(std::string_view text, std::size_t from, std::size_t* end) {
    std::size_t searched = from; // nothing before it belongs to a later address
    for (std::size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
        const std::size_t lowest = std::max(searched, at > longest_address ? at - longest_address : 0);
        searched = at + 1;
        if (at == lowest) continue;
        std::size_t sign = at;
        std::size_t domain = domain_length_in_text(text.substr(sign + 1));
        std::size_t begin =
            text[at - 1] == '"' ? quote_begin(text, lowest, at) : skip_key(text, local_begin(text, lowest, at), at);
        if (begin == at || domain == 0) continue;
        // `"user@example.org"@gateway.example`
        const std::size_t behind = sign + 1 + domain;
        if (begin > lowest && text[begin - 1] == '"' && text.substr(behind, 2) == "\"@") {
            const std::size_t outer = domain_length_in_text(text.substr(behind + 2));
            if (outer != 0) {
                --begin;
                sign = behind + 1;
                domain = outer;
            }
        }
        if (end != nullptr) *end = sign + 1 + domain;
        return text.substr(begin, sign + 1 + domain - begin);
    }
    if (end != nullptr) *end = text.size();
    return {};
}

} // namespace dsnparse::fields

#include "fields/authentication_results.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::fields {

namespace {

constexpr std::array<std::string_view, 8> spf_results{"pass", "fail",    "softfail",  "neutral",
                                                      "none", "unknown", "temperror", "permerror"};

/// Walks a value word by word, without comments.
class Words {
public:
    explicit Words(std::string_view text) : rest_(text) {}

    /// Skips white space and comments. True at the end.
    bool at_end() {
        while (!rest_.empty()) {
            if (ascii::is_space(rest_[0])) {
                rest_.remove_prefix(1);
            } else if (rest_[0] == '(') {
                skip_comment();
            } else {
                return false;
            }
        }
        return true;
    }

    bool take(char c) {
        if (at_end() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// A quoted string without its quotes, or what reaches to one of `; = ( )` or white space.
    std::string_view word() {
        if (at_end()) return {};
        if (rest_[0] == '"') {
            const std::size_t end = std::min(rest_.find('"', 1), rest_.size());
            const std::string_view inner = rest_.substr(1, end - 1);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            return inner;
        }
        std::size_t end = 0;
        while (end < rest_.size() && !ascii::is_space(rest_[end]) && !ascii::is_any_of(rest_[end], ";=()")) ++end;
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }

    /// To behind the next `;`.
    void skip_result() {
        while (!at_end() && !take(';'))
            if (word().empty()) rest_.remove_prefix(1);
    }

private:
    void skip_comment() {
        std::size_t depth = 0;
        std::size_t at = 0;
        for (; at < rest_.size(); ++at) {
            if (rest_[at] == '\\' && at + 1 < rest_.size())
                ++at;
            else if (rest_[at] == '(')
                ++depth;
            else if (rest_[at] == ')' && --depth == 0)
                break;
        }
        rest_.remove_prefix(std::min(at + 1, rest_.size()));
    }

    std::string_view rest_;
};

/// The part of a property's value that is a domain.
std::string_view domain_part(std::string_view value) {
    while (!value.empty() && (value.front() == '<' || value.front() == '>')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == '<' || value.back() == '>')) value.remove_suffix(1);
    const std::size_t at = value.rfind('@');
    return at == std::string_view::npos ? value : value.substr(at + 1);
}

/// How well a property tells the domain that `method` speaks about; 0: not at all.
int weight(std::string_view method, std::string_view property) {
    if (method == "dkim") return ascii::iequals(property, "header.d") ? 2 : ascii::iequals(property, "header.i") ? 1 : 0;
    if (method == "spf") return ascii::iequals(property, "smtp.mailfrom") ? 2 : ascii::iequals(property, "smtp.helo") ? 1 : 0;
    return ascii::iequals(property, "header.from") ? 1 : 0;
}

std::string_view lower(std::string_view text, detail::Arena& arena) {
    if (std::none_of(text.begin(), text.end(), ascii::is_upper)) return text;
    char* place = arena.allocate(text.size());
    std::transform(text.begin(), text.end(), place, ascii::to_lower);
    return {place, text.size()};
}

bool is_name(std::string_view text) {
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return ascii::is_alnum(c) || c == '-' || c == '_'; });
}

} // namespace

void read_authentication_results(std::string_view value, detail::Arena& arena, List<Authentication>& results, std::size_t most) {
    Words words(value);
    std::string_view authserv = words.word();
    // Some leave the name of the server out, and begin with the first result.
    if (words.take('=')) {
        words = Words(value);
        authserv = {};
    } else {
        words.skip_result();
    }
    while (!words.at_end() && results.size() < most) {
        std::string_view method = words.word();
        method = lower(method.substr(0, method.find('/')), arena);
        if (!is_name(method) || !words.take('=')) {
            words.skip_result();
            continue;
        }
        Authentication result;
        result.authserv = authserv;
        result.method = method;
        result.result = lower(words.word(), arena);
        int best = 0;
        while (!words.at_end() && !words.take(';')) {
            const std::string_view property = words.word();
            if (!words.take('=')) {
                if (property.empty()) words.skip_result();
                if (property.empty()) break;
                continue;
            }
            const std::string_view said = words.word();
            if (const int more = weight(method, property); more > best && !said.empty()) {
                best = more;
                result.domain = domain_part(said);
            }
        }
        if (is_name(result.result)) arena.append(results, result);
    }
}

Authentication read_received_spf(std::string_view value) {
    Words words(value);
    const std::string_view said = words.word();
    Authentication result;
    for (std::string_view known : spf_results)
        if (ascii::iequals(said, known)) result.result = known;
    if (result.result.empty()) return result;
    result.method = "spf";
    while (!words.at_end()) {
        const std::string_view key = words.word();
        if (key.empty() || !words.take('=')) {
            if (key.empty() && !words.take(';')) break;
            continue;
        }
        const std::string_view said_here = words.word();
        if (ascii::iequals(key, "envelope-from") || (ascii::iequals(key, "helo") && result.domain.empty()))
            result.domain = domain_part(said_here);
        if (ascii::iequals(key, "receiver")) result.authserv = said_here;
    }
    return result;
}

} // namespace dsnparse::fields

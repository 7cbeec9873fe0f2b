#include "dns/spf_record.hpp"

#include "base/ascii.hpp"
#include "dns/name.hpp"
#include "dns/spf_macro.hpp"

#include <optional>

namespace dsnparse::dns {

namespace {

constexpr std::string_view version = "v=spf1";

struct MechanismName {
    std::string_view name;
    SpfMechanism mechanism;
};
constexpr MechanismName mechanism_names[] = {
    {"all", SpfMechanism::all}, {"include", SpfMechanism::include}, {"a", SpfMechanism::a},     {"mx", SpfMechanism::mx},
    {"ptr", SpfMechanism::ptr}, {"ip4", SpfMechanism::ip4},         {"ip6", SpfMechanism::ip6}, {"exists", SpfMechanism::exists},
};

bool well_formed_macros(std::string_view text) {
    std::string ignored;
    return expand_macros(text, {}, ignored) != Expansion::malformed;
}

/// domain-spec: a macro-string that ends in a macro or in a dot and a label that is no number.
bool is_domain_spec(std::string_view text) {
    if (text.empty() || !well_formed_macros(text)) return false;
    if (text.back() == '}' && text.find("%{") != std::string_view::npos) return true;
    if (text.back() == '.') text.remove_suffix(1);
    const std::size_t dot = text.rfind('.');
    if (dot == std::string_view::npos) return false;
    const std::string label = normalise_name(text.substr(dot + 1));
    return !label.empty() && label.front() != '-' && label.back() != '-' && label.find('_') == std::string::npos
           && label.find_first_not_of("0123456789") != std::string::npos;
}

/// A prefix length of at most `most` without leading zeros.
std::optional<int> parse_length(std::string_view text, int most) {
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    const auto value = ascii::consume_number(text, 3);
    if (!value || !text.empty() || static_cast<int>(*value) > most) return std::nullopt;
    return static_cast<int>(*value);
}

/// Takes `/24`, `//64` or `/24//64` off the end of `text`. False: there is one, and it is wrong.
bool take_lengths(std::string_view& text, SpfTerm& term) {
    const auto digits_from = [&text](std::size_t at) {
        return text.find_first_not_of("0123456789", at) == std::string_view::npos;
    };
    if (const std::size_t at = text.rfind("//"); at != std::string_view::npos && digits_from(at + 2)) {
        const auto length = parse_length(text.substr(at + 2), 128);
        if (!length) return false;
        term.length6 = *length;
        text = text.substr(0, at);
    }
    if (const std::size_t at = text.rfind('/'); at != std::string_view::npos && digits_from(at + 1)) {
        const auto length = parse_length(text.substr(at + 1), 32);
        if (!length) return false;
        term.length4 = *length;
        text = text.substr(0, at);
    }
    return true;
}

/// The network behind `ip4:` or `ip6:`.
bool parse_network(std::string_view text, SpfTerm& term) {
    const bool v4 = term.mechanism == SpfMechanism::ip4;
    int& length = v4 ? term.length4 : term.length6;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const auto given = parse_length(text.substr(slash + 1), v4 ? 32 : 128);
        if (!given) return false;
        length = *given;
        text = text.substr(0, slash);
    }
    const auto network = fields::parse_ip_address(text);
    if (!network || v4 != (text.find(':') == std::string_view::npos)) return false;
    term.network = *network;
    // Senders within the IPv4 part of IPv6 are compared as IPv4 (section 5), so none can be in such a network.
    if (!v4 && network->v4) length = -1;
    return true;
}

bool parse_argument(std::string_view rest, SpfTerm& term) {
    const bool colon = rest.starts_with(':');
    switch (term.mechanism) {
    case SpfMechanism::all: return rest.empty();
    case SpfMechanism::ip4:
    case SpfMechanism::ip6: return colon && parse_network(rest.substr(1), term);
    case SpfMechanism::include:
    case SpfMechanism::exists:
        if (!colon) return false;
        break;
    case SpfMechanism::a:
    case SpfMechanism::mx:
        if (!take_lengths(rest, term)) return false;
        break;
    case SpfMechanism::ptr: break;
    }
    if (rest.empty()) return true;
    if (!colon || !is_domain_spec(rest.substr(1))) return false;
    term.domain = rest.substr(1);
    return true;
}

/// Length of the name of a mechanism or modifier at the front.
std::size_t name_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size()
           && (ascii::is_alpha(text[length])
               || (length > 0
                   && (ascii::is_digit(text[length]) || text[length] == '-' || text[length] == '_' || text[length] == '.'))))
        ++length;
    return length;
}

SpfQualifier take_qualifier(std::string_view& text) {
    SpfQualifier qualifier = SpfQualifier::pass;
    if (text.empty()) return qualifier;
    switch (text.front()) {
    case '+': break;
    case '-': qualifier = SpfQualifier::fail; break;
    case '~': qualifier = SpfQualifier::softfail; break;
    case '?': qualifier = SpfQualifier::neutral; break;
    default: return qualifier;
    }
    text.remove_prefix(1);
    return qualifier;
}

class Parser {
public:
    SpfRecord parse(std::string_view text) {
        text.remove_prefix(version.size());
        while (!text.empty() && record_.error.empty()) {
            const std::size_t start = text.find_first_not_of(' ');
            if (start == std::string_view::npos) break;
            text.remove_prefix(start);
            const std::string_view word = text.substr(0, text.find(' '));
            text.remove_prefix(word.size());
            read_word(word);
        }
        return std::move(record_);
    }

private:
    void read_word(std::string_view word) {
        const std::size_t length = name_length(word);
        if (length < word.size() && length > 0 && word[length] == '=')
            read_modifier(word, length);
        else
            read_directive(word);
    }

    void read_modifier(std::string_view word, std::size_t length) {
        const std::string_view name = word.substr(0, length);
        const std::string_view value = word.substr(length + 1);
        const bool redirect = ascii::iequals(name, "redirect");
        const bool explanation = ascii::iequals(name, "exp");
        if (redirect || explanation) {
            bool& seen = redirect ? redirect_seen_ : explanation_seen_;
            if (seen) return fail("'" + shown(name) + "=' stands in it twice");
            seen = true;
            if (!is_domain_spec(value)) return fail("'" + shown(word) + "' names no domain");
            if (redirect) record_.redirect = value;
        } else if (!well_formed_macros(value)) {
            fail("'" + shown(word) + "' has a macro that is none");
        }
    }

    void read_directive(std::string_view word) {
        SpfTerm term;
        term.text = word;
        std::string_view rest = word;
        term.qualifier = take_qualifier(rest);
        const std::string_view name = rest.substr(0, rest.find_first_of(":/"));
        const MechanismName* found = nullptr;
        for (const MechanismName& one : mechanism_names)
            if (ascii::iequals(one.name, name)) found = &one;
        if (found == nullptr) return fail("'" + shown(word) + "' is no mechanism");
        term.mechanism = found->mechanism;
        if (!parse_argument(rest.substr(name.size()), term)) return fail("'" + shown(word) + "' is not well-formed");
        record_.terms.push_back(std::move(term));
    }

    void fail(std::string reason) { record_.error = std::move(reason); }

    SpfRecord record_;
    bool redirect_seen_ = false;
    bool explanation_seen_ = false;
};

} // namespace

bool is_spf_record(std::string_view text) {
    return ascii::istarts_with(text, version) && (text.size() == version.size() || text[version.size()] == ' ');
}

SpfRecord parse_spf(std::string_view text) { return Parser().parse(text); }

} // namespace dsnparse::dns

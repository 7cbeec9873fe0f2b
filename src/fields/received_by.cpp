#include "fields/received_by.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"
#include "fields/received_from.hpp"

#include <array>

namespace dsnparse::fields {

namespace {

using detail::Arena;

/// `Postfix, from userid 1000`, `amavisd-new, port 10024`, `uvscan: v4.1. Clean`: the program alone.
std::string_view program_of(std::string_view comment) {
    for (std::string_view detail : {", from userid ", ", port ", ": "}) {
        const std::size_t at = ascii::ifind(comment, detail);
        if (at != std::string_view::npos) comment = comment.substr(0, at);
    }
    return ascii::trim(comment);
}

/// Whether a comment is the name or the version of a program, and not one of the other things that MTAs put there.
bool names_program(std::string_view comment) {
    comment = ascii::trim(comment);
    if (comment.empty() || !ascii::is_alnum(comment[0])) return false;
    static constexpr std::array<std::string_view, 20> others = {
        "envelope-",  "authenticated", "using ",   "version=",    "cipher",   "verified", "no client ",
        "client ",    "localhost",     "unknown",  "return-path", "account ", "orcpt ",   "single-drop",
        "multi-drop", "sender ",       "num_hops", "with ",       "version ", "invoked "};
    for (std::string_view other : others)
        if (ascii::istarts_with(comment, other)) return false;
    if (is_host_name(comment) || comment.find('@') != std::string_view::npos) return false;
    const std::string_view head = ascii::up_to(comment, " :,");
    return !ascii::istarts_with(head, "TLS") && !ascii::istarts_with(head, "SSL");
}

bool is_cipher(std::string_view word) {
    return ascii::find_any_of(word, "-_") != std::string_view::npos || ascii::iequals(word, "OTHER");
}

std::string_view value_of(std::string_view comment, std::string_view name) {
    const std::size_t at = ascii::ifind(comment, name);
    if (at == std::string_view::npos || (at != 0 && comment[at - 1] != ' ' && comment[at - 1] != ',')) return {};
    return ascii::up_to(comment.substr(at + name.size()), " ,;)");
}

std::string_view join(std::string_view version, std::string_view cipher, Arena& arena) {
    if (version.empty() || cipher.empty()) return version.empty() ? cipher : version;
    return arena.concat({version, " ", cipher});
}

/// `TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO`, `TLSv1/SSLv3,256bits,DHE-RSA-AES256-SHA`, `TLS1.3 TLS_AES_128_GCM_SHA256`.
std::string_view read_listed(std::string_view text, Arena& arena) {
    const std::string_view version = ascii::up_to(text, ":, ");
    text.remove_prefix(version.size());
    while (!text.empty()) {
        text.remove_prefix(1);
        const std::string_view word = ascii::up_to(text, ":, ");
        if (is_cipher(word)) return join(version, word, arena);
        text.remove_prefix(word.size());
    }
    return version;
}

/// `TLSv1.2`, `TLS1_3`, `SSLv3`, `TLS`: the name of the protocol, with or without a version.
bool is_tls_version(std::string_view word) {
    if (!ascii::istarts_with(word, "TLS") && !ascii::istarts_with(word, "SSL")) return false;
    word.remove_prefix(3);
    return word.empty() || ascii::is_digit(word[0])
           || (word.size() > 1 && ascii::to_lower(word[0]) == 'v' && ascii::is_digit(word[1]));
}

} // namespace

bool is_mail_protocol(std::string_view word) {
    static constexpr std::array<std::string_view, 16> names = {"http",  "https",    "local", "uucp",    "qmqp", "qmtp",
                                                               "imap",  "pop3",     "mapi",  "nnfmp",   "dsn",  "nntp",
                                                               "bsmtp", "internal", "mms",   "httprest"};
    for (std::string_view name : names)
        if (ascii::iequals(word, name)) return true;
    if (ascii::istarts_with(word, "local-") || ascii::istarts_with(word, "utf8local-")) return true;
    if (ascii::istarts_with(word, "utf8")) word.remove_prefix(4);
    if (!word.empty() && (ascii::to_lower(word[0]) == 'e' || ascii::to_lower(word[0]) == 'a')) word.remove_prefix(1);
    if (!ascii::istarts_with(word, "SMTP") && !ascii::istarts_with(word, "LMTP")) return false;
    word.remove_prefix(4);
    if (!word.empty() && ascii::to_lower(word[0]) == 's') word.remove_prefix(1);
    if (!word.empty() && ascii::to_lower(word[0]) == 'a') word.remove_prefix(1);
    return word.empty();
}

void read_by_clause(ReceivedSpan clause, Hop& hop, detail::Arena& arena) {
    std::string_view name = first_word(clause);
    // IndiMail writes `by host mx.example.org`.
    if (ascii::iequals(name, "host") && !first_word(clause.subspan(1)).empty()) name = clause[1].text;
    hop.by_ip = read_ip_literal(name, arena);
    if (hop.by_ip.empty() && is_client_name(name)) {
        if (name.size() > 1 && name.back() == '.') name.remove_suffix(1);
        hop.by = name;
    }
    for (const ReceivedToken& token : clause) {
        if (token.is_word()) {
            if (hop.by_ip.empty() && token.text[0] == '[') hop.by_ip = read_ip_literal(token.text, arena);
            continue;
        }
        if (!token.is_comment()) continue;
        const ClientComment address = read_client_comment(token.text, arena);
        if (!address.ip.empty()) {
            if (hop.by_ip.empty()) hop.by_ip = address.ip;
        } else if (hop.by_software.empty() && address.helo.empty() && names_program(token.text)) {
            hop.by_software = program_of(token.text);
        }
    }
    // `over TLS secured channel with ESMTP`
    if (clause.size() > 2 && clause.back().is_word() && ascii::icontains(leading_words(clause.last(3)), "secured channel"))
        hop.tls = "TLS";
}

void read_with_clause(ReceivedSpan clause, Hop& hop) {
    std::string_view words = leading_words(clause);
    while (!words.empty() && words.back() == ',') words.remove_suffix(1);
    std::size_t comment = 0;
    while (comment < clause.size() && clause[comment].is_word()) ++comment;
    const std::string_view first = ascii::up_to(words, " \t/");
    constexpr std::string_view encrypted = " encrypted ";
    const std::size_t at = words.find(encrypted);
    if (at != std::string_view::npos) {
        hop.tls = words.substr(0, at);
        hop.with = words.substr(at + encrypted.size());
    } else if (is_mail_protocol(first)) {
        hop.with = first;
        // `ESMTP/TLS/AES256-SHA`
        if (first.size() < words.size() && words[first.size()] == '/') {
            const std::string_view way = ascii::up_to(words.substr(first.size() + 1), " \t");
            const std::size_t cipher = way.find('/');
            if (is_tls_version(way.substr(0, cipher))) hop.tls = cipher == std::string_view::npos ? way : way.substr(cipher + 1);
        }
    } else {
        hop.with = words;
        const bool product = words.find(' ') != std::string_view::npos;
        if (product && hop.by_software.empty()) hop.by_software = words;
    }
    const bool versioned = comment < clause.size() && clause[comment].closed && !clause[comment].text.empty();
    if (versioned && !words.empty() && hop.by_software.data() == words.data() && ascii::is_digit(clause[comment].text[0])) {
        // `Microsoft SMTPSVC(6.0.3790.4675)`
        hop.by_software = {
            words.data(), static_cast<std::size_t>(clause[comment].text.data() + clause[comment].text.size() + 1 - words.data())};
    }
    for (std::size_t i = comment; i < clause.size() && hop.by_software.empty(); ++i)
        if (clause[i].is_comment() && names_program(clause[i].text)) hop.by_software = program_of(clause[i].text);
}

std::string_view read_tls_comment(std::string_view comment, detail::Arena& arena) {
    comment = ascii::trim(comment);
    const std::string_view cipher = value_of(comment, "cipher=");
    const std::string_view version = value_of(comment, "version=");
    if (!cipher.empty() || is_tls_version(ascii::up_to(version, "/"))) return join(version, cipher, arena);
    std::string_view rest = comment;
    if (ascii::consume(rest, "using ")) {
        const std::string_view used = ascii::consume_word(rest);
        if (!is_tls_version(used)) return {};
        return join(used, ascii::consume(rest, "with cipher ") ? ascii::consume_word(rest) : std::string_view{}, arena);
    }
    ascii::consume(rest, "Cipher ");
    // Courier; without a version behind it: a mere `TLS`
    std::size_t label = ascii::istarts_with(rest, "TLS: ") ? 0 : ascii::ifind(rest, ", TLS: ");
    if (label != std::string_view::npos) rest = rest.substr(label + (label == 0 ? 5 : 7));
    return is_tls_version(ascii::up_to(rest, ":, /")) ? read_listed(rest, arena) : std::string_view{};
}

} // namespace dsnparse::fields

#include "dialects/generic_lines.hpp"

#include "base/ascii.hpp"
#include "dialects/generic_words.hpp"
#include "fields/address.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace dsnparse::dialects {

namespace {

/// Labels in front of an address that was written to in vain.
constexpr std::array<std::string_view, 60> recipient_labels{
    "rcpt to",
    "e-mail address",
    "email address",
    "failed to",
    "unable to deliver to",
    "unable to deliver message to",
    "could not be delivered to",
    "recipient address",
    "recipient",
    "recipients",
    "recipient(s)",
    "failed recipient",
    "final recipient",
    "intended recipient",
    "recipient mailbox",
    "target mail address",
    "target address",
    "destination address",
    "undeliverable address",
    "error-for",
    "unknown user",
    "failed address",
    "address not found",
    "addressed to",
    "undelivered to",
    "undeliverable to",
    "not delivered to",
    "delivery failed",
    "delivery failed to",
    "invalid final delivery userid",
    "empf\303\244nger",
    "empf\303\244nger-adresse",
    "empfaenger",
    "destinataire",
    "destinataires",
    "destinatario",
    "destinatarios",
    "destinatari",
    "destinat\303\241rio",
    "destinat\303\241rios",
    "geadresseerde",
    "ontvanger",
    "adresat",
    "odbiorca",
    "mottagare",
    "modtager",
    "mottaker",
    "vastaanottaja",
    "p\305\231\303\255jemce",
    "al\304\261c\304\261",
    "c\303\255mzett",
    "\320\237\320\276\320\273\321\203\321\207\320\260\321\202\320\265\320\273\321\214",
    "\320\277\320\276\320\273\321\203\321\207\320\260\321\202\320\265\320\273\321\214",
    "\320\220\320\264\321\200\320\265\321\201\320\260\321\202",
    "\320\260\320\264\321\200\320\265\321\201\320\260\321\202",
    "\345\256\233\345\205\210",
    "\345\217\227\344\277\241\350\200\205",
    "\346\224\266\344\273\266\344\272\272",
    "\353\260\233\353\212\224 \354\202\254\353\236\214",
    "\354\210\230\354\213\240\354\236\220"};

/// Labels in front of an address of which nothing is said, or somebody else's.
constexpr std::array<std::string_view, 17> other_labels{
    "mail from",        "from", "sender", "to", "cc", "reply-to", "subject",    "date", "contact", "message-id",
    "original address", "sent", "von",    "an", "de", "para",     "return-path"};

/// Words in front of an address that is there to be asked, or wrote the mail.
constexpr std::array<std::string_view, 14> other_parties{"contact",  "write to",     "email us",         "mail us", "e-mail us",
                                                         "reply to", "send mail to", "send an email to", "from",    "sender",
                                                         "sent by",  "forward",      "support",          "help"};

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
    for (std::string_view item : list)
        if (ascii::iequals(word, item)) return true;
    return false;
}

/// Codes that servers refuse with (RFC 5321, 4954, 7504 and what is seen): other numbers are amounts.
bool is_refusal_code(int code) {
    constexpr std::array<int, 50> codes{421, 422, 431, 432, 441, 442, 446, 447, 449, 450, 451, 452, 453, 454, 455, 458, 459,
                                        471, 500, 501, 502, 503, 504, 510, 511, 512, 513, 515, 517, 521, 523, 530, 533, 534,
                                        535, 538, 541, 550, 551, 552, 553, 554, 555, 556, 557, 560, 570, 571, 572, 573};
    return std::binary_search(codes.begin(), codes.end(), code);
}

} // namespace

std::string_view find_mailbox(std::string_view text, std::size_t* end) {
    std::string_view address = fields::find_address(text, 0, end);
    if (const std::size_t type = ascii::ifind(address, "smtp="); type != std::string_view::npos) address.remove_prefix(type + 5);
    return address.find('.', address.find('@') + 1) == std::string_view::npos ? std::string_view{} : address;
}

std::string_view without_bullet(std::string_view line) {
    line = ascii::trim(line);
    while (!line.empty()
           && (line[0] == '*' || line[0] == '-' || line[0] == '>' || line[0] == '|' || line[0] == '=' || ascii::is_wsp(line[0])))
        line.remove_prefix(1);
    return line;
}

Lead lead_of(std::string_view line) {
    std::size_t end = 0;
    const std::string_view address = find_mailbox(line, &end);
    if (address.empty()) return {};
    const auto begin = static_cast<std::size_t>(address.data() - line.data());
    const std::string_view before = line.substr(0, begin);
    const bool bracketed = before.ends_with('<');
    // `"Some Name" <user@example.org>`, `c=US;...;dda:SMTP=user@example.org`, `[SMTP:user@example.org]`
    const bool named = bracketed && before.size() > 1 && before.find_first_of(".:") == std::string_view::npos
                       && before.size() < 80 && before[0] == '"';
    const bool typed = ascii::iends_with(before, "smtp:") || ascii::iends_with(before, "smtp=")
                       || ascii::iends_with(before, "rfc822;") || ascii::iends_with(before, "mailto:");
    if (!named && !typed && before.find_first_not_of(" <\"'([") != std::string_view::npos) return {};
    std::string_view rest = line.substr(end);
    while (!rest.empty() && (rest[0] == '>' || rest[0] == '"' || rest[0] == '\'' || rest[0] == ']')) rest.remove_prefix(1);
    return {address, rest, bracketed};
}

bool is_other_party(std::string_view before) {
    if (before.size() > 60) before = before.substr(before.size() - 60);
    for (std::string_view item : other_parties)
        if (ascii::icontains(before, item)) return true;
    return false;
}

std::size_t find_reply(std::string_view line, unsigned meaning) {
    for (std::size_t i = 0; i + 3 <= line.size(); ++i) {
        if (line[i] != '4' && line[i] != '5') continue;
        if (i > 0 && (ascii::is_alnum(line[i - 1]) || ascii::is_any_of(line[i - 1], ".-@_+=/"))) continue;
        const std::optional<int> code = fields::reply_code_at(line.substr(i));
        if (!code) continue;
        std::string_view behind = line.substr(i + 3);
        while (!behind.empty() && (behind[0] == ' ' || behind[0] == '-' || behind[0] == ':' || behind[0] == '#'))
            behind.remove_prefix(1);
        if (!fields::status_at(behind).empty()) return i;
        if (!is_refusal_code(*code)) continue;
        const std::string_view before = ascii::trim_right(line.substr(0, i));
        // A number and a word that says what is wrong; not `500 messages`, `450 MB`.
        const bool worded = (meaning & ~says_delay) != 0 && !behind.empty();
        if (before.empty() && worded) return i;
        if (!before.empty() && worded && ascii::is_any_of(before.back(), ":;,[('\">#")) return i;
    }
    return std::string_view::npos;
}

fields::HostRef host_in(std::string_view text, detail::Arena& arena) {
    constexpr std::array<std::string_view, 5> titles{"host ", "server ", "mailer ", " by ", "connected to "};
    if (const fields::HostRef host = fields::read_host(text, arena); !host.ip.empty()) return host;
    for (std::string_view title : titles) {
        for (std::size_t at = ascii::ifind(text, title); at != std::string_view::npos;
             at = ascii::ifind(text, title, at + title.size())) {
            std::string_view name = ascii::trim_left(text.substr(at + title.size()));
            if (name.starts_with('<') || name.starts_with('(')) name.remove_prefix(1);
            const fields::HostRef host = fields::read_host(name, arena);
            if (!host.ip.empty() || fields::is_host_name(host.name)) return host;
        }
    }
    return {};
}

bool quotes_host(std::string_view line) {
    const std::size_t said = line.find(" said:");
    return said != std::string_view::npos && line.substr(0, said).rfind("host ") != std::string_view::npos;
}

bool is_recipient_label(std::string_view label) { return is_one_of(label, recipient_labels); }

bool is_other_label(std::string_view label) { return is_one_of(label, other_labels); }

} // namespace dsnparse::dialects

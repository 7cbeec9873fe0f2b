#include "diagnose/verp.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"

#include <algorithm>

namespace dsnparse::diagnose {

namespace {

bool is_hex_run(std::string_view text, std::size_t size) {
    return text.size() == size && std::all_of(text.begin(), text.end(), ascii::is_hex);
}

/// `user=domain` at the end of `text`, as `user@domain`; the user starts behind the last `+` or, where there is none, behind
/// the last `-` of the list's name. Empty: it is none.
std::string_view embedded_address(std::string_view text, detail::Arena& arena, std::string_view* head) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string_view::npos || equals == 0 || !fields::is_host_name(text.substr(equals + 1))) return {};
    const std::string_view left = text.substr(0, equals);
    std::size_t begin = left.find('+');
    if (begin == std::string_view::npos) {
        begin = left.find("-return-");
        if (begin != std::string_view::npos) {
            begin = left.find('-', begin + 8);
        } else {
            begin = left.find("bounces-");
            begin = begin == std::string_view::npos ? left.rfind('-') : begin + 7;
        }
    }
    if (begin == std::string_view::npos || begin + 1 >= left.size()) return {};
    if (head != nullptr) *head = left.substr(0, begin);
    return arena.concat({left.substr(begin + 1), "@", text.substr(equals + 1)});
}

/// `SRS0=HHH=TT=domain=user`, `SRS1=HHH=forwarder==HHH=TT=domain=user`; separators are `=`, `+` or `-` behind SRS.
bool read_srs(std::string_view local, Verp& verp, detail::Arena& arena) {
    if (local.size() < 6 || !ascii::istarts_with(local, "SRS") || (local[3] != '0' && local[3] != '1')) return false;
    if (local[4] != '=' && local[4] != '+' && local[4] != '-') return false;
    std::string_view rest = local.substr(5);
    const bool twice = local[3] == '1';
    if (twice) {
        const std::size_t inner = rest.find("==");
        if (inner == std::string_view::npos) return false;
        rest.remove_prefix(inner + 2);
    }
    std::size_t hash = rest.find('=');
    if (hash == std::string_view::npos) return false;
    const std::string_view tag = rest.substr(0, hash);
    rest.remove_prefix(hash + 1);
    hash = rest.find('=');
    if (hash == std::string_view::npos) return false;
    rest.remove_prefix(hash + 1);
    hash = rest.find('=');
    if (hash == std::string_view::npos || !fields::is_host_name(rest.substr(0, hash))) return false;
    verp.scheme = twice ? "srs1" : "srs0";
    verp.recipient = arena.concat({rest.substr(hash + 1), "@", rest.substr(0, hash)});
    verp.token = tag;
    return true;
}

bool read_batv(std::string_view local, std::string_view domain, Verp& verp, detail::Arena& arena) {
    std::string_view rest = local;
    if (ascii::consume(rest, "prvs=")) {
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos || equals + 1 >= rest.size()) return false;
        // The draft has the tag first; one old form has it last.
        const std::string_view first = rest.substr(0, equals);
        const std::string_view second = rest.substr(equals + 1);
        const bool tag_first = first.size() == 10 && ascii::is_digit(first[0]);
        verp.token = tag_first || second.size() != 10 ? first : second;
        verp.recipient = arena.concat({verp.token.data() == first.data() ? second : first, "@", domain});
    } else if (ascii::consume(rest, "btv1==")) {
        const std::size_t equals = rest.find("==");
        if (equals == std::string_view::npos || equals + 2 >= rest.size()) return false;
        verp.token = rest.substr(0, equals);
        verp.recipient = arena.concat({rest.substr(equals + 2), "@", domain});
    } else {
        return false;
    }
    verp.scheme = "prvs";
    return true;
}

bool read_sympa(std::string_view local, Verp& verp, detail::Arena& arena) {
    std::string_view rest = local;
    if (!ascii::consume(rest, "bounce+")) return false;
    const std::size_t at = rest.find("==a==");
    if (at == std::string_view::npos) return false;
    const std::string_view tail = rest.substr(at + 5);
    const std::size_t list = tail.find("==");
    const std::string_view domain = tail.substr(0, list);
    if (!fields::is_host_name(domain)) return false;
    verp.scheme = "sympa";
    verp.recipient = arena.concat({rest.substr(0, at), "@", domain});
    if (list != std::string_view::npos) verp.token = tail.substr(list + 2);
    return true;
}

/// Tokens of services, told by their own form.
bool read_service(std::string_view local, std::string_view domain, Verp& verp) {
    const auto set = [&](std::string_view scheme, std::string_view token) {
        verp.scheme = scheme;
        verp.token = token;
        return true;
    };
    const std::size_t plus = local.find('+');
    if (plus != std::string_view::npos) {
        const std::string_view tail = local.substr(plus + 1);
        if (ascii::istarts_with(tail, "verp-") && is_hex_run(tail.substr(5), 32)) return set("discourse", tail.substr(5));
    }
    if (ascii::istarts_with(local, "msprvs1=")) return set("sparkpost", local.substr(8));
    if (ascii::istarts_with(local, "bounce-mc.")) return set("mailchimp", local.substr(10));
    if (ascii::iends_with(domain, "amazonses.com") && local.size() >= 40 && local.find('-') != std::string_view::npos)
        return set("ses", local);
    return false;
}

/// Odoo: `bounce+ID-model-res@`; the older `bounce-ID-model-res@`.
bool read_odoo(std::string_view local, Verp& verp) {
    std::string_view rest = local;
    if (!ascii::consume(rest, "bounce+") && !ascii::consume(rest, "bounce-")) return false;
    const std::string_view token = rest;
    if (!ascii::consume_number(rest) || rest.empty() || rest[0] != '-') return false;
    verp.scheme = "odoo";
    verp.token = token;
    return true;
}

} // namespace

Verp read_verp(std::string_view address, detail::Arena& arena) {
    Verp verp;
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || address.size() > 512) return verp;
    const std::string_view local = address.substr(0, at);
    const std::string_view domain = address.substr(at + 1);
    bool found = read_srs(local, verp, arena) || read_batv(local, domain, verp, arena) || read_sympa(local, verp, arena)
                 || read_service(local, domain, verp);
    if (!found) {
        std::string_view head;
        const std::string_view recipient = embedded_address(local, arena, &head);
        if (!recipient.empty()) {
            found = true;
            verp.recipient = recipient;
            verp.scheme = "generic";
            // SendGrid puts an account and a hash before the address: `bounces+1234-ab12-user=domain`.
            const std::size_t dash = recipient.find('-');
            std::string_view account = recipient;
            const bool numbered =
                ascii::iequals(head, "bounces") && ascii::consume_number(account) && !account.empty() && account[0] == '-';
            const std::size_t second = numbered ? recipient.find('-', dash + 1) : std::string_view::npos;
            if (second != std::string_view::npos && second + 1 < recipient.find('@') && second - dash == 5) {
                verp.scheme = "sendgrid";
                verp.token = recipient.substr(0, second);
                verp.recipient = recipient.substr(second + 1);
            } else if (ascii::iends_with(head, "-bounces")) {
                verp.scheme = "mailman";
            }
        }
    }
    if (!found) found = read_odoo(local, verp);
    if (!found) {
        // A tag behind `bounces+` that is no address is a token of the sender's own.
        std::string_view rest = local;
        if ((ascii::consume(rest, "bounces+") || ascii::consume(rest, "bounce+")) && rest.size() >= 6) {
            found = true;
            verp.scheme = "token";
            verp.token = rest;
        }
    }
    if (found) verp.address = address;
    return found ? verp : Verp{};
}

} // namespace dsnparse::diagnose

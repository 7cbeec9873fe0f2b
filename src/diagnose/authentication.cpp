#include "diagnose/authentication.hpp"

#include "base/ascii.hpp"
#include "fields/authentication_results.hpp"
#include "fields/host.hpp"
#include "mime/decode.hpp"

#include <array>

namespace dsnparse::diagnose {

namespace {

constexpr std::size_t most_results = 50;
constexpr std::size_t most_text = 2000;
/// A result stands near the name of the method.
constexpr std::size_t reach = 70;

constexpr std::array<std::string_view, 3> methods{"spf", "dkim", "dmarc"};

struct Wording {
    std::string_view words;
    std::string_view result;
};
/// Longer ones before those within them.
constexpr std::array<Wording, 18> wordings{{{"did not pass", "fail"},
                                            {"does not pass", "fail"},
                                            {"not pass", "fail"},
                                            {"soft fail", "softfail"},
                                            {"softfail", "softfail"},
                                            {"permerror", "permerror"},
                                            {"temperror", "temperror"},
                                            {"permanent error", "permerror"},
                                            {"temporary error", "temperror"},
                                            {"neutral", "neutral"},
                                            {"not aligned", "fail"},
                                            {"unauthenticated", "fail"},
                                            {"unaligned", "fail"},
                                            {"rejected", "fail"},
                                            {"fail", "fail"},
                                            {"violat", "fail"},
                                            {"missing", "none"},
                                            {"none", "none"}}};

/// Words before the name of the method that tell: `does not pass DMARC verification`, `failed SPF`.
constexpr std::array<Wording, 6> wordings_before{{{"not pass", "fail"},
                                                  {"failed", "fail"},
                                                  {"fails", "fail"},
                                                  {"failing", "fail"},
                                                  {"violates", "fail"},
                                                  {"rejected by", "fail"}}};

bool is_whole_word(std::string_view text, std::size_t at, std::size_t length) {
    return (at == 0 || !ascii::is_alnum(text[at - 1])) && (at + length >= text.size() || !ascii::is_alnum(text[at + length]));
}

/// The sentence goes no further.
std::string_view until_stop(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == ';' || (text[i] == '.' && ascii::is_space(text[i + 1]))) return text.substr(0, i);
    return text;
}

/// What follows is about another method.
std::string_view until_method(std::string_view text) {
    for (std::string_view method : methods)
        if (const std::size_t at = ascii::ifind(text, method); at != std::string_view::npos) text = text.substr(0, at);
    return text;
}

class Finder {
public:
    Finder(detail::Context& context, List<Authentication>& results) : context_(context), results_(results) {}

    void read(const Reply& reply) {
        const std::string_view text = reply.text.substr(0, most_text);
        for (std::string_view method : methods) {
            std::string_view result;
            std::string_view domain;
            for (std::size_t at = ascii::ifind(text, method); at != std::string_view::npos;
                 at = ascii::ifind(text, method, at + 1)) {
                if (!is_whole_word(text, at, method.size())) continue;
                const std::string_view behind = until_method(until_stop(text.substr(at + method.size(), reach)));
                if (result.empty()) result = result_behind(behind);
                if (result.empty()) result = result_before(text.substr(at < reach ? 0 : at - reach, at < reach ? at : reach));
                if (domain.empty()) domain = bracketed_host(behind);
            }
            if (result.empty()) continue;
            if (domain.empty()) domain = named_domain(text);
            add({reply.host, method, result, domain, "reply"});
        }
    }

    void read(const mime::Part& original) {
        for (const mime::HeaderField& field : original.headers) {
            if (results_.size() >= most_results) return;
            const bool results = ascii::iequals(field.name, "Authentication-Results");
            if (!results && !ascii::iequals(field.name, "Received-SPF")) continue;
            const std::string_view value = mime::header_value(context_, &field);
            List<Authentication> read;
            if (results)
                fields::read_authentication_results(value, context_.scratch, read, most_results);
            else if (const Authentication spf = fields::read_received_spf(value); !spf.method.empty())
                context_.scratch.append(read, spf);
            for (Authentication one : read) {
                one.method = context_.arena.copy(one.method);
                one.result = context_.arena.copy(one.result);
                one.where = "original_header";
                add(one);
            }
        }
    }

private:
    static std::string_view result_behind(std::string_view text) {
        // `spf=pass`, `SPF: fail`, `DKIM = did not pass`.
        std::string_view rest = text;
        while (!rest.empty() && (ascii::is_space(rest[0]) || rest[0] == ':')) rest.remove_prefix(1);
        if (!rest.empty() && rest[0] == '=') {
            rest = ascii::trim(rest.substr(1));
            if (ascii::istarts_with(rest, "pass")) return "pass";
        }
        std::size_t best = std::string_view::npos;
        std::string_view result;
        for (const Wording& wording : wordings) {
            const std::size_t at = ascii::ifind(text, wording.words);
            if (at < best) {
                best = at;
                result = wording.result;
            }
        }
        return result;
    }

    static std::string_view result_before(std::string_view text) {
        for (const Wording& wording : wordings_before) {
            const std::size_t at = ascii::ifind(text, wording.words);
            // No other method between the two, and not the sentence before.
            if (at != std::string_view::npos && until_stop(text.substr(at)).size() == text.size() - at) return wording.result;
        }
        return {};
    }

    std::string_view bracketed_host(std::string_view text) {
        const std::size_t open = text.find('[');
        return open == std::string_view::npos ? std::string_view() : host_at(text.substr(open + 1));
    }

    /// `domain example.net`, `sending domain [EXAMPLE.NET]`.
    std::string_view named_domain(std::string_view text) {
        for (std::size_t at = ascii::ifind(text, "domain "); at != std::string_view::npos;
             at = ascii::ifind(text, "domain ", at + 1)) {
            std::string_view rest = text.substr(at + 7);
            while (!rest.empty() && ascii::is_any_of(rest[0], "[<\"'")) rest.remove_prefix(1);
            if (const std::string_view host = host_at(rest); !host.empty()) return host;
        }
        return {};
    }

    static std::string_view host_at(std::string_view text) {
        std::size_t end = 0;
        while (end < text.size() && (ascii::is_alnum(text[end]) || text[end] == '-' || text[end] == '.')) ++end;
        while (end > 0 && text[end - 1] == '.') --end;
        const std::string_view name = text.substr(0, end);
        return fields::is_host_name(name) ? name : std::string_view();
    }

    void add(const Authentication& result) {
        if (results_.size() >= most_results) return;
        for (const Authentication& known : results_)
            if (known.method == result.method && known.result == result.result && ascii::iequals(known.domain, result.domain)
                && ascii::iequals(known.authserv, result.authserv) && known.where == result.where)
                return;
        context_.arena.append(results_, result);
    }

    detail::Context& context_;
    List<Authentication>& results_;
};

} // namespace

List<Authentication> find_authentication(detail::Context& context, const List<Reply>& replies, const mime::Part* original) {
    List<Authentication> results;
    Finder finder(context, results);
    for (const Reply& reply : replies)
        if (!reply.code || *reply.code >= 400) finder.read(reply);
    if (original != nullptr) finder.read(*original);
    return results;
}

} // namespace dsnparse::diagnose

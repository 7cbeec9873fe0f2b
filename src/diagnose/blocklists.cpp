#include "diagnose/blocklists.hpp"

#include "base/ascii.hpp"
#include "fields/host.hpp"
#include "fields/url.hpp"

#include <array>

namespace dsnparse::diagnose {

namespace {

/// More than a reply has.
constexpr std::size_t most_text = 4000;
constexpr std::size_t most_lists = 20;

constexpr std::array<std::string_view, 8> lead_words{"blocked using ", "listed using ",  "blacklisted at ", "blocklisted at ",
                                                     "black list at ", "block list at ", "blocked by rbl ", "listed by dnsbl "};

class Finder {
public:
    Finder(detail::Context& context, const knowledge::Compiled& knowledge, std::string_view edge_ip)
        : context_(context), knowledge_(knowledge), edge_ip_(edge_ip) {}

    void read(const Reply& reply) {
        const std::string_view text = reply.text.substr(0, most_text);
        if (text.empty()) return;
        const std::string_view ip = reply.quoted_client_ip.empty() ? edge_ip_ : reply.quoted_client_ip;
        bool known = false;
        for (const knowledge::BlocklistEntry* entry : knowledge::find_blocklists(knowledge_, text, context_.scratch)) {
            const bool of_ip = entry->of == "ip";
            add({entry->name, of_ip ? ip : std::string_view(), url_or_lookup(text, *entry, ip)});
            known = true;
        }
        // Every lead has one of the two.
        if (known || (!ascii::icontains(text, "block") && !ascii::icontains(text, "list"))) return;
        for (std::string_view lead : lead_words) {
            const std::size_t at = ascii::ifind(text, lead);
            if (at == std::string_view::npos) continue;
            const std::string_view zone = fields::read_host(text.substr(at + lead.size()), context_.arena).name;
            if (zone.find('.') != std::string_view::npos) add({zone, ip, fields::find_url(text)});
        }
    }

    [[nodiscard]] List<Blocklist> lists() const { return lists_; }

private:
    void add(const Blocklist& list) {
        if (lists_.size() >= most_lists) return;
        for (const Blocklist& other : lists_)
            if (ascii::iequals(other.name, list.name) && other.ip == list.ip) return;
        context_.arena.append(lists_, list);
    }

    std::string_view url_or_lookup(std::string_view text, const knowledge::BlocklistEntry& entry, std::string_view ip) {
        const std::string_view url = fields::find_url(text);
        return url.empty() ? lookup(entry.lookup, ip) : url;
    }

    std::string_view lookup(std::string_view page, std::string_view ip) {
        const std::size_t mark = page.find("{ip}");
        if (mark == std::string_view::npos) return page;
        return ip.empty() ? std::string_view() : context_.arena.concat({page.substr(0, mark), ip, page.substr(mark + 4)});
    }

    detail::Context& context_;
    const knowledge::Compiled& knowledge_;
    std::string_view edge_ip_;
    List<Blocklist> lists_;
};

} // namespace

List<Blocklist> find_blocklists(detail::Context& context, const knowledge::Compiled& knowledge, const Outcome& outcome,
                                const Edge& edge) {
    Finder finder(context, knowledge, edge.best ? edge.candidates[*edge.best].ip : std::string_view());
    for (const Reply& reply : outcome.replies)
        if (!reply.code || *reply.code >= 400) finder.read(reply);
    return finder.lists();
}

} // namespace dsnparse::diagnose

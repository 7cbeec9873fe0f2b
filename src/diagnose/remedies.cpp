#include "diagnose/remedies.hpp"

#include "fields/address.hpp"

#include <algorithm>

namespace dsnparse::diagnose {

namespace {

class Filler {
public:
    Filler(detail::Context& context, const Report& report) : context_(context), report_(report) {
        if (report.edge.best) ip_ = report.edge.candidates[*report.edge.best].ip;
        const std::string_view sender =
            !report.original.return_path.empty() ? report.original.return_path : report.original.from.address;
        sender_domain_ = fields::domain_of(sender, context.arena);
        if (!report.blocklists.empty()) list_ = report.blocklists.begin()->name;
    }

    void fill(Classification& result, const Recipient* recipient) {
        std::string_view rest = result.remedy.text;
        if (rest.find('{') == std::string_view::npos) return;
        recipient_ = recipient;
        List<std::string_view> pieces;
        std::size_t size = 0;
        const auto add = [&](std::string_view piece) {
            context_.scratch.append(pieces, piece);
            size += piece.size();
        };
        while (!rest.empty()) {
            const std::size_t open = std::min(rest.find('{'), rest.size());
            add(rest.substr(0, open));
            rest.remove_prefix(open);
            const std::size_t colon = rest.find(':');
            const std::size_t close = rest.find('}');
            if (close == std::string_view::npos || colon > close) {
                add(rest);
                break;
            }
            const std::string_view words = rest.substr(colon + 1, close - colon - 1);
            const bool only_without = rest.substr(1, 1) == "!";
            const std::string_view value = value_of(rest.substr(only_without ? 2 : 1, colon - (only_without ? 2 : 1)));
            add(value.empty() ? words : only_without ? std::string_view() : value);
            rest.remove_prefix(close + 1);
        }
        char* const place = context_.arena.allocate(size);
        char* at = place;
        for (std::string_view piece : pieces) at = std::copy(piece.begin(), piece.end(), at);
        result.remedy.text = {place, size};
    }

private:
    [[nodiscard]] std::string_view value_of(std::string_view name) const {
        if (name == "ip") return ip_;
        if (name == "sender_domain") return sender_domain_;
        if (name == "list") return list_;
        if (recipient_ == nullptr) return {};
        if (name == "failed" || name == "delayed") return to_string(recipient_->action) == name ? name : std::string_view();
        if (name == "recipient") return recipient_->address;
        if (name == "recipient_domain") return recipient_->domain;
        if (name == "host" && recipient_->reply) return report_.replies[*recipient_->reply].host;
        return {};
    }

    detail::Context& context_;
    const Report& report_;
    const Recipient* recipient_ = nullptr;
    std::string_view ip_;
    std::string_view sender_domain_;
    std::string_view list_;
};

} // namespace

void fill_remedies(detail::Context& context, Report& report) {
    Filler filler(context, report);
    for (Recipient& recipient : detail::Arena::items(report.recipients)) filler.fill(recipient.classification, &recipient);
}

} // namespace dsnparse::diagnose

#include "dns/checks.hpp"

#include "dns/detail.hpp"
#include "dns/dmarc.hpp"
#include "dns/dnsbl.hpp"
#include "dns/domain_checks.hpp"
#include "dns/host_checks.hpp"
#include "dns/name.hpp"

#include <optional>

namespace dsnparse::dns {

namespace {

class Run {
public:
    Run(const Subject& subject, const CheckOptions& options, Lookup& lookup)
        : subject_(subject), options_(options), lookup_(lookup), ip_(fields::parse_ip_address(subject.ip)),
          helo_(normalise_name(subject.helo)), sender_(normalise_name(subject.sender_domain)),
          recipient_(normalise_name(subject.recipient_domain)) {
        if (!ip_) ip_ = fields::parse_ip_literal(subject.ip);
    }

    std::vector<Check> run() {
        fetch_first();
        if (ip_) {
            add(check_ptr(*ip_, subject_.client_name, lookup_));
            add(check_fcrdns(*ip_, lookup_));
        } else if (!subject_.ip.empty()) {
            add(not_asked("ptr", subject_.ip, "is no IP address"));
        }
        if (!subject_.helo.empty()) add(check_helo(subject_.helo, ip(), lookup_));
        check_domains();
        if (ip_)
            for (const std::string& zone : options_.dnsbl_zones) add(check_dnsbl(*ip_, zone, lookup_));
        return std::move(checks_);
    }

private:
    /// Everything that can be asked before any answer is there.
    void fetch_first() {
        std::vector<Question> questions;
        if (ip_) {
            questions.push_back({ip_->reverse_name(), Type::ptr});
            for (const std::string& zone : options_.dnsbl_zones)
                if (const std::string list = normalise_name(zone); !list.empty())
                    questions.push_back({dnsbl_name(*ip_, list), Type::a});
        }
        if (label_count(helo_) > 1 && !fields::parse_ip_address(subject_.helo)) {
            questions.push_back({helo_, Type::a});
            questions.push_back({helo_, Type::aaaa});
        }
        if (!recipient_.empty()) questions.push_back({recipient_, Type::mx});
        if (!sender_.empty()) {
            questions.push_back({sender_, Type::txt});
            for (Question& question : dmarc_questions(sender_)) questions.push_back(std::move(question));
        }
        lookup_.fetch(questions);
    }

    void check_domains() {
        if (!recipient_.empty())
            add(check_mx(recipient_, lookup_));
        else if (!subject_.recipient_domain.empty())
            add(not_asked("mx", subject_.recipient_domain, "is no domain name"));
        if (sender_.empty()) {
            if (!subject_.sender_domain.empty()) add(not_asked("spf", subject_.sender_domain, "is no domain name"));
            return;
        }
        SpfContext context;
        context.ip = ip();
        context.domain = sender_;
        context.sender_domain = sender_;
        context.helo = helo_;
        add(check_sender_policy(context, lookup_));
        add(check_dmarc(sender_, lookup_));
    }

    void add(Check check) { checks_.push_back(std::move(check)); }
    [[nodiscard]] const fields::IpAddress* ip() const { return ip_ ? &*ip_ : nullptr; }

    const Subject& subject_;
    const CheckOptions& options_;
    Lookup& lookup_;
    std::optional<fields::IpAddress> ip_;
    std::string helo_;
    std::string sender_;
    std::string recipient_;
    std::vector<Check> checks_;
};

} // namespace

std::string_view to_string(CheckOutcome outcome) {
    switch (outcome) {
    case CheckOutcome::ok: return "ok";
    case CheckOutcome::problem: return "problem";
    case CheckOutcome::unknown: return "unknown";
    }
    return {};
}

std::vector<Check> run_checks(const Subject& subject, const CheckOptions& options, Lookup& lookup) {
    return Run(subject, options, lookup).run();
}

} // namespace dsnparse::dns

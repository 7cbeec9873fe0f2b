/// \file
/// What DNS says today about a host that sent mail, and about the domains of the mail.
#pragma once

#include "dns/lookup.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::dns {

/// Who and what to ask about. All of it may come from a mail: nothing has to be well-formed, and each may be empty.
struct Subject {
    std::string ip; ///< of the sending host, with or without brackets
    std::string helo; ///< what it called itself: a name or an address literal
    std::string client_name; ///< what the receiver called it
    std::string sender_domain; ///< of the envelope sender
    std::string recipient_domain;
};

struct CheckOptions {
    std::vector<std::string> dnsbl_zones; ///< block lists to ask; empty: none
};

/// `unknown`: it could not be found out; never a problem of the host or domain itself.
enum class CheckOutcome : std::uint8_t { ok, problem, unknown };

[[nodiscard]] std::string_view to_string(CheckOutcome);

/// One question that a check rests on.
struct Detail {
    std::string name;
    std::string type;
    std::string outcome;
    std::vector<std::string> answers;
};

struct Check {
    std::string_view id; ///< `ptr`, `fcrdns`, `helo`, `mx`, `spf`, `dmarc`, `dnsbl`
    std::string subject; ///< what was asked about: an address, a name, a domain
    CheckOutcome outcome = CheckOutcome::unknown;
    std::string summary; ///< one sentence
    std::vector<Detail> details;
};

/// All checks that the subject has something for, in the order of their ids above; one `dnsbl` for each zone. All texts are
/// UTF-8. What does not hang on one another is asked at once.
[[nodiscard]] std::vector<Check> run_checks(const Subject& subject, const CheckOptions& options, Lookup& lookup);

} // namespace dsnparse::dns

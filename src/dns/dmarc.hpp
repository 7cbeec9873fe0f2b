/// \file
/// DMARC policy records (RFC 7489 section 6).
#pragma once

#include "dns/lookup.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::dns {

struct DmarcRecord {
    std::string policy; ///< `none`, `quarantine`, `reject`; empty: missing or none of them
    std::string subdomain_policy; ///< the same of `sp=`; `policy` where that is missing
    unsigned percent = 100;
    bool strict_dkim = false;
    bool strict_spf = false;
    bool reports = false; ///< `rua=` has an address
    std::string error; ///< why it is no policy as it stands, in words; empty: it is one
};

/// True if a TXT record is a DMARC record: its first tag is `v=DMARC1`.
[[nodiscard]] bool is_dmarc_record(std::string_view text);

[[nodiscard]] DmarcRecord parse_dmarc(std::string_view text);

/// Where the policy of a domain was found.
struct DmarcFound {
    enum class State { policy, bad, several, none, failed } state = State::none;
    std::string domain; ///< the domain that has it, or that the search ended at
    std::string text; ///< the record
    DmarcRecord record;
    Outcome outcome = Outcome::answer; ///< `failed`: of the question that had no answer
    std::vector<Question> asked;
};

/// The record of `domain` (normalised) or, where it has none, of the nearest domain above with two labels at least. Where
/// organisations end is not known here, so this can go higher than a receiver with a list of public suffixes.
[[nodiscard]] DmarcFound find_dmarc(const std::string& domain, Lookup& lookup);

/// The questions that find_dmarc() may ask.
[[nodiscard]] std::vector<Question> dmarc_questions(const std::string& domain);

} // namespace dsnparse::dns

/// \file
/// check_host() of SPF (RFC 7208 section 4), as far as the result can be told from outside.
#pragma once

#include "dns/lookup.hpp"
#include "dns/spf_macro.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dsnparse::dns {

/// `unknown`: a term that decides takes what is not known here: the address, or the sender's local part.
enum class SpfResult { none, neutral, pass, fail, softfail, temperror, permerror, unknown };

[[nodiscard]] std::string_view to_string(SpfResult);

struct SpfVerdict {
    SpfResult result = SpfResult::none;
    std::string record; ///< of the domain that was asked about; empty: none, or several
    /// The terms that led to the result, outermost first: `include:spf.example.net`, `ip4:192.0.2.0/24`. Empty: no term
    /// matched, or it did not come to that.
    std::vector<std::string> way;
    std::string reason; ///< of none, temperror, permerror and unknown, in words
    int lookups = 0; ///< terms that took a question (section 4.6.4)
    std::vector<Question> asked; ///< in order, each once
};

/// The result for `context.ip` (may be null: then only the record itself is looked at) and `context.domain`, which is
/// normalised.
[[nodiscard]] SpfVerdict check_spf(const SpfContext& context, Lookup& lookup);

} // namespace dsnparse::dns

/// \file
/// Authentication-Results (RFC 8601) and Received-SPF (RFC 7208 section 9.1).
#pragma once

#include "base/arena.hpp"

#include <dsnparse/report.hpp>

#include <string_view>

namespace dsnparse::fields {

/// The results of an Authentication-Results value (unfolded), appended to `results`; `where` stays empty. The domain is the one
/// that the method speaks about: `header.d` or `header.i` of DKIM, `smtp.mailfrom` or `smtp.helo` of SPF, `header.from` of
/// DMARC. Comments are skipped. At most `most` in all.
void read_authentication_results(std::string_view value, detail::Arena& arena, List<Authentication>& results, std::size_t most);

/// The result of a Received-SPF value. Its method is empty where there is none.
[[nodiscard]] Authentication read_received_spf(std::string_view value);

} // namespace dsnparse::fields

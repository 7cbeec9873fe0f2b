/// \file
/// Received fields (RFC 5321 section 4.4) in the styles of all common MTAs.
#pragma once

#include "base/context.hpp"

#include <string_view>

namespace dsnparse::fields {

/// Reads one unfolded Received value. Fills everything of Hop but `message`, `delay_s`, `trust` and `span`. What
/// cannot be told stays unknown; broken syntax gives an entry in `anomalies`, not a guess.
[[nodiscard]] Hop read_received(std::string_view value, detail::Context& context);

} // namespace dsnparse::fields

/// \file
/// Statements that do not fit.
#pragma once

#include "diagnose/recipients.hpp"
#include "knowledge/knowledge.hpp"

namespace dsnparse::diagnose {

/// Where the sources of `outcome` contradict each other, per recipient that was not delivered to (report_outcome.hpp says of
/// which types). That a specific status stands beside `x.0.0` is no contradiction, nor that an answer to try again later
/// (4xx) ended as failed once the retries had run out, where the report says so.
[[nodiscard]] List<Contradiction> find_contradictions(detail::Context& context, const knowledge::Compiled& knowledge,
                                                      const Outcome& outcome);

} // namespace dsnparse::diagnose

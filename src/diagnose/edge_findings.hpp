/// \file
/// The sending edge judged without asking anybody.
#pragma once

#include "base/context.hpp"

#include <dsnparse/report.hpp>

namespace dsnparse::diagnose {

/// What receivers may hold against the best candidate of `edge`, as the Received chain and the replies show it
/// (report_path.hpp says of which types); without a best one nothing. What DNS says today is not asked.
[[nodiscard]] List<EdgeFinding> judge_edge(detail::Context& context, const Edge& edge, const List<Hop>& hops,
                                           const List<Reply>& replies);

} // namespace dsnparse::diagnose

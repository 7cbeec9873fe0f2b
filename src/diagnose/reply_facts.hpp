/// \file
/// What a refusal tells beside its reason: links, ids, limits, times.
#pragma once

#include "diagnose/recipients.hpp"

namespace dsnparse::diagnose {

/// The facts that the replies which refuse or defer state in so many words, each value once (report_outcome.hpp says which
/// types there are). Values are views into the replies.
[[nodiscard]] List<Fact> find_facts(detail::Context& context, const List<Reply>& replies);

} // namespace dsnparse::diagnose

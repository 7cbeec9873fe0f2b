/// \file
/// Block lists that the refusals name.
#pragma once

#include "diagnose/recipients.hpp"
#include "knowledge/knowledge.hpp"

namespace dsnparse::diagnose {

/// Each list once, with the address of ours that is listed (as the server quotes it, else the best edge candidate; none for a
/// list of domains) and a page that tells why: the one that the reply gives, else the list's own. Known lists are rows of
/// data/blocklists.tsv; of others the zone is the name, where the words around it say that it is one (`blocked using ...`).
[[nodiscard]] List<Blocklist> find_blocklists(detail::Context& context, const knowledge::Compiled& knowledge,
                                              const Outcome& outcome, const Edge& edge);

} // namespace dsnparse::diagnose

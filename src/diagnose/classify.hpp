/// \file
/// Why, and whose turn it is: the knowledge applied to the facts.
#pragma once

#include "diagnose/recipients.hpp"
#include "dialects/dialect.hpp"
#include "knowledge/knowledge.hpp"

namespace dsnparse::diagnose {

/// Classifies one recipient. Precedence: rule for the deciding reply's words, registry entry of its enhanced status,
/// registry entry of its reply code, the Status field; a specific code beats `x.0.0`. Where all of them are silent and the
/// report speaks of one recipient only, a rule for the words of `report`; at last, of a delayed recipient, that the host named
/// for it said nothing.
[[nodiscard]] Classification classify(const dialects::ReportView& report, const knowledge::Compiled& knowledge,
                                      const Outcome& outcome, const Recipient& recipient);

/// The recipient that fared worst: failed before delayed before delivered, permanent before transient; the first among equals.
/// Null: there are none.
[[nodiscard]] const Recipient* worst_recipient(const List<Recipient>& recipients);

/// The classification of the mail as a whole: that of the worst recipient.
[[nodiscard]] Classification classify_whole(detail::Context& context, const knowledge::Compiled& knowledge, Kind kind,
                                            const List<Recipient>& recipients);

} // namespace dsnparse::diagnose
